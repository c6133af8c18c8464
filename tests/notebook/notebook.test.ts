import { expect, test } from "vitest";
import { parseNotebook, printNotebook } from "../../src/notebook/notebook.js";

const code = { cell_type: "code", metadata: {}, source: "1", outputs: [], execution_count: null };

function notebook(fields: object, cells: unknown = [code]): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells, ...fields });
}

test.each([
  ["{", /^it is no notebook: /],
  ["[]", "it is no notebook: it has no nbformat"],
  ["{}", "it is no notebook: it has no nbformat"],
  [notebook({ nbformat: 3 }), "it is a notebook of nbformat 3; only 4 is read, which JupyterLab saves"],
  [notebook({}, {}), "it is a broken notebook: its cells are no list"],
  [notebook({ metadata: [] }), "it is a broken notebook: its metadata are no object"],
  [notebook({}, [code, 1]), "it is a broken notebook: cell 2 of 2 is no object"],
  [notebook({}, [{ ...code, source: 1 }]), "it is a broken notebook: cell 1 of 1 has no source"],
  [notebook({}, [{ ...code, cell_type: 1 }]), "it is a broken notebook: cell 1 of 1 has no cell_type"],
  [notebook({}, [{ ...code, outputs: [{}] }]), "it is a broken notebook: cell 1 of 1 has an output that is none"],
])("%s is refused in one line", (text, words) => {
  expect(() => parseNotebook(text)).toThrow(words);
});

test("fields that nobody knows are kept, texts are cut into lines, and cells get the ids that they lack", () => {
  const cell = { ...code, source: "a\nb\r\n", extra: { kept: [1] }, metadata: { trusted: true, mine: 1 } };
  const printed = printNotebook(parseNotebook(notebook({ future: "field" }, [cell])));
  expect(printed.endsWith("}\n")).toBe(true);
  const read = JSON.parse(printed);
  expect(read).toMatchObject({ future: "field", cells: [{ extra: { kept: [1] }, source: ["a\n", "b\r\n"] }] });
  expect(read.cells[0].metadata).toEqual({ mine: 1 });
  expect(read.cells[0].id).toMatch(/^[0-9a-f]{8}$/);
});

test("a notebook older than 4.5 gets no ids", () => {
  const printed = printNotebook(parseNotebook(notebook({ nbformat_minor: 4 })));
  expect(JSON.parse(printed).cells[0]).not.toHaveProperty("id");
});
