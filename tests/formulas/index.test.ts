import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { formulaOf } from "../../src/formula/defineFormula.js";
import * as all from "../../src/formulas/index.js";

const folder = fileURLToPath(new URL("../../src/formulas/", import.meta.url));

test("the list of formulas is up to date (run `node src/formulas/generate.mjs` where it is not)", () => {
  execFileSync(process.execPath, [`${folder}generate.mjs`, "--check"], { encoding: "utf8" });
});

test("every file is a formula, exported under its own name and found by its function", () => {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(folder + name).map((file) => file.replace(".ts", "")));
  expect(files.toSorted()).toEqual(Object.keys(all.formulas).toSorted());
  const exported: Readonly<Record<string, unknown>> = all;
  for (const [name, formula] of Object.entries(all.formulas)) {
    expect(formula.name).toBe(name);
    expect(exported[name]).toBe(formula.value);
    expect(formulaOf(exported[name])).toBe(formula);
  }
});
