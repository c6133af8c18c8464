import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  const file = (name) => path.join(folder, name, "kernel.json");

  return {
    name: "kernels",
    async missing() {
      const { kernelFile } = await ours(root);
      const specs = { workings: kernelFile(), tslab: tslab(root) };
      const stale = Object.keys(specs).find((name) => read(file(name)) !== specs[name]);
      return stale && `${stale}'s kernel.json is absent, or names another place`;
    },
    present: () => "workings, tslab",
    async install() {
      const { installKernel } = await ours(root);
      // The environment is the clone's own: whatever goes by these names there gives way.
      for (const name of ["workings", "tslab"]) rmSync(path.join(folder, name), { recursive: true, force: true });
      installKernel({ kernels: folder });
      mkdirSync(path.join(folder, "tslab"), { recursive: true });
      writeFileSync(file("tslab"), tslab(root));
    },
  };
}

/** How our kernel is installed anywhere, as it was built. */
async function ours(root) {
  return import(pathToFileURL(path.join(root, "dist", "kernelspecs", "installed.js")).href);
}

function tslab(root) {
  const spec = {
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
  return `${JSON.stringify(spec, null, 2)}\n`;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}
