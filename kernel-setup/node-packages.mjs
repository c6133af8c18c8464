import path from "node:path";
import { run } from "./command.mjs";
import { digest, stamp } from "./stamp.mjs";

/**
 * The packages of package-lock.json, in node_modules.
 *
 * @param {string} root
 * @returns {import("./environment.mjs").Step}
 */
export function nodePackages(root) {
  return {
    name: "npm packages",
    missing() {
      return isInstalled(root) ? undefined : "not installed, or not those of package-lock.json";
    },
    present: () => "those of package-lock.json",
    async install() {
      stamp(path.join(root, "node_modules")).clear();
      const [command, ...args] = npm();
      // A person's npm may be set to leave development's packages out; tslab is one of them.
      const wanted = ["ci", "--include=dev", "--include=optional"];
      await run("npm packages", command, [...args, ...wanted], { root, shell: command === "npm.cmd" });
      markInstalled(root);
    },
  };
}

/** Says that node_modules is whole: npm has put there all that package-lock.json names. */
export function markInstalled(root) {
  stamp(path.join(root, "node_modules")).write(lockDigest(root));
}

function isInstalled(root) {
  return stamp(path.join(root, "node_modules")).matches(lockDigest(root));
}

function lockDigest(root) {
  return digest(root, [process.platform, process.arch], ["package-lock.json"]);
}

/** The npm that runs this script, else the one on the path. */
function npm() {
  const running = process.env.npm_execpath;
  if (running && path.basename(running) === "npm-cli.js") return [process.execPath, running];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}
