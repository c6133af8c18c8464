import { execFile } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { findBrowser } from "../../kernel-setup/browser.mjs";
import { environment, type Step } from "../../kernel-setup/environment.mjs";
import { jupyterFolders, pythonOf } from "../../kernel-setup/jupyterlab.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { readArguments, UsageError } from "./arguments.js";

const usage = `Usage: workings doctor

Checks this installation, a line for each part of it: Node, Python, the packages, the build, JupyterLab, whether both
kernels start and compute 1+1, which backend TensorFlow.js gets, and the browser. What is wrong says what to type.

Example:
  workings doctor

Exit status: 0 if all is well, 1 if something is to be mended, 2 if what was asked for makes no sense.
`;

/**
 * Checks the installation and prints a line for each part of it: what is there, or what is wrong and what to type.
 *
 * Returns the exit status: 0 when all is well, 1 when something is to be mended, 2 when there are arguments.
 */
export async function doctor(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = readArguments("doctor", args, { help: { type: "boolean", short: "h" } });
    if (positionals.length > 0) throw new UsageError(`takes no arguments, but was given ${positionals.join(" ")}`);
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`workings doctor: ${error.message}\n`);
    return 2;
  }
  const parts: Part[] = [...environment(root).map(setUpStep), kernel("workings"), kernel("tslab"), tensorFlow, browser];
  let status = 0;
  for (const part of parts) {
    try {
      process.stdout.write(`ok     ${part.name}: ${await part.inspect()}\n`);
    } catch (problem) {
      process.stdout.write(`wrong  ${part.name}: ${(problem as Error).message}\n`);
      status = 1;
    }
  }
  return status;
}

/** A part of the installation: says what is there, or throws an Error that says what is wrong and what to type. */
interface Part {
  name: string;
  inspect(): Promise<string>;
}

function setUpStep(step: Step): Part {
  return {
    name: step.name,
    async inspect() {
      const missing = await step.missing();
      if (missing === undefined) return step.present();
      throw new Error(step.install ? `${missing}; type: npm start` : missing);
    },
  };
}

/** Whether a kernel starts, asked with the client that JupyterLab uses. */
function kernel(name: string): Part {
  return {
    name: `kernel ${name}`,
    async inspect() {
      const script = path.join(root, "kernel-setup", "try_kernel.py");
      const env = { ...jupyterFolders(root), ...process.env };
      const { stdout } = await promisify(execFile)(pythonOf(root), [script, name], { env }).catch(({ message }) => {
        const [lastLine] = String(message).trimEnd().split("\n").slice(-1);
        throw new Error(`does not start (${lastLine}); type: npm start`);
      });
      if (stdout.trim() !== "2") throw new Error(`answers 1+1 with ${JSON.stringify(stdout.trim())}`);
      return "starts, and 1+1 is 2";
    },
  };
}

const tensorFlow: Part = {
  name: "TensorFlow.js",
  async inspect() {
    const { chooseBackend } = await import("../training/backend.js");
    return chooseBackend();
  },
};

const browser: Part = {
  name: "browser",
  async inspect() {
    return findBrowser() ?? "none; the browser tests are skipped (install Chromium or Chrome to run them)";
  },
};
