import type { DoubleDouble } from "./doubleDouble.js";
import { add, divide, multiply, toNumber } from "./doubleDouble.js";
import { erfcSignificand } from "./errorFunction.js";
import * as twofold from "./twofold.js";

/**
 * The z within which a standard normal variable falls with the probability given, between 0 and 1: erf(z/√2) is that
 * probability. In two parts, to 2⁻⁵⁵ of itself.
 *
 * Halley's method from an estimate to three places, whose error is cubed by every step; the last one starts from a double
 * and is carried in two parts. Near 1 it goes by what the probability leaves to 1, which is exact, else by the series of
 * erf. Source of the estimate: Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 26.2.23.
 */
export function normalHalfWidth(probability: number): DoubleDouble {
  if (probability !== last.probability) last = { probability, z: solve(probability) };
  return last.z;
}

/** What was asked for last, since most callers ask for the same. */
let last: { readonly probability: number; readonly z: DoubleDouble } = { probability: 0, z: [0, 0] };

function solve(probability: number): DoubleDouble {
  let z = probability < 0.1 ? probability * Math.sqrt(Math.PI / 2) : estimatedQuantile((1 - probability) / 2);
  for (let i = 0; i < 3; i++) {
    const step = toNumber(newtonStep(z, probability));
    z += step / (1 + (z * step) / 2);
  }
  const step = newtonStep(z, probability);
  return add([z, 0], step);
}

/** (probability − erf(z/√2)) over the derivative √(2/π) e^(−z²/2). */
function newtonStep(z: number, probability: number): DoubleDouble {
  const x = multiply([z, 0], rootHalf);
  const slope = Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2);
  return divide(probability < 0.5 ? add([probability, 0], negatedErf(x)) : aboveTail(x, 1 - probability), [slope, 0]);
}

/** `erfc(x) − tail`. */
function aboveTail([x, xLow]: DoubleDouble, tail: number): DoubleDouble {
  const significand = erfcSignificand(x, xLow);
  const { low, exponent } = twofold.rest;
  return add([twofold.scaled(significand, exponent), twofold.scaled(low, exponent)], [-tail, 0]);
}

/** `−erf(x)` of 0 ≤ x < ½, by its series: DLMF 7.6.1. */
function negatedErf(x: DoubleDouble): DoubleDouble {
  const square = multiply(x, x);
  let power = multiply(x, minusTwoOverRootPi);
  let sum = power;
  for (let n = 1; n < 24; n++) {
    power = divide(multiply(power, square), [-n, 0]);
    sum = add(sum, divide(power, [2 * n + 1, 0]));
  }
  return sum;
}

/** The z that a normal variable exceeds with the probability `tail`, to 5 in ten thousand. */
export function estimatedQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

/** √½, and −2/√π, each as two doubles. */
const rootHalf: DoubleDouble = [Math.SQRT1_2, -4.833646656726457e-17];
const minusTwoOverRootPi: DoubleDouble = [-1.1283791670955126, -1.533545961316588e-17];
