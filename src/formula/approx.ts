/** A number known to the places written. */
export interface Approximation {
  readonly approximately: string;
}

/** A result to the digits written: `approx("0.8808")` claims four decimal places. */
export function approx(digits: string): Approximation {
  if (!/^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/.test(digits)) {
    throw new TypeError(`approx: "${digits}" is not a decimal such as "0.8808" or "1.5e-8"`);
  }
  return { approximately: digits };
}
