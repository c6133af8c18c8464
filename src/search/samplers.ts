import { exp } from "../numeric/exponential.js";
import { log } from "../numeric/logarithm.js";
import type { RandomGenerator } from "../numeric/random.js";

/** Draws one value of a parameter. */
export type Sampler<Value> = (random: RandomGenerator) => Value;

/** Any number from `low` to below `high`, each equally likely. Throws a RangeError unless low is below high. */
export function uniform(low: number, high: number): Sampler<number> {
  checkRange("uniform", low, high);
  return (random) => random.uniform(low, high);
}

/**
 * Any number from `low` to `high` such that its logarithm is uniform: from 0.001 to 0.1, a half lies below 0.01.
 *
 * For rates and penalties, of which the order of magnitude is what is not known. Throws a RangeError unless 0 is below
 * low, and low below high. Source: Bergstra & Bengio, Random search for hyper-parameter optimization, JMLR 13 (2012).
 */
export function logUniform(low: number, high: number): Sampler<number> {
  checkRange("logUniform", low, high);
  if (low <= 0) throw new RangeError(`logUniform: low is ${low} but has to be above 0`);
  const [from, to] = [log(low), log(high)];
  return (random) => Math.min(high, Math.max(low, exp(random.uniform(from, to))));
}

/** Any whole number from `low` to `high`, both included. Throws a RangeError unless both are whole, and low below high. */
export function integer(low: number, high: number): Sampler<number> {
  checkRange("integer", low, high);
  const isWhole = Number.isSafeInteger(low) && Number.isSafeInteger(high) && high - low < 2 ** 32;
  if (!isWhole) throw new RangeError(`integer: low is ${low} and high ${high} but both have to be whole numbers`);
  return (random) => random.integer(low, high);
}

/** One of the values, each equally likely. Throws a RangeError where there are none. */
export function choice<const Value>(...values: readonly Value[]): Sampler<Value> {
  if (values.length === 0) throw new RangeError("choice: there is no value to choose");
  return (random) => values[random.integer(0, values.length - 1)]!;
}

function checkRange(name: string, low: number, high: number): void {
  if (low < high && Number.isFinite(high - low)) return;
  throw new RangeError(`${name}: low is ${low} and high ${high} but low has to be below high`);
}
