import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPython } from "../../kernel-setup/python.mjs";
import { differences } from "../../src/notebook/compare.js";
import { joined } from "../../src/notebook/notebook.js";
import { codeCells, readNotebook } from "../notebooks/notebook.js";
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
      RUSTUP_HOME: process.env.RUSTUP_HOME ?? path.join(os.homedir(), ".rustup"), // pip asks Rust for its version
      PIP_CACHE_DIR: path.join(os.homedir(), ".cache", "pip"),
    };
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(path.dirname(clone), { recursive: true, force: true });
  });

  test("interrupted while npm installs, it says that the next run goes on", async () => {
    const interrupted = start();
    await expect.poll(() => existsSync(path.join(clone, "node_modules")), { timeout: 60_000 }).toBe(true);
    await interrupted.stop("SIGINT");
    expect(interrupted.output).toMatch(/^interrupted; the next run goes on from here$/m);
  });

  test("interrupted while JupyterLab is installed, it keeps what was done before", async () => {
    const interrupted = start();
    await interrupted.printed(/JupyterLab …/);
    await interrupted.stop("SIGINT");
    expect(interrupted.output).toMatch(/^npm packages … [\d.]+ s$/m);
  });

  test("the next run finishes, with a line a step and nobody's warnings", async () => {
    server = await JupyterServer.start(clone, env);
    const lines = server.command.output.split("\n").filter((line) => line && !line.startsWith(">"));
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^JupyterLab … 4\.6\.6 in \.venv, on Python 3\.\d+\.\d+ \(.*\), [\d.]+ s$/),
      expect.stringMatching(/^kernels … [\d.]+ s$/),
      "JupyterLab opens; Ctrl-C twice ends it",
    ]);
    expect(server.command.output).not.toMatch(/warn|error|deprecated|yarn/i);
  });

  test("JupyterLab asks for its token", async () => {
    const answer = await fetch(new URL("/api/sessions", server.url), { redirect: "manual" });
    expect(answer.status).toBe(403);
    expect(await server.request("/api/sessions")).toEqual([]);
  });

  test("both kernels are offered", async () => {
    const { kernelspecs } = (await server.request("/api/kernelspecs")) as { kernelspecs: Record<string, unknown> };
    expect(Object.keys(kernelspecs)).toEqual(expect.arrayContaining(["workings", "tslab"]));
  });

  test("the sigmoid notebook gives through the server what it was committed with", async () => {
    const notebook = "01-activations/01-sigmoid.ipynb";
    const kept = readNotebook(path.join(clone, "notebooks", notebook));
    const cells = codeCells(kept);
    const sources = cells.map(({ source }) => joined(source));
    const outputs = await server.run(notebook, "workings", sources);
    const fresh = { ...kept, cells: cells.map((cell, index) => ({ ...cell, outputs: outputs[index]! })) };
    expect(differences(kept, fresh)).toEqual([]);
  });

  test("nothing is written outside of the clone", async () => {
    await server.stop();
    expect(readdirSync(path.dirname(clone)).sort()).toEqual(["clone", "home"]);
    expect(filesIn(home)).toEqual([]);
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
