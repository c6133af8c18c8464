import { builtPackage } from "./built-package.mjs";
import { jupyterLab } from "./jupyterlab.mjs";
import { kernelspecs } from "./kernelspecs.mjs";
import { nodePackages } from "./node-packages.mjs";
import { nodeVersion } from "./node-version.mjs";
import { packageLinks } from "./package-links.mjs";
import { pythonFor } from "./python.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * All that a machine needs, each step building on those before it; what a person must install comes first.
 *
 * @param {string} root the clone's folder
 * @returns {import("./environment.mjs").Step[]}
 */
export function environment(root) {
  const jupyter = jupyterLab(root);
  return [
    nodeVersion(root),
    pythonFor(jupyter),
    nodePackages(root),
    builtPackage(root),
    packageLinks(root),
    jupyter,
    kernelspecs(root),
  ];
}

/**
 * Brings about what is missing, saying each step as it is done; where nothing is missing it says nothing.
 *
 * @param {import("./environment.mjs").Step[]} steps
 * @throws {SetupError} when a step can't be done
 */
export async function prepare(steps) {
  for (const step of steps) {
    const missing = await step.missing();
    if (!missing) continue;
    if (!step.install) throw new SetupError(missing);
    const start = performance.now();
    process.stdout.write(`${step.name} …`);
    try {
      const done = await step.install();
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(` ${done ? `${done}, ` : ""}${seconds} s\n`);
    } catch (error) {
      process.stdout.write("\n");
      throw error;
    }
  }
}
