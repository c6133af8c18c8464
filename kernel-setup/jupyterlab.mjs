import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "./command.mjs";
import { findPython } from "./python.mjs";
import { digest, stamp } from "./stamp.mjs";

/**
 * JupyterLab, of the versions that requirements.txt pins, in the clone's own Python environment .venv.
 *
 * @param {string} root
 * @returns {import("./environment.mjs").Step}
 */
export function jupyterLab(root) {
  const environment = path.join(root, ".venv");
  const python = pythonOf(root);
  const isWhole = () => existsSync(python) && stamp(environment).matches(requirementsDigest(root));

  return {
    name: "JupyterLab",
    missing: () => (isWhole() ? undefined : ".venv is absent, or not what requirements.txt names"),
    present: () => `${pinnedVersion(root)} in .venv, on Python ${pythonVersion(environment)}`,
    async install() {
      const { command, version, executable } = findPython();
      const [file, ...args] = command;
      await run("Python environment", file, [...args, "-m", "venv", "--clear", environment], { root });
      const requirements = path.join(root, "kernel-setup", "requirements.txt");
      const install = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input"];
      // A person's pip may be set to install for the user, which no environment can do.
      await run("JupyterLab", python, [...install, "-r", requirements], { root, env: { PIP_USER: "0" } });
      configure(root);
      stamp(environment).write(requirementsDigest(root));
      return `${pinnedVersion(root)} in .venv, on Python ${version} (${executable})`;
    },
  };
}

/**
 * @param {string} root
 * @returns {string} the file of .venv's Python
 */
export function pythonOf(root) {
  return process.platform === "win32"
    ? path.join(root, ".venv", "Scripts", "python.exe")
    : path.join(root, ".venv", "bin", "python");
}

/**
 * What JupyterLab keeps beside a person's settings: running servers, trust in notebooks, window layouts. It stays in the
 * clone, while theme and shortcuts are those that the person has everywhere.
 *
 * @param {string} root
 * @returns {Record<string, string>} environment variables, to be outranked by a person's own
 */
export function jupyterFolders(root) {
  const data = path.join(root, ".setup", "jupyter");
  return {
    JUPYTER_DATA_DIR: data,
    JUPYTER_RUNTIME_DIR: path.join(data, "runtime"),
    JUPYTERLAB_WORKSPACES_DIR: path.join(data, "workspaces"),
  };
}

/**
 * JupyterLab's defaults, which a person's own settings and options outrank: it asks nobody for news, prints little, and
 * offers no extensions, whose installation would undo the pins.
 */
function configure(root) {
  const defaults = path.join(root, "kernel-setup", "jupyterlab");
  const environment = path.join(root, ".venv");
  cpSync(path.join(defaults, "overrides.json"), path.join(environment, "share/jupyter/lab/settings/overrides.json"));
  cpSync(path.join(defaults, "jupyter_lab_config.json"), path.join(environment, "etc/jupyter/jupyter_lab_config.json"));
  // JupyterLab's own scripts are CommonJS, and without this Node would take them for modules as the clone's are.
  writeFileSync(path.join(environment, "package.json"), "{}\n");
}

/** The environment's scripts name its folder, so it is also another one once the clone was moved. */
function requirementsDigest(root) {
  return digest(root, [root], ["kernel-setup/requirements.txt", "kernel-setup/jupyterlab"]);
}

function pythonVersion(environment) {
  return /^version *= *(.*)$/m.exec(readFileSync(path.join(environment, "pyvenv.cfg"), "utf8"))?.[1];
}

function pinnedVersion(root) {
  return /^jupyterlab==(.*)$/m.exec(readFileSync(path.join(root, "kernel-setup", "requirements.txt"), "utf8"))[1];
}
