import { errorOfProduct } from "./twofold.js";
import { lostByQuotient } from "./weightedSum.js";

/** π as a double, and the rest. */
const piLow = 1.2246467991473532e-16;

/**
 * cos²(πt/2T), which falls from 1 at t = 0 to 0 at t = T, for 0 ≤ t ≤ T.
 *
 * Up to the middle it is ½ + ½ cos(πt/T). From there it is sin²(π(T − t)/2T), of which the argument and the sine's first
 * two terms are carried in two parts, so that it is right where it vanishes. Error: 1.5 ulp.
 */
export function cosineFall(t: number, T: number): number {
  if (t <= T / 2) return 0.5 + 0.5 * cosineOfPi(t / T, lostByQuotient(t, T, t / T));
  const left = T - t;
  const x = left / (2 * T);
  const angle = Math.PI * x;
  const angleLow = errorOfProduct(Math.PI, x, angle) + piLow * x + Math.PI * lostByQuotient(left, 2 * T, x);
  const square = angle * angle;
  const rest = angleLow + angle * square * sineRest(square);
  const sine = angle + rest;
  const sineLow = angle - sine + rest;
  const result = sine * sine;
  return result + (errorOfProduct(sine, sine, result) + 2 * sine * sineLow);
}

/** sin(πt/T) for 0 ≤ t ≤ T, right at both ends. Error: 1.2 ulp. */
export function sineArch(t: number, T: number): number {
  const near = t <= T / 2 ? t : T - t;
  const x = near / T;
  const angle = Math.PI * x;
  const angleLow = errorOfProduct(Math.PI, x, angle) + piLow * x + Math.PI * lostByQuotient(near, T, x);
  return Math.sin(angle) + angleLow * Math.cos(angle);
}

/** cos(π(x + xLow)) for 0 ≤ x ≤ ½. */
function cosineOfPi(x: number, xLow: number): number {
  const angle = Math.PI * x;
  const angleLow = errorOfProduct(Math.PI, x, angle) + piLow * x + Math.PI * xLow;
  return Math.cos(angle) - angleLow * Math.sin(angle);
}

/** (sin a − a)/a³ for z = a², |a| ≤ π/4: the series up to z⁷. */
function sineRest(z: number): number {
  return (
    -1 / 6 +
    z *
      (1 / 120 +
        z *
          (-1 / 5040 +
            z *
              (1 / 362880 +
                z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z * (1 / 355687428096000)))))))
  );
}
