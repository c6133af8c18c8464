import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { jupyterFolders, pythonOf } from "../../kernel-setup/jupyterlab.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { Command } from "../setup/command.js";
import { codeCells, notebookFiles, notebooks, readNotebook } from "./notebook.js";

describe.each(notebookFiles())("%s", (file) => {
  const whole = path.join(notebooks, file);

  test.each(["workings", "tslab"])("runs without an error on the kernel %s", async (kernel) => {
    const args = ["-m", "jupyter", "execute", `--kernel_name=${kernel}`, "--timeout=600", whole];
    const run = new Command(pythonOf(root), args, { cwd: root, env: jupyterFolders(root) });
    const status = await run.ended;
    expect(run.output).not.toMatch(/Error/);
    expect(status).toBe(0);
  });

  test("gives what it is kept with when it runs without Jupyter", async () => {
    const args = [path.join(root, "dist", "cli", "main.js"), "run", "--check", file];
    const check = new Command(process.execPath, args, { cwd: notebooks });
    const status = await check.ended;
    expect(check.output).toContain(`${file}: as kept`);
    expect(status).toBe(0);
  });

  test("is kept as it was run from top to bottom", () => {
    const cells = codeCells(readNotebook(whole));
    expect(cells.map(({ execution_count }) => execution_count)).toEqual(cells.map((_, index) => index + 1));
    expect(cells.flatMap(({ outputs }) => outputs).filter(({ output_type }) => output_type === "error")).toEqual([]);
    expect(cells.some(({ outputs }) => outputs.length > 0)).toBe(true);
  });

  test("asks for our kernel and highlights TypeScript", () => {
    const { metadata } = readNotebook(whole);
    expect(metadata.kernelspec).toMatchObject({ name: "workings" });
    expect(metadata.language_info).toMatchObject({ name: "typescript" });
  });
});
