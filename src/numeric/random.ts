import { log } from "./logarithm.js";

/** A stream of random numbers that its seed determines. */
export interface RandomGenerator {
  /** A number in [low, high), from 53 random bits; in [0, 1) without arguments. */
  uniform(low?: number, high?: number): number;
  /** A normally distributed number. */
  normal(mean?: number, standardDeviation?: number): number;
  /** A whole number from `low` to `high`, both included, each equally likely; at most 2^32 of them. */
  integer(low: number, high: number): number;
  /** A copy of the values in random order. */
  shuffle<T>(values: Iterable<T>): T[];
}

/**
 * A generator for reproducible experiments, not for secrets: xoshiro128** with its state filled by SplitMix64.
 *
 * Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021). Throws a
 * RangeError if the seed is not a safe integer.
 */
export function seededRandom(seed: number): RandomGenerator {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seededRandom: the seed ${seed} is not a safe integer`);
  const next = xoshiro128starstar(splitMix64(BigInt(seed)));
  let spare: number | undefined;

  const uniform = (low = 0, high = 1) => {
    const fraction = ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 2 ** 53;
    const value = low + fraction * (high - low);
    return value < high || low === high ? value : low;
  };

  /** The polar method makes two numbers at once: G. Marsaglia, T. A. Bray, SIAM Review 6 (1964). */
  const standardNormal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const [u, v] = [uniform(-1, 1), uniform(-1, 1)];
      const s = u * u + v * v;
      if (s === 0 || s >= 1) continue;
      const factor = Math.sqrt((-2 * log(s)) / s);
      spare = v * factor;
      return u * factor;
    }
  };

  const integer = (low: number, high: number) => {
    const count = high - low + 1;
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || count < 1 || count > 2 ** 32) {
      throw new RangeError(`integer: there are not 1 to 2^32 whole numbers from ${low} to ${high}`);
    }
    // Numbers past the last whole multiple of count would favour some results, and are drawn again.
    const limit = 2 ** 32 - (2 ** 32 % count);
    for (;;) {
      const value = next();
      if (value < limit) return low + (value % count);
    }
  };

  return {
    uniform,
    normal: (mean = 0, standardDeviation = 1) => mean + standardDeviation * standardNormal(),
    integer,
    shuffle<T>(values: Iterable<T>): T[] {
      const result = [...values];
      for (let i = result.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [result[i], result[j]] = [result[j]!, result[i]!];
      }
      return result;
    },
  };
}

/** Whole numbers in [0, 2^32) from a state of four 32-bit words that are not all zero. */
export function xoshiro128starstar(state: readonly number[]): () => number {
  let [a, b, c, d] = state.map((word) => word | 0) as [number, number, number, number];
  return () => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return scrambled;
  };
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/** Four 32-bit words: two outputs of SplitMix64, low half first. */
function splitMix64(seed: bigint): number[] {
  const mask = 0xffffffffffffffffn;
  let state = seed & mask;
  const output = () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  };
  return [output(), output()].flatMap((z) => [Number(z & 0xffffffffn), Number(z >> 32n)]);
}
