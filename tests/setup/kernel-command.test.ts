import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pythonOf } from "../../kernel-setup/jupyterlab.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { Command } from "./command.js";

/** A person's home, in which nothing of Jupyter is yet; each test goes on where the one before it ended. */
let home: string;
let env: NodeJS.ProcessEnv;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), "workings-home-"));
  const none = ["JUPYTER_DATA_DIR", "JUPYTER_PATH", "XDG_DATA_HOME", "VIRTUAL_ENV", "CONDA_PREFIX"];
  env = { HOME: home, ...Object.fromEntries(none.map((name) => [name, ""])) };
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function ended(command: Command) {
  const status = await command.ended;
  return { status, output: command.output };
}

const workings = (args: string[], more: NodeJS.ProcessEnv = {}) =>
  ended(
    new Command(process.execPath, [path.join(root, "dist", "cli", "main.js"), "kernel", ...args], {
      cwd: home,
      env: { ...env, ...more },
    }),
  );
const jupyter = (...args: string[]) =>
  ended(new Command(pythonOf(root), ["-m", "jupyter", ...args], { cwd: home, env }));

const userKernels = () => path.join(home, ".local", "share", "jupyter", "kernels");

describe("workings kernel", () => {
  test("says what to type where no kernel is installed", async () => {
    const output = "no kernel of Workings is installed; type: workings kernel install\n";
    expect(await workings(["list"])).toEqual({ status: 0, output });
  });

  test("installs the kernel under a name, and Jupyter runs notebooks by it", async () => {
    const folder = path.join(userKernels(), "workings-mine");
    const name = ["--name", "Workings-Mine", "--display-name", "TypeScript (mine)"];
    expect(await workings(["install", ...name])).toEqual({
      status: 0,
      output: `installed the kernel workings-mine in ${folder}\n`,
    });
    const { output } = await jupyter("kernelspec", "list", "--json");
    const { kernelspecs } = JSON.parse(output.slice(output.indexOf("{")));
    expect(kernelspecs["workings-mine"]).toMatchObject({
      resource_dir: folder,
      spec: { display_name: "TypeScript (mine)", language: "typescript", interrupt_mode: "message" },
    });
    for (const logo of ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]) {
      expect(readFileSync(path.join(folder, logo)).length).toBeGreaterThan(100);
    }

    const cell = { cell_type: "code", id: "a", metadata: {}, source: "const x: number = 41; x + 1", outputs: [] };
    const kernelspec = { name: "workings-mine", display_name: "TypeScript (mine)" };
    const notebook = { cells: [{ ...cell, execution_count: null }], metadata: { kernelspec } };
    writeFileSync(path.join(home, "a.ipynb"), JSON.stringify({ ...notebook, nbformat: 4, nbformat_minor: 5 }));
    expect(await jupyter("execute", "--inplace", "a.ipynb")).toMatchObject({ status: 0 });
    const { cells } = JSON.parse(readFileSync(path.join(home, "a.ipynb"), "utf8"));
    expect(cells[0].outputs[0].data["text/plain"]).toEqual(["42"]);
    const run = new Command(process.execPath, [path.join(root, "dist", "cli", "main.js"), "run", "a.ipynb"], {
      cwd: home,
      env,
    });
    expect(await ended(run)).toEqual({ status: 0, output: "42\n" });
  });

  test("installs into an environment, by its folder or since it is the active one", async () => {
    const venv = path.join(home, "venv");
    const folder = path.join(venv, "share", "jupyter", "kernels", "workings");
    expect(await workings(["install", "--prefix", "venv"])).toMatchObject({ status: 0 });
    expect(JSON.parse(readFileSync(path.join(folder, "kernel.json"), "utf8")).argv[0]).toBe(process.execPath);
    const active = { VIRTUAL_ENV: venv };
    expect(await workings(["install", "--sys-prefix"], active)).toEqual({
      status: 0,
      output: `installed the kernel workings in ${folder}\n`,
    });
    const { output } = await workings(["list"], active);
    expect(output).toBe(
      `workings       TypeScript (Workings)  ${folder}\n` +
        `workings-mine  TypeScript (mine)  ${path.join(userKernels(), "workings-mine")}\n`,
    );
  });

  test("neither replaces nor removes a kernel that is somebody else's", async () => {
    const folder = path.join(userKernels(), "python3");
    mkdirSync(folder);
    const theirs = JSON.stringify({ argv: ["python3", "-m", "ipykernel"], display_name: "Python", language: "python" });
    writeFileSync(path.join(folder, "kernel.json"), theirs);
    expect(await workings(["install", "--name", "python3"])).toEqual({
      status: 1,
      output: `workings kernel: ${folder} holds a kernel that is not ours; choose another name: --name NAME\n`,
    });
    expect(await workings(["uninstall", "--name", "python3"])).toMatchObject({ status: 1 });
    expect(readFileSync(path.join(folder, "kernel.json"), "utf8")).toBe(theirs);
    expect((await workings(["list"])).output).not.toContain("python3");
  });

  test("says of a kernel whose files are gone that it does not start", async () => {
    const folder = path.join(userKernels(), "moved");
    mkdirSync(folder);
    const argv = [process.execPath, "/nowhere/dist/kernel/main.js", "{connection_file}"];
    writeFileSync(path.join(folder, "kernel.json"), JSON.stringify({ argv, display_name: "moved" }));
    const { output } = await workings(["list"]);
    expect(output).toContain(`moved  ${folder}  (does not start: /nowhere/dist/kernel/main.js is no longer there)\n`);
    expect(await workings(["install", "--name", "moved"])).toMatchObject({ status: 0 });
    expect((await workings(["list"])).output).not.toContain("does not start");
  });

  test("removes what it has installed", async () => {
    expect(await workings(["uninstall", "--name", "workings-mine"])).toEqual({
      status: 0,
      output: `removed the kernel workings-mine from ${userKernels()}\n`,
    });
    const again = await workings(["uninstall", "--name", "workings-mine"]);
    expect(again).toMatchObject({ status: 1, output: expect.stringContaining("there is no kernel workings-mine in ") });
  });

  test.each([
    [[], "say install, uninstall or list; see workings kernel --help"],
    [["instal"], "there is no instal; did you mean install?"],
    [["connection.json"], "there is no file connection.json"],
    [["install", "--nam", "x"], "there is no option --nam; did you mean --name?"],
    [["install", "--name", "../x"], 'a kernel\'s name is made of letters, digits and . _ - but "../x" was given'],
    [["install", "--sys-prefix", "--prefix", "x"], "--sys-prefix and --prefix name different places; give one"],
    [["list", "all"], "list stands alone but all was given too"],
  ])("%j makes no sense, and it says why", async (args, words) => {
    expect(await workings(args)).toEqual({ status: 2, output: `workings kernel: ${words}\n` });
  });
});
