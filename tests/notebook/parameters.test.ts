import { expect, test } from "vitest";
import { type Cell, joined, type Notebook } from "../../src/notebook/notebook.js";
import { setParameters } from "../../src/notebook/parameters.js";

const defaults = `let rate = 0.1;
const name: string = "adam";
let kind: "a" | "b" = "a", deep = false;
export const sizes: number[] = [];
const [x] = [1];`;

function withCells(...cells: [source: string, ...tags: string[]][]): Notebook {
  const made = cells.map(([source, ...tags]): Cell => ({ cell_type: "code", metadata: { tags }, source, outputs: [] }));
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: made };
}

/** The source of the cell that sets parameters. */
function setIn(notebook: Notebook, values: Record<string, string>): string {
  setParameters(notebook, new Map(Object.entries(values)));
  return joined(notebook.cells.find(({ metadata }) => String(metadata.tags) === "injected-parameters")?.source);
}

test.each([
  [{ rate: "1e-3" }, "let rate = 0.001;"],
  [{ name: "sgd" }, 'let name: string = "sgd";'],
  [{ name: "12" }, 'let name: string = "12";'],
  [{ name: '"quoted"' }, 'let name: string = "quoted";'],
  [{ kind: "b" }, 'let kind: "a" | "b" = "b";'],
  [{ deep: "true" }, "let deep = true;"],
  [{ sizes: "[1, 2]" }, "let sizes: number[] = [1,2];"],
])("%j is set by %s", (values, line) => {
  expect(setIn(withCells([defaults, "parameters"]), values)).toBe(`// Parameters\n${line}`);
});

test("the cell that sets follows the one that declares, and takes the place of one from before", () => {
  const notebook = withCells(["first"], [defaults, "parameters"], ["last"]);
  setIn(notebook, { rate: "1" });
  expect(setIn(notebook, { rate: "2" })).toContain("rate = 2");
  expect(notebook.cells.map(({ source }) => joined(source).split("\n")[0])).toEqual([
    "first",
    "let rate = 0.1;",
    "// Parameters",
    "last",
  ]);
  expect(new Set(notebook.cells.map(({ id }) => id)).size).toBeGreaterThan(1);
});

test.each([
  [{ rat: "1" }, "there is no parameter rat; did you mean rate?"],
  [{ unlike: "1" }, "there is no parameter unlike; there are rate, name, kind, deep, sizes"],
  [{ rate: "fast" }, 'the parameter rate is a number but "fast" is a string'],
  [{ deep: "1" }, 'the parameter deep is a boolean but "1" is a number'],
])("%j is refused", (values, words) => {
  expect(() => setIn(withCells([defaults, "parameters"]), values)).toThrow(words);
});

test("a notebook without parameters says so", () => {
  expect(() => setIn(withCells(["let rate = 1"]), { rate: "1" })).toThrow(
    'there is no parameter rate: no cell is tagged "parameters"',
  );
});
