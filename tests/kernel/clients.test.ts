/** The clients that people use beside JupyterLab, on the kernel `workings` that set-up has installed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jupyterFolders, pythonOf } from "../../kernel-setup/jupyterlab.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { Command } from "../setup/command.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-clients-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs Python in the folder to its end. */
async function python(...args: string[]): Promise<{ status: number | string; output: string }> {
  const env = { ...jupyterFolders(root), WORKINGS_HISTORY: path.join(folder, "history.jsonl") };
  const command = new Command(pythonOf(root), args, { cwd: folder, env });
  const status = await command.ended;
  return { status, output: command.output };
}

/** A notebook of a heading and these code cells. */
function put(name: string, sources: string[]): void {
  const code = sources.map((source, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const heading = { cell_type: "markdown", id: "heading", metadata: {}, source: "# A heading with $x^2$" };
  const kernelspec = { name: "workings", display_name: "TypeScript (Workings)", language: "typescript" };
  const metadata = { kernelspec, language_info: { name: "typescript", file_extension: ".ts" } };
  writeFileSync(
    path.join(folder, name),
    JSON.stringify({ cells: [heading, ...code], metadata, nbformat: 4, nbformat_minor: 5 }),
  );
}

const textOf = (name: string) => readFileSync(path.join(folder, name), "utf8");

/** What the code cells of a notebook show, as plain text. */
function shownIn(name: string): string[] {
  const { cells } = JSON.parse(textOf(name)) as {
    cells: { outputs?: { text?: string[]; data?: { "text/plain": string[] } }[] }[];
  };
  const outputs = cells.flatMap((cell) => cell.outputs ?? []);
  return outputs.map(({ text, data }) => (text ?? data?.["text/plain"] ?? []).join(""));
}

const sources = ["const x: number = 41;", "console.log('x is', x); x + 1"];

// Windows has no terminal that a program can hold in its hands so simply.
test("jupyter console gets results, asks for further lines, completes, asks the person, is interrupted and ends", async () => {
  expect(await python(fileURLToPath(new URL("console.py", import.meta.url)))).toEqual({ status: 0, output: "" });
});

test("jupyter execute runs a notebook and keeps its outputs", async () => {
  put("execute.ipynb", sources);
  expect(await python("-m", "jupyter", "execute", "--inplace", "execute.ipynb")).toMatchObject({ status: 0 });
  expect(shownIn("execute.ipynb")).toEqual(["x is 41\n", "42"]);
});

test("jupyter execute ends at an error, and says which", async () => {
  put("failing.ipynb", ["1", 'throw new RangeError("too far")']);
  const { status, output } = await python("-m", "jupyter", "execute", "failing.ipynb");
  expect(status).toBe(1);
  expect(output).toContain("RangeError: too far");
});

test("nbclient executes from Python, and is told of an error, of a crash and of a cell that takes too long", async () => {
  const script = `
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

def run(*sources, **options):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="workings", **options).execute()
    return notebook

notebook = run("const x = 41", "x + 1")
print(notebook.cells[1].outputs[0].data["text/plain"], notebook.metadata.language_info.name)
for source in ['throw new TypeError("thrown")', "const s: string = 1", "process.exit(3)"]:
    try:
        run(source)
    except CellExecutionError as error:
        print(error.ename, "-", error.evalue)
try:
    run("while (true) {}", timeout=5)
except CellTimeoutError:
    print("too long")
notebook = run("while (true) {}", "6 * 7", timeout=5, interrupt_on_timeout=True, allow_errors=True)
print(notebook.cells[0].outputs[0].ename, notebook.cells[1].outputs[0].data["text/plain"])
`;
  const { status, output } = await python("-c", script);
  expect(output.trim().split("\n")).toEqual([
    "42 typescript",
    "TypeError - thrown",
    "TypeScriptError - TS2322: Type 'number' is not assignable to type 'string'.",
    "Ended - process.exit(3) was called: the variables are gone, and the next cell starts afresh",
    "too long",
    "Interrupted 42",
  ]);
  expect(status).toBe(0);
});

describe("jupyter nbconvert", () => {
  const convert = (...args: string[]) => python("-m", "jupyter", "nbconvert", ...args);

  test("executes a notebook", async () => {
    put("a.ipynb", sources);
    expect(await convert("--execute", "--to", "notebook", "--output", "done", "a.ipynb")).toMatchObject({ status: 0 });
    expect(shownIn("done.ipynb")).toEqual(["x is 41\n", "42"]);
  });

  test("makes a page in which TypeScript is highlighted", async () => {
    put("page.ipynb", [...sources, 'import { html } from "workings"; html("<b>bold</b>")']);
    expect(await convert("--execute", "--to", "html", "page.ipynb")).toMatchObject({ status: 0 });
    const page = textOf("page.html");
    expect(page).toContain('class="highlight hl-typescript"');
    expect(page).toContain('<span class="kd">const</span>');
    expect(page).toContain("<b>bold</b>");
  });

  test("makes a script of the code", async () => {
    put("script.ipynb", sources);
    expect(await convert("--to", "script", "script.ipynb")).toMatchObject({ status: 0 });
    expect(textOf("script.ts")).toBe(`${sources.join("\n\n")}\n`);
  });

  test("makes Markdown whose code says its language", async () => {
    put("text.ipynb", sources);
    expect(await convert("--to", "markdown", "text.ipynb")).toMatchObject({ status: 0 });
    expect(textOf("text.md")).toContain("```typescript\nconst x: number = 41;\n```");
  });
});
