import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The kernels that JupyterLab offers: `workings`, and stock `tslab` beside it.
 *
 * @param {string} root
 * @returns {import("./environment.mjs").Step}
 */
export function kernelspecs(root) {
  const folder = path.join(root, ".venv", "share", "jupyter", "kernels");
  const specs = { workings: () => workings(root), tslab: () => tslab(root) };

  return {
    name: "kernels",
    async missing() {
      for (const [name, spec] of Object.entries(specs)) {
        if (read(path.join(folder, name, "kernel.json")) !== print(await spec())) {
          return `${name}'s kernel.json is absent, or names another place`;
        }
      }
      return undefined;
    },
    present: () => Object.keys(specs).join(", "),
    async install() {
      for (const [name, spec] of Object.entries(specs)) {
        rmSync(path.join(folder, name), { recursive: true, force: true });
        mkdirSync(path.join(folder, name), { recursive: true });
        if (name === "workings")
          cpSync(path.join(root, "kernel-setup", "kernelspec"), path.join(folder, name), { recursive: true });
        // Last, since its presence says that the kernel is installed.
        writeFileSync(path.join(folder, name, "kernel.json"), print(await spec()));
      }
    },
  };
}

async function workings(root) {
  const { kernelspec } = await import(pathToFileURL(path.join(root, "dist", "kernel", "kernelspec.js")).href);
  return kernelspec({ node: process.execPath, entry: path.join(root, "dist", "kernel", "main.js") });
}

function tslab(root) {
  return {
    argv: [
      process.execPath,
      path.join(root, "node_modules", "tslab", "bin", "tslab"),
      "kernel",
      "--config-path={connection_file}",
    ],
    display_name: "TypeScript (tslab)",
    language: "typescript",
    // tslab loads our ESM package by require, and Node's warning of that would land in the notebook.
    env: { NODE_NO_WARNINGS: "1" },
  };
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

function print(spec) {
  return `${JSON.stringify(spec, null, 2)}\n`;
}
