import type { Image, Kernel, Matrix, Vector } from "./argument.js";

/** Throws a TypeError unless `value` is a number. */
export function checkNumber(caller: string, name: string, value: number): void {
  if (typeof value !== "number") throw new TypeError(`${caller}: ${name} must be a number but is ${shown(value)}`);
}

/** Throws a TypeError unless `value` is a text. */
export function checkText(caller: string, name: string, value: string): void {
  if (typeof value !== "string") throw new TypeError(`${caller}: ${name} must be a text but is ${shown(value)}`);
}

/** Throws a TypeError unless `value` is a vector of numbers, and a RangeError where it is empty. */
export function checkVector(caller: string, name: string, value: Vector): void {
  checkNumbers(caller, name, value);
  if (value.length === 0) throw new RangeError(`${caller}: ${name} is empty`);
}

/** Throws a TypeError unless `value` is a vector of numbers, which may be empty. */
export function checkNumbers(caller: string, name: string, value: Vector): void {
  // It holds nothing but numbers, and of short ones the checks below take as long as a sum.
  if (value instanceof Float64Array) return;
  if (!isArrayLike(value)) {
    throw new TypeError(`${caller}: ${name} must be an array of numbers but is ${shown(value)}`);
  }
  // A typed array holds numbers only, unless it is one of big integers, as its first entry shows.
  const length = ArrayBuffer.isView(value) ? Math.min(1, value.length) : value.length;
  for (let i = 0; i < length; i++) {
    if (typeof value[i] !== "number") checkNumber(caller, `${name}[${i}]`, value[i]!);
  }
}

/** Checks vectors by name, and that they have as many entries as each other. */
export function checkVectors(caller: string, vectors: { readonly [name: string]: Vector }): void {
  const [[firstName, first], ...rest] = Object.entries(vectors) as [[string, Vector], ...[string, Vector][]];
  checkVector(caller, firstName, first);
  for (const [name, vector] of rest) {
    checkVector(caller, name, vector);
    checkSameLength(caller, firstName, first, name, vector);
  }
}

/** Throws a RangeError unless two vectors have as many entries as each other. */
export function checkSameLength(caller: string, aName: string, a: Vector, bName: string, b: Vector): void {
  if (a.length !== b.length) {
    throw new RangeError(`${caller}: ${aName} has ${entries(a)} but ${bName} has ${b.length}`);
  }
}

/** Throws a RangeError unless two arrays are as long as each other. */
export function checkLengths(caller: string, name: string, length: number, other: string, otherLength: number): void {
  if (length !== otherLength) {
    throw new RangeError(`${caller}: ${name} has ${counted(length)} but ${other} has ${otherLength}`);
  }
}

/** The shape of a matrix. Throws a TypeError unless it is rows of numbers, a RangeError where rows are missing or ragged. */
export function checkMatrix(caller: string, name: string, value: Matrix): readonly [rows: number, columns: number] {
  return checkArray(caller, name, value, 2);
}

/**
 * The shape of an array with `depth` axes. Throws a TypeError unless it is numbers in arrays that deep, a RangeError
 * where one is empty or not as long as the one beside it.
 */
export function checkArray(caller: string, name: string, value: Matrix, depth: 2): [number, number];
export function checkArray(caller: string, name: string, value: Image, depth: 3): [number, number, number];
export function checkArray(caller: string, name: string, value: Kernel, depth: 4): [number, number, number, number];
export function checkArray(caller: string, name: string, value: Matrix | Image | Kernel, depth: 2 | 3 | 4): number[] {
  const shape: number[] = [];
  const places: number[] = [];
  // Names of places are made only for what is wrong there.
  const place = () => name + places.map((i) => `[${i}]`).join("");
  const visit = (part: unknown, axis: number): void => {
    if (!isArrayLike(part)) {
      const kind = axis === depth - 1 ? "an array of numbers" : `an array of arrays, ${depth - axis} deep,`;
      throw new TypeError(`${caller}: ${place()} must be ${kind} but is ${shown(part)}`);
    }
    const { length } = part;
    if (length === 0) throw new RangeError(`${caller}: ${place()} is empty`);
    shape[axis] ??= length;
    const expected = shape[axis];
    if (length !== expected) {
      const first = place().replace(/\d+\]$/, "0]");
      throw new RangeError(`${caller}: ${first} has ${counted(expected)} but ${place()} has ${length}`);
    }
    const isInnermost = axis === depth - 1;
    for (let i = 0; i < length; i++) {
      if (isInnermost && typeof part[i] === "number") continue;
      places[axis] = i;
      if (isInnermost) checkNumber(caller, place(), part[i] as number);
      else visit(part[i], axis + 1);
    }
    places.length = axis;
  };
  visit(value, 0);
  return shape;
}

/** Throws a TypeError unless `value` is a number, and a RangeError unless it is a whole one from `low`. */
export function checkWhole(caller: string, name: string, value: number, low: number): void {
  checkNumber(caller, name, value);
  checkRange(caller, name, value, Number.isInteger(value) && value >= low, `a whole number from ${low}`);
}

/** Throws a RangeError where a label is not a whole number below `classes`. */
export function checkLabels(caller: string, name: string, labels: Vector, classes: number): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw new RangeError(
        `${caller}: ${name}[${i}] is ${label} but labels are whole numbers from 0 to ${classes - 1}`,
      );
    }
  }
}

/** Throws a RangeError where a label, whatever it stands for, is not a whole number. */
export function checkWholeLabels(caller: string, name: string, labels: Vector): void {
  for (let i = 0; i < labels.length; i++) {
    if (!Number.isInteger(labels[i])) {
      throw new RangeError(`${caller}: ${name}[${i}] is ${labels[i]} but labels are whole numbers`);
    }
  }
}

/** Throws a RangeError where an entry is negative; NaN passes. */
export function checkProbabilities(caller: string, name: string, p: Vector): void {
  for (let i = 0; i < p.length; i++) {
    if (p[i]! < 0) throw new RangeError(`${caller}: ${name}[${i}] is ${p[i]} but probabilities are not negative`);
  }
}

/** Checks matrices by name, and that they are of one shape, which is given. */
export function checkMatrices(
  caller: string,
  matrices: { readonly [name: string]: Matrix },
): readonly [rows: number, columns: number] {
  const [[firstName, first], ...others] = Object.entries(matrices) as [[string, Matrix], ...[string, Matrix][]];
  const shape = checkMatrix(caller, firstName, first);
  for (const [name, matrix] of others) {
    const [rows, columns] = checkMatrix(caller, name, matrix);
    checkLengths(caller, firstName, shape[0], name, rows);
    checkLengths(caller, `${firstName}[0]`, shape[1], `${name}[0]`, columns);
  }
  return shape;
}

/** Throws a RangeError where an entry is outside [0, 1]; NaN passes. */
export function checkShares(caller: string, name: string, shares: Vector): void {
  for (let i = 0; i < shares.length; i++) {
    if (shares[i]! < 0 || shares[i]! > 1) {
      throw new RangeError(`${caller}: ${name}[${i}] is ${shares[i]} but must be in [0, 1]`);
    }
  }
}

/** Throws a RangeError where a label is neither −1 nor 1; NaN passes. */
export function checkSigns(caller: string, name: string, labels: Vector): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label !== 1 && label !== -1 && !Number.isNaN(label)) {
      throw new RangeError(`${caller}: ${name}[${i}] is ${label} but labels are -1 or 1`);
    }
  }
}

/** The options with the defaults filled in. Throws a TypeError for what is not an object, not known or of another kind. */
export function withDefaults<Options extends object>(
  caller: string,
  options: { readonly [Name in keyof Options]?: Options[Name] | undefined },
  defaults: Options,
): Options {
  // What a function's own parameter stands for where no options are passed.
  if (options === defaults) return defaults;
  return complete(caller, options, defaults, []);
}

/** As `withDefaults`, where some options have none: throws a TypeError that names the first one missing. */
export function withRequired<Options extends object, Required extends keyof Options & string>(
  caller: string,
  options: Pick<Options, Required> & { readonly [Name in keyof Options]?: Options[Name] | undefined },
  required: readonly Required[],
  defaults: Omit<Options, Required>,
): Options {
  // Nothing is copied where all are given.
  const all = required.length + Object.keys(defaults).length;
  return (
    inOrder(options, required, defaults) === all ? options : complete(caller, options, defaults, required)
  ) as Options;
}

/** Throws as `withRequired` does, for a caller that fills in what is left out, which is quicker than a copy. */
export function checkRequired<Options extends object, Required extends keyof Options & string>(
  caller: string,
  options: Options,
  required: readonly Required[],
  defaults: Omit<Options, Required>,
): void {
  if (inOrder(options, required, defaults) < required.length) complete(caller, options, defaults, required);
}

/** Whether an object has so many entries: what is left to ask where those that it must have are known to be there. */
export function hasEntries(object: object, count: number): boolean {
  for (const _ in object) count--;
  return count === 0;
}

/** How many options there are, none of which is missing, unknown or of another kind; −1 where one is. */
function inOrder(options: object, required: readonly string[], defaults: object): number {
  if (typeof options !== "object" || options === null) return -1;
  let [needed, others] = [0, 0];
  for (const name in options) {
    const value: unknown = options[name as keyof typeof options];
    // Most are written in order, which spares a search.
    if (name === required[needed] || required.includes(name)) {
      needed += Number(typeof value === "number");
      continue;
    }
    const fallback: unknown = defaults[name as keyof typeof defaults];
    if (fallback === undefined || typeof fallback === "function" || typeof value !== typeof fallback) return -1;
    others++;
  }
  return needed < required.length ? -1 : needed + others;
}

function complete<Options extends object>(
  caller: string,
  options: object,
  defaults: Options,
  required: readonly string[],
): Options {
  if (typeof options !== "object" || options === null || isArrayLike(options)) {
    throw new TypeError(
      `${caller}: options must be an object such as { ${example(defaults, required)} } but is ${shown(options)}`,
    );
  }
  const result: Record<string, unknown> = { ...(defaults as Record<string, unknown>) };
  for (const name of Object.keys(options)) {
    if (!(name in defaults) && !required.includes(name)) {
      const known = [...required, ...Object.keys(defaults)].join(", ");
      throw new TypeError(`${caller}: there is no option ${name}, only ${known}`);
    }
    const value = (options as Record<string, unknown>)[name];
    if (value === undefined) continue;
    const expected = required.includes(name) ? "number" : typeof result[name];
    if (typeof value !== expected && expected !== "undefined") {
      throw new TypeError(`${caller}: option ${name} must be a ${expected} but is ${shown(value)}`);
    }
    result[name] = value;
  }
  const missing = required.find((name) => result[name] === undefined);
  if (missing !== undefined) throw new TypeError(`${caller}: option ${missing} is missing`);
  return result as Options;
}

/** Throws a RangeError unless `holds`; `wanted` completes "… but must be". */
export function checkRange(caller: string, name: string, value: number, holds: boolean, wanted: string): void {
  if (!holds) throw new RangeError(`${caller}: ${name} is ${value} but must be ${wanted}`);
}

/** Throws a RangeError where an entry is negative; NaN passes. */
export function checkNotNegative(caller: string, name: string, vector: Vector): void {
  for (let i = 0; i < vector.length; i++) {
    if (vector[i]! < 0) checkRange(caller, `${name}[${i}]`, vector[i]!, false, "0 or more");
  }
}

/** Throws a TypeError unless `value` is an object with all `fields`; `name` is what it is called. */
export function checkState(caller: string, value: object, fields: readonly string[], name = "state"): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${caller}: ${name} must be an object but is ${shown(value)}`);
  }
  for (const field of fields) {
    if (!(field in value)) {
      throw new TypeError(`${caller}: ${name} must hold ${fields.join(", ")} but has no ${field}`);
    }
  }
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return typeof value === "object" && value !== null && "length" in value && Number.isInteger(value.length);
}

function entries(vector: Vector): string {
  return counted(vector.length);
}

function counted(length: number): string {
  return length === 1 ? "1 entry" : `${length} entries`;
}

function example(defaults: object, required: readonly string[]): string {
  if (required.length > 0) return required.map((name) => `${name}: 1`).join(", ");
  const [name, value] = Object.entries(defaults).find(([, one]) => one !== undefined)!;
  return `${name}: ${value}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
