/**
 * Correctly rounded real numbers by MPFR, and the only file that knows the library.
 *
 * A `Real` lives in JavaScript's memory; an operation copies its operands into a few registers that are allocated once
 * in WebAssembly's memory, and copies the result out. So nothing has to be freed, and a `Real` never changes.
 */
import { createRequire } from "node:module";
import type { GMPFunctions } from "gmp-wasm";

/** A number significand × 2^exponent, or an infinity: what one end of an interval is. Never NaN. */
export interface Real {
  /** Bits of the significand. */
  readonly precision: number;
  /** 1 or −1. */
  readonly sign: number;
  /** MPFR's exponent: the significand lies in [½, 1). One of two codes of the library for zero and infinity. */
  readonly exponent: number;
  /** The significand, its lowest 32 bits first, aligned to the top of whole 64-bit limbs. */
  readonly limbs: Uint32Array;
}

/** Towards −∞ or towards +∞, or to the nearest; MPFR's codes for them. */
export type Rounding = typeof down | typeof up;
export const down = 3;
export const up = 2;
export const nearest = 0;

export type UnaryFunction =
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "sinh"
  | "cosh"
  | "tanh"
  | "sin"
  | "cos"
  | "tan"
  | "asin"
  | "acos"
  | "atan"
  | "erf"
  | "erfc"
  | "rint_floor";
export type BinaryFunction = "add" | "sub" | "mul" | "div" | "pow";

/** The most bits a result can be asked to have. */
export const largestPrecision = 16384;

interface Library {
  readonly functions: GMPFunctions;
  /** Addresses of three registers: two operands and a result. */
  readonly left: number;
  readonly right: number;
  readonly result: number;
  readonly zeroExponent: number;
  readonly infinityExponent: number;
}

let library: Library | undefined;
let loading: Promise<Library> | undefined;

/** Loads MPFR once; afterwards everything in numeric/ is synchronous. */
export async function loadArithmetic(): Promise<void> {
  loading ??= start();
  library = await loading;
}

async function start(): Promise<Library> {
  // Imported, the file would be read a second time for what it exports, which takes 40 ms.
  const { init } = createRequire(import.meta.url)("gmp-wasm") as typeof import("gmp-wasm");
  return prepare((await init()).binding);
}

/** The function of one argument, rounded to `precision` bits. The result must be a number. */
export function unary(name: UnaryFunction, x: Real, precision: number, rounding: Rounding): Real {
  const { functions, left, result } = loaded();
  write(left, x);
  functions.mpfr_set_prec_raw(result, checked(precision));
  functions[`mpfr_${name}`](result, left, rounding);
  return read(result);
}

/** The function of two arguments, rounded to `precision` bits. The result must be a number. */
export function binary(name: BinaryFunction, x: Real, y: Real, precision: number, rounding: Rounding): Real {
  const { functions, left, right, result } = loaded();
  write(left, x);
  write(right, y);
  functions.mpfr_set_prec_raw(result, checked(precision));
  functions[`mpfr_${name}`](result, left, right, rounding);
  return read(result);
}

/** The function of one argument, rounded down and up to `precision` bits: one and the same number where it is exact. */
export function unaryEnds(name: UnaryFunction, x: Real, precision: number): readonly [Real, Real] {
  const { functions, left, result } = loaded();
  write(left, x);
  functions.mpfr_set_prec_raw(result, checked(precision));
  return ends(functions[`mpfr_${name}`](result, left, down));
}

/** The function of two arguments, rounded down and up to `precision` bits: one and the same number where it is exact. */
export function binaryEnds(name: BinaryFunction, x: Real, y: Real, precision: number): readonly [Real, Real] {
  const { functions, left, right, result } = loaded();
  write(left, x);
  write(right, y);
  functions.mpfr_set_prec_raw(result, checked(precision));
  return ends(functions[`mpfr_${name}`](result, left, right, down));
}

/** What lies in the result, rounded down, and what it would be rounded up; 0 says that it is exact. */
function ends(ternary: number): readonly [Real, Real] {
  const { functions, result } = loaded();
  const lower = read(result);
  if (ternary === 0) return [lower, lower];
  functions.mpfr_nextabove(result);
  return [lower, read(result)];
}

/** π rounded to `precision` bits. */
export function pi(precision: number, rounding: Rounding): Real {
  const { functions, result } = loaded();
  functions.mpfr_set_prec_raw(result, checked(precision));
  functions.mpfr_const_pi(result, rounding);
  return read(result);
}

/** Negative, zero or positive as x is less than, equal to or greater than y. */
export function compare(x: Real, y: Real): number {
  const { functions, left, right } = loaded();
  write(left, x);
  write(right, y);
  return functions.mpfr_cmp(left, right);
}

/** The double that x rounds to. */
export function toDouble(x: Real, rounding: Rounding | typeof nearest): number {
  const { functions, left } = loaded();
  write(left, x);
  return functions.mpfr_get_d(left, rounding);
}

/** A double exactly; NaN is a RangeError. */
export function fromDouble(x: number): Real {
  const { functions, result } = loaded();
  if (Number.isNaN(x)) throw new RangeError("fromDouble: NaN is not a real number");
  functions.mpfr_set_prec_raw(result, 53);
  functions.mpfr_set_d(result, x, down);
  return read(result);
}

/** significand × 2^exponent exactly. */
export function fromDyadic(significand: bigint, exponent: number): Real {
  const { zeroExponent } = loaded();
  if (significand === 0n) return { precision: 1, sign: 1, exponent: zeroExponent, limbs: new Uint32Array(2) };
  const magnitude = significand < 0n ? -significand : significand;
  const bits = bitLength(magnitude);
  const words = 2 * Math.ceil(checked(bits) / 64);
  let rest = magnitude << BigInt(32 * words - bits);
  const limbs = new Uint32Array(words);
  for (let i = 0; i < words; i++) {
    limbs[i] = Number(rest & 0xffffffffn);
    rest >>= 32n;
  }
  return { precision: bits, sign: significand < 0n ? -1 : 1, exponent: exponent + bits, limbs };
}

/** The number as significand × 2^exponent; undefined for an infinity. */
export function toDyadic(x: Real): { significand: bigint; exponent: number } | undefined {
  if (isInfinite(x)) return undefined;
  if (isZero(x)) return { significand: 0n, exponent: 0 };
  let significand = 0n;
  for (let i = x.limbs.length - 1; i >= 0; i--) significand = (significand << 32n) | BigInt(x.limbs[i]!);
  return { significand: BigInt(x.sign) * significand, exponent: x.exponent - 32 * x.limbs.length };
}

export function infinity(sign: 1 | -1): Real {
  return { precision: 1, sign, exponent: loaded().infinityExponent, limbs: new Uint32Array(2) };
}

export function negate(x: Real): Real {
  return { precision: x.precision, sign: -x.sign, exponent: x.exponent, limbs: x.limbs };
}

export function isZero(x: Real): boolean {
  return x.exponent === loaded().zeroExponent;
}

export function isInfinite(x: Real): boolean {
  return x.exponent === loaded().infinityExponent;
}

/** −1, 0 or 1. */
export function signOf(x: Real): number {
  return isZero(x) ? 0 : x.sign;
}

/** How many binary digits a non-negative integer has. */
export function bitLength(magnitude: bigint): number {
  if (magnitude <= 0xffffffffn) return 32 - Math.clz32(Number(magnitude));
  const hexadecimal = magnitude.toString(16);
  return 4 * (hexadecimal.length - 1) + 32 - Math.clz32(Number.parseInt(hexadecimal[0]!, 16));
}

function loaded(): Library {
  if (library === undefined) throw new Error("numeric: await loadArithmetic() before the first operation");
  return library;
}

function checked(precision: number): number {
  if (!Number.isInteger(precision) || precision < 1 || precision > largestPrecision) {
    throw new RangeError(`numeric: a precision is 1 to ${largestPrecision} bits but ${precision} was asked for`);
  }
  return precision;
}

/** Allocates the registers, and learns from MPFR itself how it stores zero and infinity. */
function prepare(functions: GMPFunctions): Library {
  const register = () => {
    const address = functions.mpfr_t();
    functions.mpfr_init2(address, largestPrecision);
    return address;
  };
  const [left, right, result] = [register(), register(), register()];
  const exponentField = () => new Int32Array(functions.mem.buffer, result, 4)[2]!;
  functions.mpfr_set_zero(result, 1);
  const zeroExponent = exponentField();
  functions.mpfr_set_inf(result, 1);
  const infinityExponent = exponentField();
  const prepared = { functions, left, right, result, zeroExponent, infinityExponent };
  functions.mpfr_set_prec_raw(result, 53);
  functions.mpfr_set_d(result, -3.5, down);
  const [precision, sign, exponent, significand] = new Int32Array(functions.mem.buffer, result, 4);
  const topWord = new Uint32Array(functions.mem.buffer, significand!, 2)[1]!;
  if (precision !== 53 || sign !== -1 || exponent !== 2 || topWord !== 0xe0000000) {
    throw new Error("numeric: gmp-wasm stores numbers otherwise than version 1.3.2 does");
  }
  return prepared;
}

let wordsOf: { signed: Int32Array; unsigned: Uint32Array } | undefined;

/** The memory of the library as words. When it grows, what looks at the old one is left without a length. */
function memory(functions: GMPFunctions) {
  if (wordsOf === undefined || wordsOf.signed.length === 0) {
    const { buffer } = functions.mem;
    wordsOf = { signed: new Int32Array(buffer), unsigned: new Uint32Array(buffer) };
  }
  return wordsOf;
}

function write(register: number, x: Real): void {
  const { signed, unsigned } = memory(loaded().functions);
  const at = register >> 2;
  signed[at] = x.precision;
  signed[at + 1] = x.sign;
  signed[at + 2] = x.exponent;
  unsigned.set(x.limbs, signed[at + 3]! >> 2);
}

function read(register: number): Real {
  const { functions } = loaded();
  if (functions.mpfr_nan_p(register)) throw new RangeError("numeric: the operation has no real result");
  const { signed, unsigned } = memory(functions);
  const at = register >> 2;
  const precision = signed[at]!;
  const from = signed[at + 3]! >> 2;
  const limbs = unsigned.slice(from, from + 2 * Math.ceil(precision / 64));
  return { precision, sign: signed[at + 1]!, exponent: signed[at + 2]!, limbs };
}
