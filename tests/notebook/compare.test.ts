import { expect, test } from "vitest";
import { differences } from "../../src/notebook/compare.js";
import { Numeral } from "../../src/notebook/json.js";
import type { Notebook, Output } from "../../src/notebook/notebook.js";

function notebook(...outputs: Output[]): Notebook {
  const cell = { cell_type: "code", metadata: {}, source: "x", outputs, execution_count: 1 };
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ ...cell, source: " " }, cell] };
}
const printed = (...texts: string[]) =>
  notebook(...texts.map((text) => ({ output_type: "stream", name: "stdout", text }) as const));
const shown = (data: Record<string, unknown>) => notebook({ output_type: "display_data", data, metadata: {} });

test.each([
  ["loss 0.25", "loss 0.25"],
  ["0.8807970779778824", "0.8807970779778823"],
  ["0.8807970285415649", "0.8807971477508545"],
  ["0.88", "0.8808"],
  ["-1.5e-7 | 2", "-1.50e-7 | 2"],
  ["| 0.5    | 3 |", "| 0.5 | 3 |"],
  ["took 1.2 s", "took 340 ms"],
  ["120/120 [00:03<00:00, 38.1 steps/s]", "120/120 [00:12<00:00, 9.7 steps/s]"],
  ["100%  100/100 · 33.3/s · took 3 s", "100%  100/100 · 2.5 s each · took 2 min 5 s"],
  ["100%  3/3 · took 45 µs", "100%  3/3 · 120/s · took 1 h 2 min"],
  ["the same\n", "the same"],
])("%j says the same as %j", (kept, fresh) => {
  expect(differences(printed(kept), printed(fresh))).toEqual([]);
});

test.each([
  ["0.8808", "0.9415"],
  ["7", "8"],
  ["0.88", "0.89"],
  ["0.25", "-0.25"],
  ["1000000", "1000001"],
  ["1234567890123456", "1234567890123457"],
  ["1234567936", "1234568064"],
  ["12 s and 3", "12 s and 4"],
  ["100%  100/100 · took 3 s", "99%  99/100 · took 3 s"],
  ["x1", "x2"],
  ["sigmoid", "softmax"],
  ["9007199254740993.5", "9007199254740000.5"],
])("%j does not say the same as %j", (kept, fresh) => {
  expect(differences(printed(kept), printed(fresh))).toEqual([{ cell: 1, what: "output 1, stdout", kept, fresh }]);
});

test("the first line that differs is named", () => {
  expect(differences(printed("a\nb\nc\n"), printed("a\nB\nC\n"))).toEqual([
    { cell: 1, what: "output 1, stdout, line 2", kept: "b", fresh: "B" },
  ]);
});

test("text that comes in two pieces is the same text, and a missing output is one", () => {
  expect(differences(printed("a", "b"), printed("ab"))).toEqual([]);
  expect(differences(printed("a"), notebook())).toEqual([
    { cell: 1, what: "how many outputs", kept: "1 (stdout)", fresh: "none" },
  ]);
});

const chart = "application/vnd.vegalite.v5+json";

test("charts are compared by what they are made from, and pictures not at all", () => {
  const spec = (y: unknown) => ({ data: { values: [{ x: 1, y }] } });
  const drawn = (y: unknown, picture: string) =>
    shown({ [chart]: spec(y), "image/png": picture, "image/svg+xml": picture });
  expect(differences(drawn(new Numeral("1e-07"), "a"), drawn(1e-7, "b"))).toEqual([]);
  expect(differences(drawn(0.5, "a"), drawn(0.6, "a"))).toEqual([
    { cell: 1, what: `output 1, ${chart}, .data.values[0].y`, kept: "0.5", fresh: "0.6" },
  ]);
  expect(differences(shown({ "image/png": "a" }), shown({ "image/png": "b" }))).toEqual([]);
  expect(differences(shown({ "image/png": "a" }), shown({ "text/plain": "b" }))).toMatchObject([
    { what: "output 1, image/png", kept: "there", fresh: "absent" },
  ]);
});

test("a widget has another id each time", () => {
  const view = (model_id: string, version_major = 2) =>
    shown({ "application/vnd.jupyter.widget-view+json": { model_id, version_major } });
  expect(differences(view("a"), view("b"))).toEqual([]);
  expect(differences(view("a"), view("b", 3))).toHaveLength(1);
});
