import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { knownProblem, SetupError } from "./setup-error.mjs";

/**
 * Runs a command of the set-up to its end, keeping its output back. Ctrl-C ends it at once.
 *
 * @param {string} what the step in a person's words, which begins every error
 * @param {string} command
 * @param {string[]} args
 * @param {{ root: string, env?: Record<string, string>, shell?: boolean }} options
 * @returns {Promise<string>} what it printed
 * @throws {SetupError} when it fails; the end of its output is told, and where the whole of it lies
 */
export async function run(what, command, args, { root, env = {}, shell = false }) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    shell,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (output += text));

  let signal;
  const interrupt = (received) => {
    signal = received;
    // The next run begins the step anew, and npm would first work on for a quarter of a minute to undo it.
    child.kill("SIGKILL");
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const status = await new Promise((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(error.code);
    });
    child.once("close", (code, killedBy) => resolve(code ?? killedBy));
  });
  process.off("SIGINT", interrupt).off("SIGTERM", interrupt);

  if (signal) {
    throw new SetupError("interrupted; the next run goes on from here", signal === "SIGINT" ? 130 : 143);
  }
  if (status !== 0) throw knownProblem(what, output) ?? unknownProblem(what, status, output, root);
  return output;
}

function unknownProblem(what, status, output, root) {
  const log = path.join(root, ".setup", "failed.log");
  mkdirSync(path.dirname(log), { recursive: true });
  writeFileSync(log, output);
  const end = output.trimEnd().split("\n").slice(-20).join("\n");
  return new SetupError(
    `${what}: failed (${status}); the whole output is in ${path.relative(process.cwd(), log)}, its end is\n${end}`,
  );
}
