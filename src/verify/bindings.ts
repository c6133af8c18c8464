import type { Value } from "../expression/evaluate.js";
import type { Argument, Vector } from "../formula/argument.js";
import { Interval } from "../numeric/interval.js";
import type { IntervalArithmetic } from "../numeric/intervalArithmetic.js";

/** What the variables of a formula's expressions stand for. */
export type Bindings = ReadonlyMap<string, number | readonly number[]>;

/** The variables that arguments make: a state one for each field, options one for each setting, 1 or 0 for a flag. */
export function bind(args: readonly Argument[], at: readonly unknown[]): Bindings {
  const bindings = new Map<string, number | readonly number[]>();
  args.forEach((argument, i) => {
    const value = at[i];
    switch (argument.kind) {
      case "state":
        for (const [name, entry] of bind(
          argument.fields,
          argument.fields.map(({ name }) => (value as Record<string, unknown>)[name]),
        )) {
          bindings.set(name, entry);
        }
        break;
      case "options":
        for (const setting of argument.settings) {
          const given = (value as Record<string, number | boolean> | undefined)?.[setting.name];
          bindings.set(setting.name, Number(given ?? (setting as { default?: number }).default));
        }
        break;
      default:
        bindings.set(argument.name, typeof value === "number" ? value : Array.from(value as Vector));
    }
  });
  return bindings;
}

/** The names of the variables that arguments make. */
export function variableNames(args: readonly Argument[]): string[] {
  return args.flatMap((argument) => {
    if (argument.kind === "state") return variableNames(argument.fields);
    return argument.kind === "options" ? argument.settings.map(({ name }) => name) : [argument.name];
  });
}

/** All values that a variable may have. */
export function domainOf(args: readonly Argument[], name: string): readonly [number, number] {
  for (const argument of args) {
    if (argument.kind === "options") {
      const found = argument.settings.find((setting) => setting.name === name);
      if (found?.kind === "setting") return found.domain;
    } else if (argument.kind !== "state" && argument.kind !== "text" && argument.name === name) return argument.domain;
  }
  return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

/** The arguments with one number changed: the variable itself, or an entry of it. */
export function withEntry(
  args: readonly Argument[],
  at: readonly unknown[],
  name: string,
  entry: number | undefined,
  value: number,
): unknown[] {
  return args.map((argument, i) => {
    if (argument.kind === "options") {
      const has = argument.settings.some((setting) => setting.name === name);
      return has ? { ...(at[i] as object | undefined), [name]: value } : at[i];
    }
    if (argument.name !== name) return at[i];
    return entry === undefined ? value : Array.from(at[i] as Vector, (x, j) => (j === entry ? value : x));
  });
}

/** The doubles themselves, as intervals. */
export function exactly(bindings: Bindings): Map<string, Value<Interval>> {
  return mapped(bindings, (x) => Interval.exact(x));
}

/** The decimals that the doubles print as: what a person who types 0.1 means. */
export function asWritten(bindings: Bindings, arithmetic: IntervalArithmetic): Map<string, Value<Interval>> {
  return mapped(bindings, (x) => arithmetic.decimal(String(x)));
}

export function allFinite(bindings: Bindings): boolean {
  return [...bindings.values()].every((value) => (typeof value === "number" ? [value] : value).every(Number.isFinite));
}

function mapped<T>(bindings: Bindings, f: (x: number) => T): Map<string, Value<T>> {
  return new Map(
    [...bindings].map(([name, value]) => [name, typeof value === "number" ? f(value) : value.map((x) => f(x))]),
  );
}
