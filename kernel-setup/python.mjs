import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { SetupError } from "./setup-error.mjs";

const oldest = 10;
/** The newest Python 3 that requirements.txt was resolved for; a newer one is taken only where there is no other. */
const newest = 14;

/**
 * A Python that can make JupyterLab's environment.
 *
 * @returns {{ command: string[], version: string, executable: string }}
 * @throws {SetupError} when there is none, naming each that was found and why it does not do
 */
export function findPython() {
  const found = [];
  for (const command of candidates()) {
    const python = ask(command);
    if (!python) continue;
    if (python.minor >= oldest && python.minor <= newest && python.venv) return python;
    found.push(python);
  }
  const newer = found.find((python) => python.minor > newest && python.venv);
  if (newer) return newer;
  throw new SetupError(`Python: ${whyNone(found)}`);
}

/**
 * A Python for a step that is still to be done with it, asked for before anything is installed.
 *
 * @param {import("./environment.mjs").Step} step
 * @returns {import("./environment.mjs").Step}
 */
export function pythonFor(step) {
  return {
    name: "Python",
    async missing() {
      if (!(await step.missing())) return undefined;
      try {
        findPython();
        return undefined;
      } catch (error) {
        if (error instanceof SetupError) return error.message;
        throw error;
      }
    },
    present: () => `there is one for ${step.name}`,
  };
}

function candidates() {
  const named = process.env.PYTHON ? [[process.env.PYTHON]] : [];
  const versions = [];
  for (let minor = newest; minor >= oldest; minor--) versions.push([`python3.${minor}`]);
  const launcher = process.platform === "win32" ? [["py", "-3"]] : [];
  return [...named, ["python3"], ...versions, ["python"], ...launcher];
}

/** Runs on any Python, so that one too old can be named. */
const question = `
import json, sys
try:
    import ensurepip, venv
    whole = True
except ImportError:
    whole = False
print(json.dumps([list(sys.version_info[:3]), sys.executable, whole]))
`;

/** What a command says of itself, or undefined when it is not there or is no Python. */
function ask(command) {
  const [file, ...args] = command;
  const answer = spawnSync(file, [...args, "-c", question], { encoding: "utf8", timeout: 30_000 });
  if (answer.status !== 0) return undefined;
  const [version, executable, venv] = JSON.parse(answer.stdout);
  const [major, minor] = version;
  return {
    command,
    executable,
    venv,
    version: version.join("."),
    minor: major === 3 ? minor : major < 3 ? -1 : Infinity,
  };
}

function whyNone(found) {
  const needed = `Workings needs Python 3.${oldest} or newer with its venv module`;
  if (found.length === 0) {
    return `${needed}, and there is no python3 on the path; install it, or name one: PYTHON=path/to/python3`;
  }
  const withoutVenv = found.find((python) => python.minor >= oldest);
  if (withoutVenv) {
    const what = `${withoutVenv.command.join(" ")} is Python ${withoutVenv.version} without its venv module`;
    const remedy = existsSync("/etc/debian_version") ? "type: sudo apt install python3-venv" : "install that module";
    return `${what}; ${remedy}`;
  }
  const each = found.map(({ command, version }) => `${command.join(" ")} is ${version}`).join(", ");
  return `${needed}, and what is there is too old (${each}); install a newer one, or name it: PYTHON=path/to/python3`;
}
