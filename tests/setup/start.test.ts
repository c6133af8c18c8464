import { mkdirSync, readdirSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPython } from "../../kernel-setup/python.mjs";
import { codeCells, shownText } from "../notebooks/notebook.js";
import { cloneAfresh } from "./clone.js";
import { Command } from "./command.js";
import { JupyterServer } from "./jupyter-server.js";

/** One person's way through a fresh clone; each test goes on where the one before it ended. */
describe("npm start on a fresh clone", () => {
  let clone: string;
  let home: string;
  let server: JupyterServer;
  let env: NodeJS.ProcessEnv;

  const start = () => new Command("npm", ["start", "--", "--no-browser"], { cwd: clone, env });

  beforeAll(() => {
    clone = cloneAfresh();
    home = path.join(path.dirname(clone), "home");
    mkdirSync(home);
    env = {
      HOME: home,
      PYTHON: findPython().executable,
      // What npm and pip know of this machine's network, and what they have fetched before, is still theirs.
      npm_config_userconfig: path.join(os.homedir(), ".npmrc"),
      npm_config_cache: path.join(os.homedir(), ".npm"),
      PIP_CACHE_DIR: path.join(os.homedir(), ".cache", "pip"),
    };
  });
  afterAll(() => server?.stop());

  test("interrupted while npm installs, it says that the next run goes on", async () => {
    const interrupted = start();
    await interrupted.printed(/npm packages …/);
    expect(await interrupted.stop("SIGINT")).toBe(130);
    expect(interrupted.output).toMatch(/^interrupted; the next run goes on from here$/m);
  });

  test("interrupted while JupyterLab is installed, it keeps what was done before", async () => {
    const interrupted = start();
    await interrupted.printed(/JupyterLab …/);
    await interrupted.stop("SIGINT");
    expect(interrupted.output).toMatch(/^npm packages … [\d.]+ s$/m);
  });

  test("the next run finishes, and serves JupyterLab behind its token", async () => {
    server = await JupyterServer.start(clone, env);
    expect(server.command.output).not.toMatch(/npm packages/);
    expect(server.command.output).toMatch(/^JupyterLab … 4\.6\.6 in \.venv, on Python 3\.\d+\.\d+ \(.*\), [\d.]+ s$/m);
    expect((await fetch(new URL("/api/sessions", server.url), { redirect: "manual" })).status).toBe(403);
    expect(await server.request("/api/sessions")).toEqual([]);
  });

  test("it prints a line a step and no one's warnings", () => {
    const lines = server.command.output.split("\n").filter((line) => line && !line.startsWith(">"));
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^JupyterLab … /),
      expect.stringMatching(/^kernels … /),
      "JupyterLab opens; Ctrl-C twice ends it",
    ]);
    expect(server.command.output).not.toMatch(/warn|error|deprecated|yarn/i);
  });

  test("both kernels are offered", async () => {
    const { kernelspecs } = (await server.request("/api/kernelspecs")) as { kernelspecs: Record<string, unknown> };
    expect(Object.keys(kernelspecs)).toEqual(expect.arrayContaining(["workings", "tslab"]));
  });

  test("the sigmoid notebook gives through the server what it was committed with", async () => {
    const notebook = "01-activations/01-sigmoid.ipynb";
    const kept = codeCells(path.join(clone, "notebooks", notebook));
    const outputs = await server.run(
      notebook,
      "workings",
      kept.map(({ source }) => source),
    );
    expect(outputs.map(shownText)).toEqual(kept.map((cell) => shownText(cell.outputs)));
  });

  test("nothing is written outside of the clone", async () => {
    await server.stop();
    expect(readdirSync(path.dirname(clone)).sort()).toEqual(["clone", "home"]);
    // Jupyter's own mark that a person's settings are of its present form.
    expect(filesIn(home)).toEqual([path.join(".jupyter", "migrated")]);
  });

  test("a second start installs nothing", async () => {
    const second = await JupyterServer.start(clone, env);
    await second.stop();
    expect(second.command.output).not.toContain("…");
  });

  test("workings doctor finds nothing wrong", async () => {
    const doctor = new Command("npx", ["workings", "doctor"], { cwd: clone, env });
    const status = await doctor.ended;
    expect(doctor.output).not.toMatch(/^wrong/m);
    expect(status).toBe(0);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(path.join(folder, name)).isFile(),
  );
}
