#!/usr/bin/env node
/** The `workings` command: hands each subcommand its arguments and loads nothing of the others. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { nearest } from "../display/nearest.js";

interface Command {
  readonly usage: string;
  readonly summary: string;
  run(args: string[]): Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  check: {
    usage: "check FILE…",
    summary: "say which numbers in a document are wrong",
    run: async (args) => (await import("./check.js")).check(args),
  },
  verify: {
    usage: "verify [NAME…]",
    summary: "hold formulas against every independent route to the same number",
    run: async (args) => (await import("./verify.js")).verify(args),
  },
  describe: {
    usage: "describe [NAME…]",
    summary: "say what a formula is, with examples and its code",
    run: async (args) => (await import("./describe.js")).describe(args),
  },
  run: {
    usage: "run NOTEBOOK…",
    summary: "run notebooks, or say which of their outputs are no longer true",
    run: async (args) => (await import("./run.js")).run(args),
  },
  new: {
    usage: "new lesson NAME",
    summary: "make a lesson, or of lessons an assignment for nbgrader",
    run: async (args) => (await import("./new.js")).makeNew(args),
  },
  setup: {
    usage: "setup native",
    summary: "build native TensorFlow for networks with convolutions",
    run: async (args) => (await import("./setup.js")).setup(args),
  },
  doctor: {
    usage: "doctor",
    summary: "check this installation and say what to mend",
    run: async (args) => (await import("./doctor.js")).doctor(args),
  },
  kernel: {
    usage: "kernel install",
    summary: "make the kernel known to JupyterLab, VS Code and others",
    run: async (args) => (await import("./kernel.js")).kernel(args),
  },
};

// A reader such as `head` may leave before all is written, which is its right.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  if (name === "--version" || name === "-v") {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    console.log(version);
    return 0;
  }
  if (name === "help" && args.length > 0) return main([...args.slice(0, 1), "--help"]);
  if (name === "--help" || name === "-h" || name === "help") {
    console.log(usage());
    return 0;
  }
  if (name === undefined) {
    console.error(usage());
    return 2;
  }
  if (!Object.hasOwn(commands, name)) {
    const meant = nearest(name, Object.keys(commands));
    const hint = meant === undefined ? "see workings --help" : `did you mean ${meant}?`;
    console.error(`workings: there is no command ${name}; ${hint}`);
    return 2;
  }
  return commands[name]!.run(args);
}

function usage(): string {
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length));
  const lines = Object.values(commands).map(({ usage, summary }) => `  workings ${usage.padEnd(width)}  ${summary}`);
  return `Workings: a math workbook for machine learning that checks its own arithmetic.

${lines.join("\n")}

workings COMMAND --help says more of each, with examples; workings --version says which this is.`;
}
