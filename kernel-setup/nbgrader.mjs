import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "./command.mjs";
import { pythonOf } from "./jupyterlab.mjs";
import { digest, stamp } from "./stamp.mjs";

/** The oldest Python 3 that nbgrader runs on. */
const oldest = 11;

/**
 * nbgrader for the tests, in a folder beside JupyterLab's environment, which stays as those who only read have it. On
 * Python 3.10, where there is no nbgrader, nothing is missing.
 *
 * @param {string} root
 * @returns {import("./environment.mjs").Step}
 */
export function nbgrader(root) {
  const folder = path.join(root, ".setup", "nbgrader");
  const requirements = path.join("kernel-setup", "nbgrader-requirements.txt");
  const made = () => digest(root, [root], [requirements, path.join(".venv", "pyvenv.cfg")]);
  const isWhole = () => existsSync(folder) && stamp(folder).matches(made());

  return {
    name: "nbgrader",
    missing: () => (!canRunNbgrader(root) || isWhole() ? undefined : "it is not installed, or not for this Python"),
    present: () => "in .setup/nbgrader",
    async install() {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const install = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps"];
      const args = [...install, "--target", folder, "-r", path.join(root, requirements)];
      await run("nbgrader", pythonOf(root), args, { root, env: { PIP_USER: "0" } });
      stamp(folder).write(made());
    },
  };
}

/**
 * @param {string} root
 * @returns {boolean} whether .venv's Python is one that nbgrader runs on
 */
export function canRunNbgrader(root) {
  const version = /^version *= *3\.(\d+)/m.exec(readFileSync(path.join(root, ".venv", "pyvenv.cfg"), "utf8"));
  return Number(version?.[1]) >= oldest;
}

/**
 * @param {string} root
 * @returns {Record<string, string>} environment variables under which .venv's Python finds nbgrader and its commands
 */
export function nbgraderFolders(root) {
  const folder = path.join(root, ".setup", "nbgrader");
  return { PYTHONPATH: folder, PATH: `${path.join(folder, "bin")}${path.delimiter}${process.env.PATH}` };
}
