import path from "node:path";
import process from "node:process";
import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { jupyterFolders, pythonOf } from "../../kernel-setup/jupyterlab.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { Command } from "../setup/command.js";
import { notebookFiles, notebooks } from "./notebook.js";

describe("run on our kernel, all by one command", () => {
  let output: string;

  beforeAll(async () => {
    const args = [path.join(root, "dist", "cli", "main.js"), "run", "--check", "--timeout", "300", "."];
    const run = new Command(process.execPath, args, { cwd: notebooks });
    await run.ended;
    output = run.output;
  });

  test.each(notebookFiles())("%s gives what it is kept with", (file) => {
    expect(toldOf(file)).toEqual([expect.stringMatching(/: as kept, [\d.]+ s$/)]);
  });

  /** What the command has said of a notebook: a line, and those below it that are set in. */
  function toldOf(file: string): string[] {
    const lines = stripVTControlCharacters(output).split("\n");
    const first = lines.findIndex((line) => line.startsWith(`${file}: `));
    const after = lines.slice(first + 1).findIndex((line) => !line.startsWith("  "));
    return first < 0 ? [] : lines.slice(first, first + 1 + after);
  }
});

/** Our kernel runs in Jupyter too, which tests/browser shows. */
describe.concurrent("run on stock tslab by Jupyter", () => {
  test.each(notebookFiles())("%s has no error", async (file) => {
    const args = ["-m", "jupyter", "execute", "--kernel_name=tslab", "--timeout=600", path.join(notebooks, file)];
    const run = new Command(pythonOf(root), args, { cwd: root, env: jupyterFolders(root) });
    expect({ status: await run.ended, output: run.output }).toEqual({
      status: 0,
      output: expect.not.stringMatching(/Error/),
    });
  });
});
