import type { Arithmetic } from "../numeric/arithmetic.js";
import type { Value } from "./evaluate.js";
import { isVector } from "./evaluate.js";
import { EvaluationError, ShapeError } from "./evaluationError.js";
import type { ArrayOperation, Operation } from "./expression.js";

/** What is done to numbers, and to values entry by entry. */
export interface Entrywise<T> {
  readonly arithmetic: Arithmetic<T>;
  entrywise(operation: "add" | "subtract" | "multiply" | "divide" | "power", left: Value<T>, right: Value<T>): Value<T>;
}

/** How many arguments each takes. */
const counts: Readonly<Record<ArrayOperation, number>> = {
  argmax: 1,
  argmin: 1,
  gcd: 2,
  matrixProduct: 2,
  matrixPower: 2,
  crossProduct: 2,
  transpose: 1,
  determinant: 1,
  inverse: 1,
  trace: 1,
  bars: 1,
  listed: 1,
};

export function isArrayOperation(name: Operation): name is ArrayOperation {
  return Object.hasOwn(counts, name);
}

export function argumentsOf(name: ArrayOperation): number {
  return counts[name];
}

type Row<T> = readonly T[];
type Matrix<T> = readonly Row<T>[];

/** Larger determinants and inverses are not worked out. */
const largestSide = 5;
const largestPower = 64;

/** The result of an operation on vectors and matrices; an EvaluationError where their shapes do not fit it. */
export function arrayOperation<T>(on: Entrywise<T>, name: ArrayOperation, args: readonly Value<T>[]): Value<T> {
  const [first, second] = args as [Value<T>, Value<T>];
  switch (name) {
    case "argmax":
      return placeOf(on, ">", first);
    case "argmin":
      return placeOf(on, "<", first);
    case "gcd":
      return on.arithmetic.decimal(String(commonDivisor(wholeOf(on, first), wholeOf(on, second))));
    case "matrixProduct":
      return product(on, first, second);
    case "matrixPower":
      return power(on, first, second);
    case "crossProduct":
      return crossProduct(on, first, second);
    case "transpose":
      return transposed(first);
    case "determinant":
      return determinant(on, squareOf(first, "a determinant"));
    case "inverse":
      return inverse(on, first);
    case "trace":
      return squareOf(first, "a trace").reduce<T>(
        (sum, row, i) => on.arithmetic.add(sum, row[i]!),
        on.arithmetic.decimal("0"),
      );
    case "bars":
      return bars(on, first);
    case "listed":
      return listOf(first);
  }
}

function placeOf<T>(on: Entrywise<T>, relation: ">" | "<", value: Value<T>): T {
  const entries = listOf(value) as Row<T>;
  const place = entries.findIndex((a, i) =>
    entries.every((b, j) => i === j || on.arithmetic.holds(relation, a, b) === true),
  );
  if (place < 0) throw new EvaluationError("which entry comes first cannot be told");
  return on.arithmetic.decimal(String(place + 1));
}

function wholeOf<T>(on: Entrywise<T>, value: Value<T>): number {
  const whole = isVector(value) ? undefined : on.arithmetic.wholeNumber(value);
  if (whole === undefined) throw new EvaluationError("divisors are told of whole numbers only");
  return Math.abs(whole);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

function product<T>(on: Entrywise<T>, left: Value<T>, right: Value<T>): Value<T> {
  if (!isVector(left) || !isVector(right)) return on.entrywise("multiply", left, right);
  const [a, b] = [left, right].map((value) => (isMatrix(value) ? value : undefined));
  if (a === undefined && b === undefined) return dot(on, left as Row<T>, right as Row<T>);
  if (a !== undefined && b === undefined) {
    const vector = right as Row<T>;
    return a[0]!.length === 1 ? times(on, a, [vector]) : single(a.map((row) => dot(on, row, vector)));
  }
  if (a === undefined) {
    const vector = left as Row<T>;
    const rows = b!;
    // A vector lies down only where that alone fits.
    if (rows.length === 1) return times(on, upright(vector), rows);
    return times(on, [vector], rows)[0]!;
  }
  // (1, 2)ᵀ is a column to whoever takes (1, 2) for a row.
  const turned =
    b!.length === 1 && a[0]!.length !== 1 && a[0]!.length === b![0]!.length ? (transposed(b!) as Matrix<T>) : b!;
  return times(on, a, turned);
}

function times<T>(on: Entrywise<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  const columns = transposed(b) as Matrix<T>;
  return a.map((row) => columns.map((column) => dot(on, row, column)));
}

function dot<T>({ arithmetic }: Entrywise<T>, a: Row<T>, b: Row<T>): T {
  if (a.length !== b.length) {
    throw new ShapeError(`${a.length} entries are multiplied by ${b.length}, which do not fit together`);
  }
  return a.map((entry, i) => arithmetic.multiply(entry, b[i]!)).reduce((sum, term) => arithmetic.add(sum, term));
}

function power<T>(on: Entrywise<T>, base: Value<T>, exponent: Value<T>): Value<T> {
  if (!isMatrix(base)) return on.entrywise("power", base, exponent);
  const whole = isVector(exponent) ? undefined : on.arithmetic.wholeNumber(exponent);
  if (whole === undefined || Math.abs(whole) > largestPower) {
    throw new EvaluationError("this power of a matrix is not worked out");
  }
  const square = squareOf(base, "a power");
  const factor = whole < 0 ? (inverse(on, square) as Matrix<T>) : square;
  let result = square.map((row, i) => row.map((_, j) => on.arithmetic.decimal(i === j ? "1" : "0")));
  for (let i = 0; i < Math.abs(whole); i++) result = times(on, result, factor).map((row) => [...row]);
  return result;
}

function crossProduct<T>(on: Entrywise<T>, left: Value<T>, right: Value<T>): Value<T> {
  if (!isVector(left) || !isVector(right)) return on.entrywise("multiply", left, right);
  const isWide = (value: Value<T>) => isMatrix(value) && value.length > 1 && value[0]!.length > 1;
  if (isWide(left) || isWide(right)) return product(on, left, right);
  const [a, b] = [listOf(left), listOf(right)] as [Row<T>, Row<T>];
  if (a.length !== 3 || b.length !== 3) throw new ShapeError("a cross product takes two vectors of 3 entries");
  const { arithmetic: at } = on;
  return [1, 2, 0].map((i) => {
    const j = (i + 1) % 3;
    return at.subtract(at.multiply(a[i]!, b[j]!), at.multiply(a[j]!, b[i]!));
  });
}

function transposed<T>(value: Value<T>): Value<T> {
  if (!isVector(value)) return value;
  if (!isMatrix(value)) return [value];
  return value[0]!.map((_, j) => value.map((row) => row[j]!));
}

/** By minors along the first row, so that nothing has to be compared with 0. */
function determinant<T>(on: Entrywise<T>, square: Matrix<T>): T {
  const { arithmetic: at } = on;
  const [first] = square as [Row<T>];
  if (square.length === 1) return first[0]!;
  return first
    .map((entry, j) => at.multiply(entry, determinant(on, minor(square, 0, j))))
    .reduce((sum, term, j) => (j % 2 === 1 ? at.subtract(sum, term) : at.add(sum, term)));
}

function inverse<T>(on: Entrywise<T>, value: Value<T>): Value<T> {
  const { arithmetic: at } = on;
  if (!isVector(value)) return at.divide(at.decimal("1"), value);
  const square = squareOf(value, "an inverse");
  const whole = determinant(on, square);
  if (at.holds("==", whole, at.decimal("0")) === true)
    throw new EvaluationError("a matrix without inverse is inverted");
  if (square.length === 1) return [[at.divide(at.decimal("1"), whole)]];
  return square.map((row, i) =>
    row.map((_, j) => {
      const cofactor = determinant(on, minor(square, j, i));
      return at.divide((i + j) % 2 === 1 ? at.negate(cofactor) : cofactor, whole);
    }),
  );
}

function minor<T>(square: Matrix<T>, row: number, column: number): Matrix<T> {
  return square.filter((_, i) => i !== row).map((entries) => entries.filter((_, j) => j !== column));
}

function bars<T>(on: Entrywise<T>, value: Value<T>): Value<T> {
  const { arithmetic: at } = on;
  if (!isVector(value)) return at.abs(value);
  if (isMatrix(value) && value.length === value[0]!.length) return determinant(on, squareOf(value, "a determinant"));
  const entries = listOf(value) as Row<T>;
  return at.sqrt(dot(on, entries, entries));
}

function listOf<T>(value: Value<T>): Value<T> {
  if (!isMatrix(value)) {
    if (isVector(value)) return value;
    throw new ShapeError("a vector is expected but a number is given");
  }
  if (value.length === 1) return value[0]!;
  if (value[0]!.length !== 1) throw new ShapeError("a vector is expected but a matrix is given");
  return value.map(([entry]) => entry!);
}

function squareOf<T>(value: Value<T>, role: string): Matrix<T> {
  if (!isMatrix(value) || value.length !== value[0]!.length) throw new ShapeError(`${role} takes a square matrix`);
  if (value.length > largestSide)
    throw new EvaluationError(`${role} of a matrix wider than ${largestSide} is not worked out`);
  return value;
}

function upright<T>(vector: Row<T>): Matrix<T> {
  return vector.map((entry) => [entry]);
}

/** A vector of one entry is what a row times a column comes to. */
function single<T>(entries: Row<T>): Value<T> {
  return entries.length === 1 ? entries[0]! : entries;
}

/** Whether a value is a vector of rows that are all as long. */
function isMatrix<T>(value: Value<T>): value is Matrix<T> {
  if (!isVector(value) || !value.some(isVector)) return false;
  const [first] = value;
  const isEven = value.every((row) => isVector(row) && row.length === (first as Row<T>).length && !row.some(isVector));
  if (!isEven || (first as Row<T>).length === 0) throw new EvaluationError("the rows of a matrix differ in length");
  return true;
}
