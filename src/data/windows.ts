import { Dataset } from "./dataset.js";

export interface WindowsOptions {
  /** The number of values that go in. */
  readonly length: number;
  /** How many steps behind the last of them the answer lies: 1, the next value, unless said otherwise. */
  readonly horizon?: number;
}

/**
 * A series as a dataset, in the order of time: every stretch of `length` values, oldest first, and the value that follows.
 *
 * Part it with `split(…, { inOrder: true })`: then no answer that is learnt from lies behind one that is tested, which
 * shuffled rows would not keep. Throws a RangeError where the series is too short for one row.
 */
export function windows(series: readonly number[], { length, horizon = 1 }: WindowsOptions): Dataset {
  for (const [name, value] of Object.entries({ length, horizon })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new RangeError(`windows: ${name} is ${value} but has to be a whole number from 1`);
  }
  const count = series.length - length - horizon + 1;
  if (count < 1) {
    throw new RangeError(`windows: the series has ${series.length} values but one row takes ${length + horizon}`);
  }
  return new Dataset({
    x: Array.from({ length: count }, (_, start) => series.slice(start, start + length)),
    y: series.slice(length + horizon - 1),
    features: Array.from({ length }, (_, i) => `t-${length - 1 - i}`),
    target: `t+${horizon}`,
    classes: [],
  });
}
