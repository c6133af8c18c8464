import type { Vector } from "./argument.js";

/** Throws a TypeError unless `value` is a number. */
export function checkNumber(caller: string, name: string, value: number): void {
  if (typeof value !== "number") throw new TypeError(`${caller}: ${name} must be a number but is ${shown(value)}`);
}

/** Throws a TypeError unless `value` is a vector of numbers, and a RangeError where it is empty. */
export function checkVector(caller: string, name: string, value: Vector): void {
  if (!isArrayLike(value)) {
    throw new TypeError(`${caller}: ${name} must be an array of numbers but is ${shown(value)}`);
  }
  if (value.length === 0) throw new RangeError(`${caller}: ${name} is empty`);
  for (let i = 0; i < value.length; i++) checkNumber(caller, `${name}[${i}]`, value[i]!);
}

/** Checks vectors by name, and that they have as many entries as each other. */
export function checkVectors(caller: string, vectors: { readonly [name: string]: Vector }): void {
  const [[firstName, first], ...rest] = Object.entries(vectors) as [[string, Vector], ...[string, Vector][]];
  checkVector(caller, firstName, first);
  for (const [name, vector] of rest) {
    checkVector(caller, name, vector);
    if (vector.length !== first.length) {
      throw new RangeError(`${caller}: ${firstName} has ${entries(first)} but ${name} has ${vector.length}`);
    }
  }
}

/** Throws a RangeError where an entry is negative; NaN passes. */
export function checkProbabilities(caller: string, name: string, p: Vector): void {
  for (let i = 0; i < p.length; i++) {
    if (p[i]! < 0) throw new RangeError(`${caller}: ${name}[${i}] is ${p[i]} but probabilities are not negative`);
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
  const known = Object.keys(defaults);
  if (typeof options !== "object" || options === null || isArrayLike(options)) {
    throw new TypeError(
      `${caller}: options must be an object such as { ${example(defaults)} } but is ${shown(options)}`,
    );
  }
  const complete = { ...defaults } as Options & Record<string, unknown>;
  for (const [name, value] of Object.entries(options)) {
    if (!known.includes(name)) throw new TypeError(`${caller}: there is no option ${name}, only ${known.join(", ")}`);
    if (value === undefined) continue;
    const expected = typeof complete[name];
    if (typeof value !== expected) {
      throw new TypeError(`${caller}: option ${name} must be a ${expected} but is ${shown(value)}`);
    }
    Object.assign(complete, { [name]: value });
  }
  return complete;
}

/** Throws a RangeError unless `holds`; `wanted` completes "… but must be". */
export function checkRange(caller: string, name: string, value: number, holds: boolean, wanted: string): void {
  if (!holds) throw new RangeError(`${caller}: ${name} is ${value} but must be ${wanted}`);
}

/** Throws a TypeError unless `value` is an object with all `fields`. */
export function checkState(caller: string, value: object, fields: readonly string[]): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${caller}: state must be an object but is ${shown(value)}`);
  }
  for (const field of fields) {
    if (!(field in value)) {
      throw new TypeError(`${caller}: state must hold ${fields.join(", ")} but has no ${field}`);
    }
  }
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return typeof value === "object" && value !== null && "length" in value && Number.isInteger(value.length);
}

function entries(vector: Vector): string {
  return vector.length === 1 ? "1 entry" : `${vector.length} entries`;
}

function example(defaults: object): string {
  const [name, value] = Object.entries(defaults)[0]!;
  return `${name}: ${value}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
