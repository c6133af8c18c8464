import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { partialsOf } from "../../src/formula/describe.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { formulas } from "../../src/formulas/index.js";
import { readPeers } from "./reference/peer.js";
import { readTables } from "./reference/table.js";

const tables = readTables();
const list: AnyFormula[] = Object.values(formulas);
const names = new Set(list.map(({ name }) => name));
const derivatives = new Set(list.flatMap((formula) => partialsOf(formula).map(([by]) => of(formula.name, by))));

test("every formula has a table", () => {
  expect([...names].filter((name) => !tables.has(name))).toEqual([]);
});

test("every derivative has rows in its formula's table", () => {
  const inTables = new Set([...tables].flatMap(([name, rows]) => rows.map((row) => of(name, row.of))));
  expect([...derivatives].filter((derivative) => !inTables.has(derivative))).toEqual([]);
});

test("every table is a formula's", () => {
  expect([...tables.keys()].filter((name) => !names.has(name))).toEqual([]);
});

test("every row of a derivative, and every peer of one, is that of a formula's", () => {
  const rows = [...tables].flatMap(([name, all]) => all.map((row) => ({ formula: name, of: row.of })));
  const spoken = [...rows, ...readPeers()].filter((row) => row.of !== undefined && names.has(row.formula));
  const unknown = spoken.map((row) => of(row.formula, row.of)).filter((derivative) => !derivatives.has(derivative));
  expect([...new Set(unknown)]).toEqual([]);
});

test("every peer is a formula's", () => {
  const others = readPeers().filter(({ formula }) => !names.has(formula));
  expect(others.map(({ peer, formula }) => `${peer} (${formula})`)).toEqual([]);
});

test("the page of accuracies is up to date (run `npm run bench -- accuracy --write` where it is not)", () => {
  const page = readFileSync(new URL("../../docs/accuracy.md", import.meta.url), "utf8");
  const stated = Array.from(
    page.matchAll(/^\| (\w[\w ]*) \|[^|]*\| ([\d.]+) \|/gm),
    ([, title, limit]) => `${title}: ${limit}`,
  );
  const limits = list.flatMap((formula) => [
    `${formula.name}: ${formula.accuracy.value}`,
    ...partialsOf(formula).map(([by]) => `${of(formula.name, by)}: ${formula.accuracy.partials}`),
  ]);
  expect(stated.toSorted()).toEqual(limits.toSorted());
});

function of(name: string, by: string | undefined): string {
  return by === undefined ? name : `${name} by ${by}`;
}
