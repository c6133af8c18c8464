import type { Baseline } from "./baseline.js";

export interface LastValueOptions {
  /** How many steps before the answer the value lies: 1, the last, unless said otherwise; 7 is last week's of days. */
  readonly back?: number;
}

/**
 * A forecast that nothing changes: the answer to a window is its last value, or that of some steps back.
 *
 * Throws a RangeError for `back` that is not a whole number from 1, and for a window shorter than that.
 */
export function lastValue({ back = 1 }: LastValueOptions = {}): Baseline {
  if (!(Number.isInteger(back) && back >= 1)) {
    throw new RangeError(`lastValue: back is ${back} but has to be a whole number from 1`);
  }
  return {
    predict: (x) =>
      x.map((row, i) => {
        const value = row.at(-back);
        if (value === undefined)
          throw new RangeError(`lastValue: row ${i} has ${row.length} entries but back is ${back}`);
        return value;
      }),
  };
}
