import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../kernel-setup/root.mjs";

/** Clones the project into a new folder; work that is not committed yet comes along, so that tests speak of it. */
export function cloneAfresh(): string {
  const clone = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), "workings-"))), "clone");
  git("clone", "--quiet", root, clone);
  for (const file of git("ls-files", "--modified", "--others", "--exclude-standard").split("\n").filter(Boolean)) {
    if (existsSync(path.join(root, file))) cpSync(path.join(root, file), path.join(clone, file));
  }
  return clone;
}

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" });
}
