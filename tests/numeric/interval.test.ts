import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import type { Rational } from "../../src/numeric/rational.js";
import { parseDecimal, rational, rationalOfDouble } from "../../src/numeric/rational.js";
import { RationalArithmetic } from "../../src/numeric/rationalArithmetic.js";

await loadArithmetic();

const fractions = new RationalArithmetic();
const double = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
const coarse = new IntervalArithmetic(24);
const fine = new IntervalArithmetic(400);

/** An interval around a number that it is known to hold. */
const around = fc
  .tuple(double, fc.double({ noNaN: true, min: 0, max: 4 }), fc.double({ noNaN: true, min: 0, max: 4 }))
  .map(([x, below, above]) => ({
    x,
    interval: coarse.hull(
      coarse.subtract(Interval.exact(x), Interval.exact(below)),
      coarse.add(Interval.exact(x), Interval.exact(above)),
    ),
  }));

describe("an operation encloses the exact result for every number of its arguments", () => {
  test.each(["add", "subtract", "multiply", "divide", "max", "min"] as const)("%s", (name) => {
    fc.assert(
      fc.property(around, around, (a, b) => {
        const exact = fractions[name](rationalOfDouble(a.x), rationalOfDouble(b.x));
        const result = coarse[name](a.interval, b.interval);
        if (exact === undefined) expect(result.mayBeUndefined).toBe(true);
        else expect(result.contains(exact)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each(["negate", "abs", "sign", "floor"] as const)("%s", (name) => {
    fc.assert(
      fc.property(around, (a) => {
        expect(coarse[name](a.interval).contains(fractions[name](rationalOfDouble(a.x)) as Rational)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    "exp",
    "expm1",
    "log",
    "log1p",
    "sqrt",
    "sinh",
    "cosh",
    "tanh",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "erf",
    "erfc",
  ] as const)("%s", (name) => {
    fc.assert(
      fc.property(around, (a) => {
        const sharp = fine[name](Interval.exact(a.x));
        const result = coarse[name](a.interval);
        if (sharp.isEmpty) expect(result.mayBeUndefined).toBe(true);
        else expect(result.encloses(sharp)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("power with a whole exponent", () => {
    fc.assert(
      fc.property(around, fc.integer({ min: -9, max: 9 }), (a, n) => {
        const exact = fractions.power(rationalOfDouble(a.x), rational(n));
        const result = coarse.power(a.interval, Interval.exact(n));
        // Fractions are also given up where they become long.
        if (a.x === 0 && n < 0) expect([exact, result.mayBeUndefined]).toEqual([undefined, true]);
        else if (exact !== undefined && Math.abs(a.x) > 1e-30) expect(result.contains(exact)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("power with any exponent", () => {
    const small = fc.double({ noNaN: true, min: 0, max: 50 });
    fc.assert(
      fc.property(small, fc.double({ noNaN: true, min: -6, max: 6 }), small, small, (x, y, u, v) => {
        const sharp = fine.power(Interval.exact(x), Interval.exact(y));
        const base = coarse.hull(Interval.exact(x), Interval.exact(u));
        const result = coarse.power(base, coarse.hull(Interval.exact(y), Interval.exact(v - 25)));
        if (sharp.isEmpty) expect(result.mayBeUndefined).toBe(true);
        else expect(result.encloses(sharp)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("a decimal and a fraction", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
        fc.integer({ min: -60, max: 60 }),
        (digits, e) => {
          const text = `${digits}e${e}`;
          const enclosure = coarse.decimal(text);
          expect(enclosure.contains(parseDecimal(text))).toBe(true);
          expect(enclosure.isPoint || !fine.decimal(text).isEmpty).toBe(true);
        },
      ),
    );
    expect(coarse.decimal("0.1").isPoint).toBe(false);
    expect(coarse.decimal("0.375").isPoint).toBe(true);
    expect(coarse.decimal("-0.1").toDoubles()[0]).toBeLessThan(-0.1);
  });
});

describe("enclosures are tight", () => {
  test("an exact operation on exact numbers is exact", () => {
    const six = coarse.divide(Interval.exact(18), Interval.exact(3));
    expect(six.isPoint && six.contains(6)).toBe(true);
    expect(coarse.power(Interval.exact(-2), Interval.exact(-2)).toDouble()).toBe(0.25);
    expect(coarse.sqrt(Interval.exact(9)).isPoint).toBe(true);
  });

  test("a result of 128 bits has 100 right decimals less than 40 of them", () => {
    const at = new IntervalArithmetic(128);
    expect(at.exp(Interval.exact(1)).toFixed(36)).toBe("2.718281828459045235360287471352662498");
    expect(at.constant("pi").toFixed(36)).toBe("3.141592653589793238462643383279502884");
    expect(at.tanh(Interval.exact(2)).toFixed(30)).toBe("0.964027580075816883946413724101");
    expect(at.erf(Interval.exact(0.5)).toFixed(20)).toBe("0.52049987781304653768");
    expect(at.erfc(Interval.exact(3)).toFixed(24)).toBe("0.000022090496998585441373");
  });

  test("sine reaches its crests only where one lies inside", () => {
    const at = new IntervalArithmetic(64);
    const from = (low: number, high: number) => at.hull(Interval.exact(low), Interval.exact(high));
    expect(at.sin(from(1, 2)).toDoubles()).toEqual([Math.sin(1), 1]);
    expect(at.sin(from(4, 5)).toDoubles()[0]).toBe(-1);
    expect(at.sin(from(4, 5)).isBelow(-0.75)).toBe(true);
    expect(at.cos(from(-0.5, 0.25)).toDoubles()[1]).toBe(1);
    expect(at.cos(from(0.25, 3)).toDoubles()[0]).toBeGreaterThan(-1);
    expect(at.cos(from(0, 7)).toDoubles()).toEqual([-1, 1]);
    expect(at.sin(Interval.exact(1e22)).toFixed(15)).toBe("-0.852200849767189");
  });
});

describe("what does not exist is said to", () => {
  const at = new IntervalArithmetic(64);
  const [zero, one] = [() => Interval.exact(0), () => Interval.exact(1)];
  const straddling = () => at.hull(Interval.exact(-1), Interval.exact(4));

  test("certainly", () => {
    expect(at.sqrt(Interval.exact(-1)).isEmpty).toBe(true);
    expect(at.log(zero()).isEmpty).toBe(true);
    expect(at.divide(one(), zero()).isEmpty).toBe(true);
    expect(at.power(zero(), Interval.exact(-1)).isEmpty).toBe(true);
    expect(at.power(Interval.exact(-8), at.divide(one(), Interval.exact(3))).isEmpty).toBe(true);
    expect(at.add(one(), at.sqrt(Interval.exact(-1))).isEmpty).toBe(true);
  });

  test("possibly", () => {
    expect(at.sqrt(straddling()).toString()).toBe("[0, 2] or undefined");
    expect(at.log(straddling()).toDoubles()[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(at.divide(one(), straddling()).toString()).toBe("[-Infinity, Infinity] or undefined");
    expect(at.power(Interval.exact(-2), at.hull(Interval.exact(1.5), Interval.exact(2))).isBounded).toBe(false);
    expect(at.tan(at.hull(Interval.exact(1), Interval.exact(2))).mayBeUndefined).toBe(true);
    expect(at.add(one(), at.sqrt(straddling())).mayBeUndefined).toBe(true);
    expect(at.holds("<", at.sqrt(straddling()), Interval.exact(9))).toBe(undefined);
  });

  test("an infinity and NaN are not numbers", () => {
    expect(() => Interval.exact(Number.NaN)).toThrow(new RangeError("Interval.exact: NaN is not a real number"));
    expect(() => Interval.exact(Number.POSITIVE_INFINITY)).toThrow("Infinity is not a real number");
  });
});

describe("comparisons", () => {
  const at = new IntervalArithmetic(64);
  const from = (low: number, high: number) => at.hull(Interval.exact(low), Interval.exact(high));

  test.each([
    ["<", from(1, 2), from(3, 4), true],
    ["<", from(1, 2), from(2, 4), undefined],
    ["<", from(2, 3), from(1, 2), false],
    ["<=", from(1, 2), from(2, 4), true],
    [">", from(3, 4), from(1, 2), true],
    [">=", from(1, 2), from(2, 4), undefined],
    ["==", from(1, 1), from(1, 1), true],
    ["==", from(1, 2), from(1, 2), undefined],
    ["==", from(1, 2), from(3, 4), false],
    ["!=", from(1, 2), from(3, 4), true],
  ] as const)("case %#: %s", (relation, a, b, answer) => {
    expect(at.holds(relation, a, b)).toBe(answer);
  });

  test("with fractions agree with exact arithmetic", () => {
    fc.assert(
      fc.property(double, fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 20n), (x, p, q) => {
        const fraction = rational(p, q);
        const end = Interval.exact(x);
        expect(end.isBelow(fraction)).toBe(fractions.holds("<", rationalOfDouble(x), fraction));
        expect(end.isAbove(fraction)).toBe(fractions.holds(">", rationalOfDouble(x), fraction));
      }),
    );
  });
});

test("towers of powers and huge arguments cost no more than other numbers", () => {
  const at = new IntervalArithmetic(128);
  const nine = Interval.exact(9);
  const tower = at.power(nine, at.power(nine, nine));
  expect(tower.toDoubles()).toEqual([Number.MAX_VALUE, Number.POSITIVE_INFINITY]);
  expect(at.sin(tower).toDoubles()).toEqual([-1, 1]);
  expect(at.sin(at.power(Interval.exact(2), Interval.exact(1e6))).toDoubles()).toEqual([-1, 1]);
  expect(at.subtract(tower, tower).toDoubles()).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect(tower.toFixed(2)).toBe(undefined);
});

test("a million operations leave no memory behind", () => {
  const at = new IntervalArithmetic(128);
  const x = at.decimal("0.1");
  const run = () => {
    for (let i = 0; i < 500_000; i++) at.add(x, at.multiply(x, x));
  };
  run();
  const before = process.memoryUsage().rss;
  run();
  expect(process.memoryUsage().rss - before).toBeLessThan(30e6);
});

test("before MPFR is loaded an operation says what to await", async () => {
  vi.resetModules();
  const { fromDouble } = await import("../../src/numeric/mpfr.js");
  expect(() => fromDouble(1)).toThrow("numeric: await loadArithmetic() before the first operation");
});
