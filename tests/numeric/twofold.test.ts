import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { erfcSignificand, scaledErfc } from "../../src/numeric/errorFunction.js";
import { exp, expm1, expSignificand } from "../../src/numeric/exponential.js";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { log, log1p } from "../../src/numeric/logarithm.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import {
  add,
  divide,
  exactProduct,
  exactSum,
  multiply,
  nearestProduct,
  normalized,
  powersOfTwo,
  product,
  rest,
  scaled,
} from "../../src/numeric/twofold.js";
import { errorInUlps } from "../../src/numeric/ulp.js";

const exact = new IntervalArithmetic(2500);
const fine = new IntervalArithmetic(300);

fc.configureGlobal({ seed: 1 });
beforeAll(loadArithmetic);

/** The number that a function gives, with what it leaves in `rest`. */
const twofold = (high: number, { low } = rest) => exact.add(Interval.exact(high), Interval.exact(low));

/** log₂ of the relative error; −Infinity where there is none. */
function bitsOff(computed: Interval, truth: Interval): number {
  if (exact.holds("==", computed, truth) === true) return Number.NEGATIVE_INFINITY;
  return Math.log2(exact.abs(fine.divide(exact.subtract(computed, truth), truth)).toDoubles()[1]);
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Numbers of either sign whose logarithms are spread evenly. */
const spread = (low: number, high: number) =>
  fc
    .tuple(fc.constantFrom(-1, 1), between(Math.log2(low), Math.log2(high)))
    .map(([sign, power]) => Math.min(Math.max(2 ** power, low), high) * sign);
const pair = fc.tuple(spread(1e-100, 1e100), between(-1, 1)).map(([a, part]) => [a, a * part * 2 ** -54] as const);

describe("a number carried as two doubles", () => {
  test("is the sum or product of doubles, exactly", () => {
    fc.assert(
      fc.property(spread(1e-100, 1e100), spread(1e-100, 1e100), (a, b) => {
        const [x, y] = [Interval.exact(a), Interval.exact(b)];
        expect(exact.holds("==", twofold(exactSum(a, b)), exact.add(x, y))).toBe(true);
        expect(exact.holds("==", twofold(exactProduct(a, b)), exact.multiply(x, y))).toBe(true);
        expect(
          exact.holds("==", twofold(normalized(a, a * b * 1e-200)), twofold(a, { low: a * b * 1e-200 } as never)),
        ).toBe(true);
      }),
    );
  });

  test.each([
    ["add", add, (a: Interval, b: Interval) => exact.add(a, b), -100],
    ["multiply", multiply, (a: Interval, b: Interval) => exact.multiply(a, b), -102],
    ["divide", divide, (a: Interval, b: Interval) => exact.divide(a, b), -101],
  ] as const)("%s is right to a hundred bits", (name, operation, truth, bits) => {
    fc.assert(
      fc.property(pair, pair, ([a, aLow], [b, bLow]) => {
        // Terms of different signs may cancel.
        fc.pre(name !== "add" || a > 0 === b > 0);
        const [x, y] = [twofold(a, { low: aLow } as never), twofold(b, { low: bLow } as never)];
        expect(bitsOff(twofold(operation(a, aLow, b, bLow)), truth(x, y))).toBeLessThan(bits);
      }),
      { numRuns: 300 },
    );
  });

  test("a product rounded to a double is the nearest, whatever the sizes", () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(any, any, between(-1, 1), fc.integer({ min: -2200, max: 2200 }), (a, b, part, k) => {
        const bLow = Math.abs(b) > 1e-290 ? b * part * 2 ** -54 : 0;
        const truth = exact.multiply(Interval.exact(a), exact.add(Interval.exact(b), Interval.exact(bLow)));
        const scaledTruth = exact.multiply(truth, exact.power(Interval.exact(2), Interval.exact(k)));
        expect(errorInUlps(product(a, 0, b, bLow, k), () => scaledTruth)).toBeLessThan(0.51);
        const size = Math.abs(a * b);
        if (!(size > 2 ** -900 && size < 2 ** 900 && Math.abs(a) < 2 ** 900 && Math.abs(b) < 2 ** 900)) return;
        expect(errorInUlps(nearestProduct(a, b, bLow), () => truth)).toBeLessThan(0.51);
      }),
      { numRuns: 1000 },
    );
    expect(product(0, 0, -3, 0)).toBe(-0);
    expect(product(Number.POSITIVE_INFINITY, 0, -3, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(product(Number.NaN, 0, 1, 0)).toBe(Number.NaN);
  });

  test("is scaled by any power of two, and rounded once", () => {
    const one = 1 + 2 ** -52;
    expect(powersOfTwo[1074]).toBe(1);
    expect([...powersOfTwo].every((power, i) => i === 0 || power === 2 * powersOfTwo[i - 1]!)).toBe(true);
    expect(powersOfTwo[0]).toBe(Number.MIN_VALUE);
    expect(scaled(one, 1023)).toBe(2 ** 1023 * one);
    expect(scaled(0.25, 1025)).toBe(2 ** 1023);
    expect(scaled(1.5, 1024)).toBe(Number.POSITIVE_INFINITY);
    expect(scaled(1, 9999)).toBe(Number.POSITIVE_INFINITY);
    expect(scaled(1.5, -1074)).toBe(2 * Number.MIN_VALUE);
    expect(scaled(1.5, -1075)).toBe(Number.MIN_VALUE);
    expect(scaled(-1.5, -9999)).toBe(-0);
    // 2⁻¹⁰⁷⁴ · (2.5 − 2⁻⁵²·k): a second rounding would make 3 of what is below the middle.
    expect(scaled(1.25 - 2 ** -52, -1073)).toBe(2 * Number.MIN_VALUE);
    expect(scaled(5 - 2 ** -50, -1075)).toBe(2 * Number.MIN_VALUE);
    expect(scaled(20 - 2 ** -48, -1077)).toBe(2 * Number.MIN_VALUE);
  });
});

describe("elementary functions carry more bits than a double", () => {
  const near1 = spread(1e-16, 0.01).map((x) => 1 + x);

  test.each<[string, fc.Arbitrary<number>, (x: number) => number, (x: Interval) => Interval, number]>([
    ["exp", between(-600, 709), (x) => exp(x), (x) => fine.exp(x), -59],
    ["exp near 0", spread(1e-300, 1), (x) => exp(x), (x) => fine.exp(x), -59],
    ["expm1", between(-50, 700), (x) => expm1(x), (x) => fine.expm1(x), -59],
    ["expm1 near 0", spread(1e-290, 1), (x) => expm1(x), (x) => fine.expm1(x), -59],
    ["log", spread(5e-324, 1.7e308).map(Math.abs), (x) => log(x), (x) => fine.log(x), -59],
    ["log near 1", near1.filter((x) => x !== 1), (x) => log(x), (x) => fine.log(x), -59],
    ["log1p", between(-0.9999, 10), (x) => log1p(x), (x) => fine.log1p(x), -59],
    ["log1p near 0", spread(1e-290, 0.9), (x) => log1p(x), (x) => fine.log1p(x), -59],
    ["log1p far off", spread(1, 1e300).map(Math.abs), (x) => log1p(x), (x) => fine.log1p(x), -59],
    [
      "scaledErfc",
      between(0, 31.9),
      scaledErfc,
      (x) => fine.multiply(fine.exp(fine.multiply(x, x)), fine.erfc(x)),
      -55,
    ],
  ])("%s", (_name, numbers, code, truth, bits) => {
    fc.assert(
      fc.property(numbers, (x) => {
        fc.pre(x !== 0);
        expect(bitsOff(twofold(code(x)), truth(Interval.exact(x)))).toBeLessThan(bits);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, number, number, (x: number, xLow: number) => number, (x: Interval) => Interval]>([
    ["exp", -600, 600, exp, (x) => fine.exp(x)],
    ["expm1", -20, 20, expm1, (x) => fine.expm1(x)],
    ["log", 0.001, 20, log, (x) => fine.log(x)],
    ["log1p", -0.9, 20, log1p, (x) => fine.log1p(x)],
    ["scaledErfc", 0.001, 31, scaledErfc, (x) => fine.multiply(fine.exp(fine.multiply(x, x)), fine.erfc(x))],
  ])("%s, of an argument that is two doubles itself", (_name, low, high, code, truth) => {
    fc.assert(
      fc.property(between(low, high), between(-1, 1), (x, part) => {
        const xLow = x * part * 2 ** -54;
        const argument = twofold(x, { low: xLow } as never);
        fc.pre(Math.abs(x) > 1e-290 && x !== 1);
        expect(bitsOff(twofold(code(x, xLow)), truth(argument))).toBeLessThan(-55);
      }),
      { numRuns: 300 },
    );
  });

  test("whose power of two is kept apart where it would leave the doubles", () => {
    const scaledBack = (x: number) =>
      exact.divide(fine.exp(Interval.exact(x)), exact.power(Interval.exact(2), Interval.exact(rest.exponent)));
    fc.assert(
      fc.property(between(-1999, 1999), (x) => {
        const found = twofold(expSignificand(x));
        expect(bitsOff(found, scaledBack(x))).toBeLessThan(-59);
        expect(found.isAbove(0.99) && found.isBelow(2.01)).toBe(true);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(between(0, 31), between(-1, 1), (x, part) => {
        const xLow = x * part * 2 ** -54;
        const found = twofold(erfcSignificand(x, xLow));
        const truth = fine.erfc(twofold(x, { low: xLow } as never));
        const power = exact.power(Interval.exact(2), Interval.exact(rest.exponent));
        expect(bitsOff(found, fine.divide(truth, power))).toBeLessThan(-55);
      }),
      { numRuns: 300 },
    );
  });

  test("NaN leaves nothing behind that a later number would meet", () => {
    expect(scaledErfc(Number.NaN)).toBe(Number.NaN);
    for (const x of [0, 2, 4, 8, 16]) {
      const truth = fine.multiply(fine.exp(Interval.exact(x * x)), fine.erfc(Interval.exact(x)));
      expect(bitsOff(twofold(scaledErfc(x)), truth)).toBeLessThan(-55);
    }
  });

  test.each<[string, number, number, number]>([
    ["exp", exp(Number.NEGATIVE_INFINITY), 0, 0],
    ["exp", exp(-746), 0, 0],
    ["exp", exp(-745), Number.MIN_VALUE, 0],
    ["exp", exp(710), Number.POSITIVE_INFINITY, 0],
    ["exp", exp(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY, 0],
    ["exp", exp(Number.NaN), Number.NaN, Number.NaN],
    ["exp", exp(-0), 1, 0],
    ["expm1", expm1(-0), -0, 0],
    ["expm1", expm1(Number.MIN_VALUE), Number.MIN_VALUE, 0],
    ["expm1", expm1(Number.NEGATIVE_INFINITY), -1, 0],
    ["expm1", expm1(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY, 0],
    ["log", log(0), Number.NEGATIVE_INFINITY, 0],
    ["log", log(-0), Number.NEGATIVE_INFINITY, 0],
    ["log", log(-1), Number.NaN, 0],
    ["log", log(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY, 0],
    ["log", log(1), 0, 0],
    ["log1p", log1p(-0), -0, 0],
    ["log1p", log1p(-1), Number.NEGATIVE_INFINITY, 0],
    ["log1p", log1p(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY, 0],
    ["log1p", log1p(Number.MIN_VALUE), Number.MIN_VALUE, 0],
    ["log1p", log1p(Number.NaN), Number.NaN, 0],
  ])("case %#: %s at an end of its domain", (_name, found, expected) => {
    expect(found).toBe(expected);
  });
});
