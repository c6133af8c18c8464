import { describe, expect, test } from "vitest";
import { partialsOf } from "../../src/formula/describe.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { formulas } from "../../src/formulas/index.js";
import { callText } from "../../src/verify/measure.js";
import type { Bounds, Digits, Nested, Row } from "./reference/table.js";
import { readTables } from "./reference/table.js";
import { ulpsOff } from "./reference/ulpsOff.js";

const tables = readTables();
const list: AnyFormula[] = Object.values(formulas);

describe.each(list.filter(({ name }) => tables.has(name)).map((formula) => [formula.name, formula] as const))(
  "%s",
  (name, formula) => {
    const rows = tables.get(name)!;
    const { value, partials } = formula.accuracy;

    test(`is within ${value} ulp of the truth`, () => {
      expect(rows.filter(({ of }) => of === undefined).flatMap((row) => faults(formula.value, row, value))).toEqual([]);
    });

    test.each(partialsOf(formula))(`by %s is within ${partials} ulp of the truth`, (by, partial) => {
      expect(rows.filter(({ of }) => of === by).flatMap((row) => faults(partial.value, row, partials))).toEqual([]);
    });
  },
);

type Code = (...args: never[]) => unknown;

/** What is wrong at a row, in words. */
function faults(code: Code, { at, gives, scale, within }: Row, limit: number): string[] {
  let result: unknown;
  try {
    result = (code as (...args: unknown[]) => unknown)(...structuredClone(at));
  } catch (error) {
    return [`${callText(at)} throws ${error}`];
  }
  const found = within === undefined ? compared(result, gives!, scale, limit) : outside(result, within);
  return found.map((fault) => `${callText(at)}${fault}`);
}

function compared(result: unknown, gives: Digits, scale: Nested<number> | undefined, limit: number): string[] {
  if (typeof gives === "string" && typeof result === "number") {
    const ulps = ulpsOff(result, gives, typeof scale === "number" ? scale : 0);
    return ulps <= limit + 1e-6 ? [] : [` is ${result}, off by ${ulps} ulp from ${gives}`];
  }
  if (typeof gives !== "object" || typeof result !== "object" || result === null) {
    return result === gives ? [] : [` is ${result} but must be ${JSON.stringify(gives)}`];
  }
  const places = Object.keys(gives);
  if (!sameKeys(Object.keys(result), places) || Array.isArray(result) !== Array.isArray(gives)) {
    return [` is ${JSON.stringify(result)} but must have the shape of ${JSON.stringify(gives)}`];
  }
  const entry = <T>(nested: Nested<T>, place: string) => (nested as { readonly [place: string]: Nested<T> })[place]!;
  return places.flatMap((place) =>
    compared(
      (result as Record<string, unknown>)[place],
      entry(gives, place),
      scale === undefined ? undefined : entry(scale, place),
      limit,
    ).map((fault) => (Array.isArray(gives) ? `[${place}]${fault}` : `.${place}${fault}`)),
  );
}

function sameKeys(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((key) => others.includes(key));
}

/** Numbers drawn at random: their shape, and that each is where it can be. */
function outside(result: unknown, bounds: Bounds): string[] {
  const [length, ...rest] = bounds.shape;
  if (length !== undefined) {
    if (!Array.isArray(result) || result.length !== length) return [` is ${result} but must have ${length} entries`];
    return result.flatMap((part, i) => outside(part, { ...bounds, shape: rest }).map((fault) => `[${i}]${fault}`));
  }
  const { low, high, among } = bounds;
  const x = result as number;
  if (among) return among.some((one) => ulpsOff(x, one) <= 1) ? [] : [` is ${x} but must be ${among.join(" or ")}`];
  return x >= Number(low) && x <= Number(high) ? [] : [` is ${x} but must be from ${low} to ${high}`];
}
