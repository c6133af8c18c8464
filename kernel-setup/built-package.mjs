import { chmod, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { run } from "./command.mjs";
import { digest, stamp } from "./stamp.mjs";

/**
 * dist/, made from src/.
 *
 * @param {string} root
 * @returns {import("./environment.mjs").Step}
 */
export function builtPackage(root) {
  return {
    name: "build",
    missing() {
      return stamp(path.join(root, "dist")).matches(sourceDigest(root))
        ? undefined
        : "dist/ is not made from this src/";
    },
    present: () => "dist/ is made from this src/",
    install: () => build(root),
  };
}

/** Builds aside and then puts the whole in dist's place, so that nobody ever loads half of a build. */
async function build(root) {
  const sources = sourceDigest(root);
  const fresh = path.join(root, ".setup", `build-${process.pid}`);
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  await mkdir(fresh, { recursive: true });
  try {
    await run("build", process.execPath, [compiler, "-p", root, "--outDir", fresh], { root });
    const { bundleFormulas } = await import("./bundle-formulas.mjs");
    await bundleFormulas(fresh);
    const { bundleKernel } = await import("./bundle-kernel.mjs");
    await bundleKernel(fresh);
    const { bundleRoot } = await import("./bundle-root.mjs");
    await bundleRoot(fresh);
    await chmod(path.join(fresh, "cli", "main.js"), 0o755);
    stamp(fresh).write(sources);
    await replace(path.join(root, "dist"), fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Puts a folder in another's place; of two builds that end at once, one's whole folder stays. */
async function replace(folder, fresh) {
  const stale = `${fresh}-stale`;
  await rename(folder, stale).catch(unless("ENOENT"));
  await rename(fresh, folder).catch(unless("ENOTEMPTY", "EEXIST", "EPERM"));
  await rm(stale, { recursive: true, force: true });
}

function unless(...codes) {
  return (error) => {
    if (!codes.includes(error.code)) throw error;
  };
}

function sourceDigest(root) {
  const bundlers = [
    "kernel-setup/bundle-formulas.mjs",
    "kernel-setup/bundle-kernel.mjs",
    "kernel-setup/bundle-root.mjs",
  ];
  return digest(root, [], ["package-lock.json", "tsconfig.json", ...bundlers, "src"]);
}
