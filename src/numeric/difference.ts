/** A derivative found from values alone, and how far off it may be. */
export interface Difference {
  readonly derivative: number;
  /** An estimate of the absolute error, from how the extrapolations agree; not a rigorous bound. */
  readonly error: number;
}

/**
 * The derivative of a function of one number by central differences whose step shrinks, extrapolated to step 0.
 *
 * `step` is the first and largest step: a length over which the function changes appreciably, without a kink or pole
 * within it. Where every difference is NaN, so is the derivative, with an infinite error. Source: C. J. F. Ridders,
 * "Accurate computation of F′(x) and F′(x)F″(x)", Advances in Engineering Software 4 (1982).
 */
export function centralDifference(f: (x: number) => number, x: number, step = 0.1): Difference {
  if (!(step > 0)) throw new RangeError(`centralDifference: the step ${step} is not positive`);
  const shrink = 1.4;
  let best: Difference = { derivative: Number.NaN, error: Number.POSITIVE_INFINITY };
  let previous: number[] = [];
  let h = step;
  for (let row = 0; row < 24; row++, h /= shrink) {
    const [right, left] = [x + h, x - h];
    if (right === left) break;
    // The step that was really taken, after x ± h were rounded.
    const current = [(f(right) - f(left)) / (right - left)];
    for (let column = 1; column <= previous.length; column++) {
      const factor = shrink ** (2 * column);
      const [finer, coarser] = [current[column - 1]!, previous[column - 1]!];
      const derivative = (finer * factor - coarser) / (factor - 1);
      current.push(derivative);
      const error = Math.max(Math.abs(derivative - finer), Math.abs(derivative - coarser));
      if (error < best.error) best = { derivative, error };
    }
    if (row > 0 && Math.abs(current.at(-1)! - previous.at(-1)!) >= 4 * best.error) break;
    previous = current;
  }
  return best;
}
