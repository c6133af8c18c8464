import { type Shape, shapeText, sizeOf } from "./shape.js";

/** Arrays of numbers, or of such arrays. */
export interface NestedNumbers extends ArrayLike<number | NestedNumbers> {}

/**
 * Numbers by example: nested arrays whose first axis is the examples, the same numbers in one array with their shape, what
 * a model's own methods give, a data frame, or a tensor of TensorFlow.js.
 */
export type Rows =
  | NestedNumbers
  | { readonly data: ArrayLike<number>; readonly shape: Shape }
  | { readonly values: NestedNumbers; readonly shape: Shape }
  | { readonly shape: Shape; dataSync(): ArrayLike<number> };

/** Examples as the engines take them: one after another, each in the order of its axes. */
export interface Examples {
  readonly count: number;
  /** The shape of one. */
  readonly shape: Shape;
  readonly data: Float64Array;
}

/**
 * Reads rows; `name` is what the caller's argument is called. Throws a RangeError for nothing, ragged arrays and what is
 * not finite, a TypeError for anything but numbers.
 */
export function readRows(caller: string, name: string, rows: Rows): Examples {
  const { data, shape } = flattened(caller, name, rows);
  const [count = 0, ...rest] = shape;
  if (data.length === 0) throw new RangeError(`${caller}: ${name} is empty`);
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(`${caller}: ${name}${placeOf(bad, shape)} is ${data[bad]} but must be a finite number`);
  return { count, shape: rest, data };
}

/**
 * The same examples where their shape fits: that of the model, or as many numbers in a row, or with axes of length 1
 * more or less. Throws a RangeError elsewhere.
 */
export function checkShape(caller: string, name: string, examples: Examples, wanted: Shape, whose: string): Examples {
  const proper = (shape: Shape) => shape.filter((length) => length !== 1).join();
  const isFlat = examples.shape.length === 1 && examples.shape[0] === sizeOf(wanted);
  if (isFlat || proper(examples.shape) === proper(wanted)) return examples;
  const [found, needed] = [examples.shape, wanted].map((shape) =>
    shape.length < 2 ? `${sizeOf(shape)} number${sizeOf(shape) === 1 ? "" : "s"}` : `shape ${shapeText(shape)}`,
  );
  throw new RangeError(`${caller}: ${name} has rows of ${found} but ${whose} ${needed}`);
}

/** Throws a RangeError unless there are as many answers as examples. */
export function checkCounts(caller: string, x: Examples, y: Examples, names = ["x", "y"]): void {
  if (x.count !== y.count)
    throw new RangeError(`${caller}: ${names[0]} has ${x.count} rows but ${names[1]} has ${y.count}`);
}

function flattened(caller: string, name: string, rows: Rows): { data: Float64Array; shape: Shape } {
  if (typeof rows !== "object" || rows === null)
    throw new TypeError(`${caller}: ${name} must be rows of numbers but is ${rows}`);
  if (!("shape" in rows)) return flatten(caller, name, rows);
  const numbers = "dataSync" in rows ? rows.dataSync() : "data" in rows ? rows.data : rows.values;
  const { data } = flatten(caller, name, numbers);
  if (data.length !== sizeOf(rows.shape))
    throw new RangeError(`${caller}: ${name} has ${data.length} numbers but its shape is ${shapeText(rows.shape)}`);
  return { data, shape: rows.shape };
}

function flatten(caller: string, name: string, rows: NestedNumbers): { data: Float64Array; shape: Shape } {
  const shape: number[] = [];
  for (let part: number | NestedNumbers | undefined = rows; typeof part === "object" && part !== null; part = part[0])
    shape.push(part.length);
  const data = new Float64Array(sizeOf(shape));
  let at = 0;
  // The name of a place is made only where something is wrong there.
  const places: number[] = [];
  const place = () => name + places.map((i) => `[${i}]`).join("");
  const visit = (part: number | NestedNumbers, axis: number): void => {
    if (axis === shape.length) {
      if (typeof part !== "number")
        throw new TypeError(`${caller}: ${place()} must be a number but is ${describe(part)}`);
      data[at++] = part;
      return;
    }
    const length = typeof part === "object" && part !== null ? part.length : 0;
    if (length !== shape[axis])
      throw new RangeError(
        `${caller}: ${place()} has ${length || "no"} entries but ${first(name, axis)} has ${shape[axis]}`,
      );
    const array = part as NestedNumbers;
    for (let i = 0; i < length; i++) {
      places[axis] = i;
      visit(array[i]!, axis + 1);
    }
    places.length = axis;
  };
  visit(rows, 0);
  return { data, shape };
}

const first = (name: string, axis: number) => name + "[0]".repeat(axis);

function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return typeof value === "object" && value !== null ? "an array" : String(value);
}

/** Where in nested arrays of a shape a number stands that comes so late. */
function placeOf(index: number, shape: Shape): string {
  const places: number[] = [];
  for (const length of shape.toReversed()) {
    places.unshift(index % length);
    index = Math.floor(index / length);
  }
  return places.map((place) => `[${place}]`).join("");
}
