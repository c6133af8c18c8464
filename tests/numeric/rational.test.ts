import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rational } from "../../src/numeric/rational.js";
import {
  compareRational,
  parseDecimal,
  powerRational,
  rational,
  rationalOfDouble,
  roundRational,
} from "../../src/numeric/rational.js";
import { RationalArithmetic } from "../../src/numeric/rationalArithmetic.js";

const fractions = new RationalArithmetic();

test.each([
  ["0.0900", 9n, 100n],
  ["1e-8", 1n, 100000000n],
  ["-12.5e1", -125n, 1n],
  [".5", 1n, 2n],
  ["3.", 3n, 1n],
])("reads the decimal %s exactly", (text, numerator, denominator) => {
  expect(parseDecimal(text)).toEqual({ numerator, denominator });
});

test.each(["", ".", "1,5", "0x10", "1e99999", "1e999999999999", "NaN", "1 2"])("refuses %j", (text) => {
  expect(() => parseDecimal(text)).toThrow(RangeError);
});

test("a double that is read back from its exact value is the same double", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      const { numerator, denominator } = rationalOfDouble(x);
      const back = denominator > 2n ** 1000n ? undefined : Number(numerator) / Number(denominator);
      if (back !== undefined && Math.abs(Number(numerator)) < 2 ** 1000) expect(back).toBe(x === 0 ? 0 : x);
    }),
  );
});

describe("rounding", () => {
  test.each([
    ["0.125", 2, "0.13", "0.12", false],
    ["-0.125", 2, "-0.13", "-0.12", false],
    ["0.1249", 2, "0.12", undefined, false],
    ["0.14", 3, "0.140", undefined, true],
    ["1550", -2, "1600", "1500", false],
    ["0.05", 0, "0", undefined, false],
  ])("%s to %i places is %s", (text, places, rounded, tie, exact) => {
    expect(roundRational(parseDecimal(text), places)).toEqual({ text: rounded, tie, exact });
  });

  test("is never more than half a unit away", () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        fc.bigInt(1n, 10n ** 6n),
        fc.integer({ min: -3, max: 9 }),
        (p, q, places) => {
          const x = rational(p, q);
          const off = fractions.abs(fractions.subtract(x, parseDecimal(roundRational(x, places).text)))!;
          expect(compareRational(off, parseDecimal(`0.5e${-places}`))).toBeLessThanOrEqual(0);
        },
      ),
    );
  });
});

describe("fractions", () => {
  test("give up what is not a fraction, does not exist, or has no bound", () => {
    expect(fractions.exp(rational(1))).toBe(undefined);
    expect(fractions.exp(rational(0))).toEqual(rational(1));
    expect(fractions.sqrt(rational(2))).toBe(undefined);
    expect(fractions.sqrt(rational(9, 4))).toEqual(rational(3, 2));
    expect(fractions.divide(rational(1), rational(0))).toBe(undefined);
    expect(fractions.power(rational(9), rational(9n ** 9n))).toBe(undefined);
    expect(fractions.add(undefined, rational(1))).toBe(undefined);
    expect([-7, -6, 7].map((n) => fractions.floor(rational(n, 3)))).toEqual([-3, -2, 2].map((n) => rational(n)));
  });

  test("are given up where a long product outgrows them", () => {
    const factor = rational(12345678901234567891n, 98765432109876543210n);
    const product = (count: number) =>
      Array.from({ length: count }, () => factor).reduce<Rational | undefined>(
        (a, b) => fractions.multiply(a, b),
        factor,
      );
    expect(product(30)).toEqual(powerRational(factor, 31));
    expect(product(100)).toBe(undefined);
  });

  test("sums, products and quotients are in lowest terms, whatever their terms share", () => {
    const short = fc.bigInt(-60n, 60n);
    const long = fc.bigInt(-(10n ** 40n), 10n ** 40n);
    const whole = fc.oneof(short, long);
    const fraction = fc
      .tuple(whole, whole)
      .filter(([, q]) => q !== 0n)
      .map(([p, q]) => rational(p, q));
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const [p, q, r, s] = [a.numerator, a.denominator, b.numerator, b.denominator];
        expect(fractions.add(a, b)).toEqual(rational(p * s + r * q, q * s));
        expect(fractions.subtract(a, b)).toEqual(rational(p * s - r * q, q * s));
        expect(fractions.multiply(a, b)).toEqual(rational(p * r, q * s));
        if (r !== 0n) expect(fractions.divide(a, b)).toEqual(rational(p * s, q * r));
        if (r !== 0n) expect(rational(p * r, q * r)).toEqual(a);
      }),
    );
  });

  test("root of a square of any size is exact", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 80n), (n) => {
        expect(fractions.sqrt(rational(n * n))).toEqual(rational(n));
        if (n > 0n) expect(fractions.sqrt(rational(n * n + 1n))).toBe(undefined);
      }),
    );
  });
});
