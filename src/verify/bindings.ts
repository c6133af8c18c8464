import type { Value } from "../expression/evaluate.js";
import { mapNumbers } from "../expression/evaluate.js";
import type { Argument, Setting } from "../formula/argument.js";
import { Interval } from "../numeric/interval.js";
import type { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import type { Lengths } from "./axes.js";
import { lengthsAt } from "./axes.js";

/** What the variables of a formula's expressions stand for: numbers, and arrays of them. */
export type Bindings = ReadonlyMap<string, Value<number>>;

/**
 * The variables that arguments make: a state one for each field, options one for each setting. A flag is 1 or 0, a
 * choice its place from 0; a text makes none.
 */
export function bind(args: readonly Argument[], at: readonly unknown[]): Bindings {
  const bindings = new Map<string, Value<number>>();
  const lengths = lengthsAt(args, at);
  args.forEach((argument, i) => {
    switch (argument.kind) {
      case "text":
        break;
      case "state": {
        const fields = at[i] as Readonly<Record<string, unknown>>;
        const inside = bind(
          argument.fields,
          argument.fields.map(({ name }) => fields[name]),
        );
        for (const [name, value] of inside) bindings.set(name, value);
        break;
      }
      case "options":
        for (const setting of argument.settings) {
          bindings.set(setting.name, settingValue(setting, at[i] as Options, lengths));
        }
        break;
      default:
        bindings.set(argument.name, numbersOf(at[i]));
    }
  });
  return bindings;
}

type Options = Readonly<Record<string, unknown>> | undefined;

/** A setting as it is given, or as it is where it is left out. */
export function resolved(setting: Setting, options: unknown, lengths: Lengths): unknown {
  const given = (options as Options)?.[setting.name];
  if (given !== undefined) return given;
  if (setting.kind === "required") return Number.NaN;
  if (setting.kind === "setting" && setting.like !== undefined)
    return (options as Options)?.[setting.like] ?? setting.default;
  if (setting.kind !== "vectorSetting") return setting.default;
  return Array.from({ length: lengths.get(setting.axis) ?? 1 }, () => setting.default);
}

function settingValue(setting: Setting, options: Options, lengths: Lengths): Value<number> {
  const value = resolved(setting, options, lengths);
  if (setting.kind === "choice") return setting.choices.indexOf(value as string);
  return setting.kind === "flag" ? Number(value) : numbersOf(value);
}

/** Numbers as plain arrays of plain numbers. */
function numbersOf(value: unknown): Value<number> {
  return typeof value === "number" ? value : Array.from(value as ArrayLike<unknown>, numbersOf);
}

/** The names of the variables that arguments make. */
export function variableNames(args: readonly Argument[]): string[] {
  return args.flatMap((argument) => {
    if (argument.kind === "state") return variableNames(argument.fields);
    if (argument.kind === "text") return [];
    return argument.kind === "options" ? argument.settings.map(({ name }) => name) : [argument.name];
  });
}

/** All values that a variable may have. */
export function domainOf(args: readonly Argument[], name: string): readonly [number, number] {
  const all = args.flatMap((argument): readonly (Argument | Setting)[] =>
    argument.kind === "options" ? argument.settings : [argument],
  );
  const found = all.find((one) => one.name === name);
  return found !== undefined && "domain" in found ? found.domain : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

/** Where a number stands in a variable: a place from 0 along each axis, none for a number itself. */
export type Path = readonly number[];

/** The paths to all numbers of a value. */
export function pathsOf(value: Value<unknown>): Path[] {
  if (!Array.isArray(value)) return [[]];
  return value.flatMap((entry, i) => pathsOf(entry).map((path) => [i, ...path]));
}

/** A path as one would type it: `[0][1]`. */
export function pathText(path: Path): string {
  return path.map((i) => `[${i}]`).join("");
}

/** The number at a path. */
export function numberAt<T>(value: Value<T>, path: Path): T {
  return path.reduce<Value<T>>((inner, i) => (inner as readonly Value<T>[])[i]!, value) as T;
}

/** The value with the number at a path changed. */
export function withNumber<T>(value: Value<T>, [i, ...rest]: Path, number: T): Value<T> {
  if (i === undefined) return number;
  return (value as readonly Value<T>[]).map((entry, j) => (j === i ? withNumber(entry, rest, number) : entry));
}

/** The arguments with one number changed: the variable itself, or an entry of it. */
export function withEntry(
  args: readonly Argument[],
  at: readonly unknown[],
  name: string,
  path: Path,
  value: number,
): unknown[] {
  const changed = (before: unknown) => withNumber(numbersOf(before), path, value);
  return args.map((argument, i) => {
    if (argument.kind === "options") {
      const setting = argument.settings.find((one) => one.name === name);
      if (setting === undefined) return at[i];
      return { ...(at[i] as object | undefined), [name]: changed(resolved(setting, at[i], lengthsAt(args, at))) };
    }
    return argument.name === name ? changed(at[i]) : at[i];
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
  return [...bindings.values()].every((value) =>
    pathsOf(value).every((path) => Number.isFinite(numberAt(value, path))),
  );
}

function mapped<T>(bindings: Bindings, f: (x: number) => T): Map<string, Value<T>> {
  return new Map([...bindings].map(([name, value]) => [name, mapNumbers(value, f)]));
}
