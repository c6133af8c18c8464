import { readdirSync, readFileSync } from "node:fs";

/** What a formula, or its derivative by `of`, gives for arguments that are exact doubles. */
export interface Row {
  readonly of?: string;
  readonly at: readonly unknown[];
  /** To 25 digits, in the shape of the result; −0 and +0 where the sign of zero is meant, 0 where it is not. */
  readonly gives?: Digits;
  /** The size of the largest term of a sum that cancels, in the shape of the result. */
  readonly scale?: Nested<number>;
  /** What is known of numbers that are drawn at random. */
  readonly within?: Bounds;
}

/** A shape, and what every number of it is between or among. */
export interface Bounds {
  readonly shape: readonly number[];
  readonly low?: string;
  readonly high?: string;
  readonly among?: readonly string[];
}

export type Nested<T> = T | readonly Nested<T>[] | { readonly [field: string]: Nested<T> };
export type Digits = Nested<string | boolean>;

/** All reference tables, by the formula's name. */
export function readTables(): Map<string, readonly Row[]> {
  const folder = new URL("./", import.meta.url);
  const tables = new Map<string, readonly Row[]>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith(".json") || file === "peers.json") continue;
    const { formulas } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    for (const [name, rows] of Object.entries(formulas)) {
      tables.set(
        name,
        (rows as Row[]).map((row) => ({ ...row, at: row.at.map(withSpecialNumbers) })),
      );
    }
  }
  return tables;
}

/** JSON has no number that is not finite, so that those are written as texts. */
export function withSpecialNumbers(value: unknown): unknown {
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  if (Array.isArray(value)) return value.map(withSpecialNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withSpecialNumbers(entry)]));
}
