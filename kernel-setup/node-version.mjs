import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Whether this Node is one that package.json's `engines` admits.
 *
 * @param {string} root
 * @returns {import("./environment.mjs").Step}
 */
export function nodeVersion(root) {
  return {
    name: "Node",
    missing() {
      const { engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
      if (admits(engines.node, process.versions.node)) return undefined;
      return `this is Node ${process.versions.node}, and Workings needs ${engines.node}; install a newer one and run the command again`;
    },
    present: () => process.versions.node,
  };
}

/** Reads the two forms that our `engines` uses: `^a.b.c` and `>=a.b.c`, joined by `||`. */
function admits(range, version) {
  const [major, minor] = version.split(".").map(Number);
  return range.split("||").some((part) => {
    const [, operator, wantedMajor, wantedMinor] = /^\s*(\^|>=)(\d+)\.(\d+)\.0\s*$/.exec(part);
    if (major > wantedMajor) return operator === ">=";
    return major === Number(wantedMajor) && minor >= Number(wantedMinor);
  });
}
