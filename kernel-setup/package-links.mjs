import { mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The clone as a package inside its own node_modules: stock tslab resolves `import … from "workings"` as Node 10 did,
 * which knows no self-reference, and `npx workings` looks for a command there.
 *
 * @param {string} root
 * @returns {import("./environment.mjs").Step}
 */
export function packageLinks(root) {
  const modules = path.join(root, "node_modules");
  const packageLink = path.join(modules, "workings");
  const command = path.join(modules, ".bin", "workings");
  const entry = path.join(root, "dist", "cli", "main.js");

  return {
    name: "package link",
    missing() {
      if (!leadsTo(packageLink, root)) return "node_modules/workings does not lead to the clone";
      return isCommand(command, entry) ? undefined : "there is no command `workings` in node_modules/.bin";
    },
    present: () => '`import … from "workings"` and `npx workings` lead to the clone',
    install() {
      // A junction needs no rights of an administrator on Windows; elsewhere the word is ignored.
      relink(packageLink, root, "junction");
      if (process.platform === "win32") writeFileSync(`${command}.cmd`, windowsCommand(entry));
      else relink(command, path.relative(path.dirname(command), entry));
    },
  };
}

function relink(link, target, type) {
  mkdirSync(path.dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(target, link, type);
}

function leadsTo(link, target) {
  try {
    return realpathSync(link) === realpathSync(target);
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
    throw error;
  }
}

function isCommand(command, entry) {
  if (process.platform !== "win32") return leadsTo(command, entry);
  try {
    return readFileSync(`${command}.cmd`, "utf8") === windowsCommand(entry);
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

function windowsCommand(entry) {
  return `@"${process.execPath}" "${entry}" %*\r\n`;
}
