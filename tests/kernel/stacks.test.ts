/** Where a stack says that something was thrown. */
import MagicString from "magic-string";
import { beforeEach, expect, test } from "vitest";
import { cellFile, personStack, rememberMaps } from "../../src/kernel/runner/stacks.js";

const text = "first\nsecond\nthird";
let cell = 0;
beforeEach(() => {
  cell += 10_000;
});

/** Runs so many cells, in each of which the text's last line has become the first. */
function runCells(from: number, count: number): void {
  const source = new MagicString(text).remove(0, text.indexOf("third"));
  const map = { ...source.generateMap({ source: "cell" }), version: 3 };
  for (let i = from; i < from + count; i++) rememberMaps(cellFile(i), [map]);
}

test("a frame of a cell is shown by its line in the cell's text", () => {
  runCells(cell, 2000);
  expect(personStack(`\n    at f (cell-${cell}.ts:1:1)`)).toBe(`\n    at f (cell ${cell}, line 3)`);
});

test("a frame of a cell that very many have followed is shown without a line rather than by a wrong one", () => {
  runCells(cell, 2001);
  const stack = `\n    at f (cell-${cell}.ts:1:1)\n    at cell-${cell + 1}.ts:1:1\n    at ours`;
  const shown = `\n    at f (cell ${cell})\n    at cell ${cell + 1}, line 3`;
  expect(personStack(stack)).toBe(shown);
  expect(personStack(`\n    at f (cell ${cell})\n    at ours`)).toBe(`\n    at f (cell ${cell})`);
});

test("a cell that is run again by its number counts once", () => {
  runCells(cell, 1);
  for (let i = 0; i < 3000; i++) runCells(cell + 1, 1);
  expect(personStack(`\n    at cell-${cell}.ts:1:1`)).toBe(`\n    at cell ${cell}, line 3`);
});
