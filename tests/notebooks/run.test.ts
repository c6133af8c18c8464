import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jupyterFolders, pythonOf } from "../../kernel-setup/jupyterlab.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { Command } from "../setup/command.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-run-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = path.join(root, "dist", "cli", "main.js");

/** Starts `workings run` in the folder. */
function start(...args: string[]): Command {
  return new Command(process.execPath, [entry, "run", ...args], { cwd: folder });
}

/** Runs it to its end. */
async function run(...args: string[]): Promise<{ status: number | string; output: string }> {
  const command = start(...args);
  const status = await command.ended;
  return { status, output: command.output };
}

type Source = string | { source: string; tags: string[] };

/** Puts a notebook with these code cells into the folder. */
function put(name: string, sources: Source[], fields: object = {}): string {
  const cells = sources.map((one, index) => {
    const { source, tags } = typeof one === "string" ? { source: one, tags: undefined } : one;
    const metadata = tags ? { tags } : {};
    return { cell_type: "code", id: `cell-${index}`, metadata, source, outputs: [], execution_count: null };
  });
  const kernelspec = { name: "workings", display_name: "TypeScript (Workings)", language: "typescript" };
  const notebook = { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5, ...fields };
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), JSON.stringify(notebook));
  return name;
}

const textOf = (name: string) => readFileSync(path.join(folder, name), "utf8");
// biome-ignore lint/suspicious/noExplicitAny: what a test reads of a notebook is checked by what it expects of it.
const read = (name: string): any => JSON.parse(textOf(name));

/** Runs a notebook with Jupyter's own client, as `workings run a.ipynb -o ours.ipynb` would, to theirs.ipynb. */
async function runByJupyter(name: string): Promise<void> {
  const script = `
import nbformat, sys
from nbclient import NotebookClient
notebook = nbformat.read("${name}", 4)
NotebookClient(notebook, kernel_name="workings", record_timing=False, coalesce_streams=True).execute()
nbformat.validate(nbformat.read("ours.ipynb", 4))
nbformat.write(notebook, "theirs.ipynb")`;
  const client = new Command(pythonOf(root), ["-c", script], { cwd: folder, env: jupyterFolders(root) });
  expect([await client.ended, client.output]).toEqual([0, ""]);
}

test("what cells show is printed, and nothing is written", async () => {
  const name = put("a.ipynb", ["const x: number = 20", 'console.log("hello"); x + 1', 'console.error("beside")']);
  const before = textOf(name);
  expect(await run(name)).toEqual({ status: 0, output: "hello\n21\nbeside\n" });
  expect(textOf(name)).toBe(before);
});

test("a written notebook is to the byte what Jupyter's own client makes of it", async () => {
  const sources = [
    'console.log("a"); console.log("b\\u2028c"); console.error("c"); 1e-7',
    'import { display, html } from "workings"; display(html("<b>1</b>"), { id: "one" }); ({ a: [1, 2] })',
    "",
    'display(html("<b>2</b>"), { id: "one", update: true })',
    { source: 'throw new Error("expected")', tags: ["raises-exception"] },
    'console.log("gone"); console.clear(); console.log("stays")',
    '({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar", width: 1e-7, z: 1, a: 0.5 })',
  ];
  const kernelspec = { name: "workings", display_name: "mine", language: "typescript" };
  put("a.ipynb", sources, { metadata: { kernelspec, future: { field: [1, "two"] } } });
  expect(await run("a.ipynb", "-o", "ours.ipynb")).toMatchObject({ status: 0 });
  await runByJupyter("a.ipynb");
  expect(textOf("ours.ipynb")).toBe(textOf("theirs.ipynb"));
});

test("widgets are kept as Jupyter's own client keeps them, so that pages show them", async () => {
  const state = { _model_name: "MineModel", _model_module: "mine", _model_module_version: "1" };
  put("a.ipynb", [
    'import { openComm, slider } from "workings"; const depth = slider({ value: 3 }); depth',
    `openComm("jupyter.widget", { state: ${JSON.stringify(state)}, buffer_paths: [["a"]] }, { buffers: [Buffer.from("b")] }).id`,
    "depth.value = 5",
  ]);
  expect(await run("a.ipynb", "-o", "ours.ipynb")).toMatchObject({ status: 0 });
  await runByJupyter("a.ipynb");
  // Their ids are new in each run.
  const [ours, theirs] = ["ours.ipynb", "theirs.ipynb"].map((name) => {
    const { state, ...versions } = read(name).metadata.widgets["application/vnd.jupyter.widget-state+json"];
    const models: [string, { model_name: string }][] = Object.entries(state);
    const named = models.reduce((text, [id, model]) => text.replaceAll(id, model.model_name), JSON.stringify(state));
    return { versions, state: JSON.parse(named) };
  });
  expect(ours).toEqual(theirs);
  expect(ours!.state.IntSliderModel.state).toMatchObject({ value: 5, layout: "IPY_MODEL_LayoutModel" });
});

describe("a cell that fails", () => {
  const sources = ["1", 'let a = 1;\nthrow new RangeError("too far")', "3"];

  test("ends the run, and is named with its notebook and line", async () => {
    const { status, output } = await run(put("a.ipynb", sources), "-o", "out.ipynb");
    expect(status).toBe(1);
    expect(output).toContain("a.ipynb: cell 2, line 2: RangeError: too far\n");
    const [first, failed, after] = read("out.ipynb").cells;
    expect(first.outputs).toMatchObject([{ data: { "text/plain": ["1"] } }]);
    expect(failed.outputs).toMatchObject([{ output_type: "error", ename: "RangeError", evalue: "too far" }]);
    expect([after.outputs, after.execution_count]).toEqual([[], null]);
  });

  test("leaves the notebook that was to be written in its place as it was", async () => {
    const name = put("a.ipynb", sources);
    const before = textOf(name);
    expect(await run("--inplace", name)).toMatchObject({ status: 1 });
    expect(textOf(name)).toBe(before);
    expect(readdirSync(folder)).toEqual([name]);
  });

  test("of a type error says the line too", async () => {
    const { output } = await run(put("a.ipynb", ["const n: number = 1;\n\nconst s: string = n;"]));
    expect(output).toContain("a.ipynb: cell 1, line 3: TypeScriptError: TS2322: Type 'number' is not assignable");
  });

  test("for that it takes too long is stopped", async () => {
    const { status, output } = await run(put("a.ipynb", ["1", "while (true) {}"]), "--timeout", "0.5");
    expect({ status, output }).toEqual({
      status: 1,
      output: "1\na.ipynb: cell 2: Timeout: the cell has run for 0.5 s, which is as long as it may\n",
    });
  });

  test("may fail, or is left out, where its tags say so", async () => {
    const cells = [
      { source: 'throw new Error("meant")', tags: ["raises-exception"] },
      { source: 'throw new Error("not run")', tags: ["skip-execution"] },
      '"reached"',
    ];
    expect(await run(put("a.ipynb", cells))).toEqual({ status: 0, output: "'reached'\n" });
  });
});

describe("parameters", () => {
  const cells = [
    { source: 'const epochs = 10;\nlet name = "adam";', tags: ["parameters"] },
    "[name, epochs + 1].join()",
  ];

  test("are set by a cell behind the one that declares them", async () => {
    const name = put("a.ipynb", cells);
    expect(await run(name)).toEqual({ status: 0, output: "'adam,11'\n" });
    expect(await run(name, "-p", "epochs=3", "-p", "name=a=b", "-o", "out.ipynb")).toMatchObject({ status: 0 });
    const [, injected, last] = read("out.ipynb").cells;
    expect(injected).toMatchObject({
      cell_type: "code",
      metadata: { tags: ["injected-parameters"] },
      source: ["// Parameters\n", "let epochs = 3;\n", 'let name = "a=b";'],
    });
    expect(last.outputs[0].data["text/plain"]).toEqual(["'a=b,4'"]);
  });

  test("that do not exist are not set", async () => {
    const output = "workings run: a.ipynb: there is no parameter epoch; did you mean epochs?\n";
    expect(await run(put("a.ipynb", cells), "-p", "epoch=3")).toEqual({ status: 2, output });
  });
});

describe("what a lesson may meet on another machine is said in one line, with its place:", () => {
  const cases: [what: string, source: string, words: RegExp][] = [
    [
      "a data set that is not there",
      'import { readTable } from "workings";\nreadTable("../data/absent.csv");',
      /cell 1, line 2: Error: readTable: there is no file \.\.\/data\/absent\.csv in .+: put it there, or give its path/,
    ],
    [
      "a file that is read without the library",
      'import { readFileSync } from "node:fs";\nreadFileSync("../data/absent.csv");',
      /cell 1, line 2: Error: ENOENT: no such file or directory, open '..\/data\/absent\.csv'/,
    ],
    [
      "a backend that there is not",
      'import { chooseBackend } from "workings";\nprocess.env.WORKINGS_BACKEND = "gpu";\nawait chooseBackend();',
      /cell 1, line 3: RangeError: chooseBackend: WORKINGS_BACKEND is "gpu" but must be one of native, wasm, cpu/,
    ],
    [
      "a training that diverges",
      `import { layers, sequential, sgd } from "workings";
const model = sequential([layers.dense(1)], { inputs: 1, seed: 1 });
const line = [[1], [2]];
await model.fit(line, line, { epochs: 2000, loss: "meanSquaredError", optimizer: sgd({ learningRate: 1e6 }), seed: 1 });`,
      /cell 1, line 4: Error: fit: the loss is (Infinity|NaN) in epoch \d+, batch 1, .*; try a smaller learning rate/,
    ],
  ];

  test.each(cases)("%s", async (_, source, words) => {
    const { status, output } = await run(put("a.ipynb", [source]));
    expect([status, output.split("\n")[0]]).toEqual([1, expect.stringMatching(words)]);
  });
});

test("a folder's notebooks run side by side, each in its own folder, and keep their places", async () => {
  const source = 'import process from "node:process"; import path from "node:path"; path.basename(process.cwd())';
  put("all/one.ipynb", [source]);
  put("all/deep/two.ipynb", [source]);
  put("all/.ipynb_checkpoints/old.ipynb", ["throw 1"]);
  expect(await run("all", "--output-dir", "out", "--jobs", "2")).toMatchObject({ status: 0 });
  const shown = ["out/one.ipynb", "out/deep/two.ipynb"].map(
    (name) => read(name).cells[0].outputs[0].data["text/plain"],
  );
  expect(shown).toEqual([["'all'"], ["'deep'"]]);
});

test("a file written in its place keeps its rights", async () => {
  const name = put("a.ipynb", ["1"]);
  chmodSync(path.join(folder, name), 0o600);
  expect(await run("--inplace", name)).toMatchObject({ status: 0 });
  expect(read(name).cells[0].execution_count).toBe(1);
  expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual([name]);
});

test("Ctrl-C ends the run, and nothing is written", async () => {
  const name = put("a.ipynb", ['import fs from "node:fs"; fs.writeFileSync("running", ""); while (true) {}']);
  const before = textOf(name);
  const command = start("--inplace", name);
  await expect.poll(() => readdirSync(folder), { timeout: 60_000 }).toContain("running");
  expect(await command.stop("SIGINT")).toBe(130);
  expect(command.output).toBe("workings run: interrupted; what was not finished is not written\n");
  expect(textOf(name)).toBe(before);
});

test("what cannot be run is said in one line before anything runs", async () => {
  const good = put("good.ipynb", ['throw new Error("ran")']);
  writeFileSync(path.join(folder, "broken.ipynb"), '{"cells": [');
  put("python.ipynb", ["1"], { metadata: { kernelspec: { name: "python3" } } });
  mkdirSync(path.join(folder, "empty"));
  const cases: [args: string[], words: RegExp][] = [
    [[good, "missing.ipynb"], /^missing\.ipynb does not exist$/],
    [[good, "broken.ipynb"], /^broken\.ipynb: it is no notebook: /],
    [[good, "python.ipynb"], /^python\.ipynb is for the kernel python3; what runs here is workings$/],
    [[good, "empty"], /^there is no notebook in empty$/],
    [[], /^no notebook is given; see workings run --help$/],
    [[good, "--inplac"], /^there is no option --inplac; did you mean --inplace\?$/],
    [[good, "--inplace", "--check"], /^--inplace and --check do not go together$/],
    [[good, "--check", "-p", "a=1"], /^--check and -p do not go together$/],
    [[good, "-p", "epochs"], /^-p takes NAME=VALUE but epochs was given$/],
    [[good, "--timeout", "soon"], /^--timeout is a number of seconds but soon was given$/],
    [[good, good.replace("good", "./good"), "-o", "x.ipynb"], /^-o names one file but there are 2 notebooks; /],
  ];
  for (const [args, words] of cases) {
    const { status, output } = await run(...args);
    expect(output).toMatch(/^workings run: .*\n$/);
    expect(output.replace("workings run: ", "").trim()).toMatch(words);
    expect(status).toBe(2);
  }
});

describe("--check", () => {
  test("says where a fresh run differs from what is kept, and writes nothing", async () => {
    put("a.ipynb", ["0.1 + 0.2", 'console.log("same\\nother"); Math.random()', '"x"']);
    await run("--inplace", "a.ipynb");
    const notebook = read("a.ipynb");
    notebook.cells[0].outputs[0].data["text/plain"] = ["0.30000000000000005"];
    notebook.cells[1].outputs[0].text = ["same\n", "changed\n"];
    writeFileSync(path.join(folder, "a.ipynb"), JSON.stringify(notebook));
    const before = textOf("a.ipynb");

    const { status, output } = await run("--check", "a.ipynb");
    expect(status).toBe(1);
    expect(output).toMatch(/^a\.ipynb: 2 outputs are not as kept, [\d.]+ s$/m);
    expect(output).toContain("  cell 2, output 1, stdout, line 2\n    kept  changed\n    now   other\n");
    expect(output).toMatch(/^ {2}cell 2, output 2, text\/plain\n {4}kept {2}0\.\d+\n {4}now {3}0\.\d+$/m);
    expect(textOf("a.ipynb")).toBe(before);
  });

  test("of a notebook that is as kept says so", async () => {
    const name = put("a.ipynb", ["Math.exp(1)", 'console.log("took 12 ms")']);
    await run("--inplace", name);
    const { status, output } = await run("--check", name);
    expect(output).toMatch(/^a\.ipynb: as kept, [\d.]+ s\n$/);
    expect(status).toBe(0);
  });
});
