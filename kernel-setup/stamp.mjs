import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * A file that says from what a folder was made. It is written last, so that work cut short leaves none.
 *
 * @param {string} folder what was made
 * @returns {{ matches(digest: string): boolean, clear(): void, write(digest: string): void }}
 */
export function stamp(folder) {
  const file = path.join(folder, ".setup-stamp");
  return {
    matches(digest) {
      try {
        return readFileSync(file, "utf8") === digest;
      } catch (error) {
        if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
        throw error;
      }
    },
    clear: () => rmSync(file, { force: true }),
    write: (digest) => writeFileSync(file, digest),
  };
}

/**
 * A digest of facts, and of files with the names and contents they have now.
 *
 * @param {string} root
 * @param {string[]} facts
 * @param {string[]} paths files, and folders with all in them, from the root
 * @returns {string}
 */
export function digest(root, facts, paths) {
  const hash = createHash("sha256").update(JSON.stringify(facts));
  for (const file of paths.flatMap((name) => filesIn(root, name))) {
    const content = readFileSync(path.join(root, file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

function filesIn(root, file) {
  if (!statSync(path.join(root, file)).isDirectory()) return [file];
  return readdirSync(path.join(root, file))
    .sort()
    .flatMap((name) => filesIn(root, path.join(file, name)));
}
