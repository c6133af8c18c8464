/** npm's `prepare`: what makes the clone usable as the package `workings`, once npm has put its dependencies there. */
import { builtPackage } from "./built-package.mjs";
import { markInstalled } from "./node-packages.mjs";
import { packageLinks } from "./package-links.mjs";
import { root } from "./root.mjs";
import { tellPlainly } from "./setup-error.mjs";

await tellPlainly(async () => {
  const steps = [builtPackage(root), packageLinks(root)];
  for (const step of steps) if (step.missing()) await step.install();
  if (["ci", "install"].includes(process.env.npm_command)) markInstalled(root);
});
