import { describe, expect, test } from "vitest";
import { partialsOf } from "../../src/formula/describe.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { formulas } from "../../src/formulas/index.js";

const list: AnyFormula[] = Object.values(formulas);
const functionsOf = (formula: AnyFormula) => [formula.value, ...partialsOf(formula).map(([, { value }]) => value)];

describe.each(list.map((formula) => [formula.name, formula] as const))("%s", (_name, formula) => {
  const calls = formula.examples.flatMap(({ at }) =>
    functionsOf(formula).map((f) => [f as (...args: unknown[]) => unknown, at] as const),
  );

  test("changes none of its arguments", () => {
    for (const [f, at] of calls) expect(() => f(...deepFrozen(at))).not.toThrow();
  });

  test("keeps none of its arguments, and gives nothing of them back", () => {
    for (const [f, at] of calls) {
      const args = structuredClone([...at]);
      const result = f(...args);
      const before = structuredClone(result);
      for (const arg of args) overwrite(arg);
      expect(result).toEqual(before);
      expect(f(...at)).toEqual(before);
    }
  });

  test("takes typed arrays for arrays", () => {
    for (const [f, at] of calls) expect(f(...at.map(typed))).toEqual(f(...at));
  });
});

function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  const copy: unknown = Array.isArray(value)
    ? value.map(deepFrozen)
    : Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, deepFrozen(entry)]));
  return Object.freeze(copy) as T;
}

function overwrite(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  Object.values(value).forEach(overwrite);
  if (Array.isArray(value)) value.fill(99);
}

function typed(value: unknown): unknown {
  if (Array.isArray(value)) return typeof value[0] === "number" ? Float64Array.from(value) : value.map(typed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, typed(entry)]));
}
