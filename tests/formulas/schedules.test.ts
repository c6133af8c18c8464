import { describe, expect, test } from "vitest";
import {
  cosineDecay,
  exponentialDecay,
  formulas,
  linearWarmup,
  stepDecay,
  transformerSchedule,
} from "../../src/formulas/index.js";
import { power } from "../../src/numeric/power.js";
import { seededRandom } from "../../src/numeric/random.js";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

/** What each call gives, to 20 digits, worked out to 120 digits by other means; arguments are the exact doubles. */
const reference: [call: string, computed: number, digits: string][] = [
  [
    "exponentialDecay at 50, 0.1, 0.96 in 100",
    exponentialDecay(50, { initial: 0.1, rate: 0.96, every: 100 }),
    "0.097979589711327127554",
  ],
  ["cosineDecay at 25 of 100, 0.1", cosineDecay(25, { initial: 0.1, steps: 100 }), "0.085355339059327380958"],
  [
    "transformerSchedule at 4000, 512, 4000",
    transformerSchedule(4000, { width: 512, warmup: 4000 }),
    "0.00069877124296868428013",
  ],
];

test.each(reference)("%s", (_call, computed, digits) => {
  expect(Math.abs(computed - Number(digits))).toBeLessThanOrEqual(Number.EPSILON * Math.abs(Number(digits)));
});

test("steps drop the rate exactly when they come", () => {
  const rates = Array.from({ length: 7 }, (_, t) => stepDecay(t, { initial: 8, factor: 0.5, every: 3 }));
  expect(rates).toEqual([8, 8, 8, 4, 4, 4, 2]);
  expect(stepDecay(2.999999999999, { initial: 8, factor: 0.5, every: 3 })).toBe(8);
  expect(stepDecay(3 - 2 ** -51, { initial: 8, factor: 0.5, every: 3 })).toBe(8);
});

test("far out the exponent is carried, which `**` would round", () => {
  const options = { initial: 1, rate: 1 - 2 ** -30, every: 3 };
  // (1 − 2⁻³⁰)^(10¹²/3), worked out to 60 digits by other means.
  const truth = 1.504001472339602e-135;
  const naive = options.rate ** (1e12 / options.every);
  expect(Math.abs(exponentialDecay(1e12, options) - truth)).toBeLessThanOrEqual(Number.EPSILON * truth);
  expect(Math.abs(naive - truth)).toBeGreaterThan(8 * Number.EPSILON * truth);
});

test("near its end the cosine keeps all digits, where ½(1 + cos) keeps four", () => {
  const truth = 2.4674011002703103e-12;
  const naive = 0.5 * (1 + Math.cos((Math.PI * 999_999) / 1_000_000));
  expect(Math.abs(cosineDecay(999_999, { initial: 1, steps: 1_000_000 }) - truth)).toBeLessThan(4e-16 * truth);
  expect(Math.abs(naive - truth)).toBeGreaterThan(1e-6 * truth);
});

test("a schedule after another: warm up, then decay", () => {
  const rate = (t: number) =>
    Math.min(linearWarmup(t, { peak: 1, steps: 10 }), cosineDecay(Math.max(0, t - 10), { initial: 1, steps: 90 }));
  expect([0, 5, 10, 55, 100].map(rate)).toEqual([0, 0.5, 1, 0.5, 0]);
});

test("the peak of the transformer's schedule is at the end of the warm-up", () => {
  const rates = Array.from({ length: 200 }, (_, i) => transformerSchedule(i + 1, { width: 64, warmup: 50 }));
  expect(rates.indexOf(Math.max(...rates)) + 1).toBe(50);
  const both = [1 / Math.sqrt(64) / Math.sqrt(50), 50 / Math.sqrt(64) / 50 ** 1.5];
  for (const side of both) expect(Math.abs(rates[49]! - side)).toBeLessThan(4 * Number.EPSILON * side);
});

describe("NaN, infinities and zeros", () => {
  const slope = formulas.linearWarmup.partials.step.value;
  test.each<[string, number, number]>([
    ["stepDecay of NaN", stepDecay(nan, { initial: 1, factor: 0.5, every: 3 }), nan],
    ["stepDecay from NaN", stepDecay(1, { initial: nan, factor: 0.5, every: 3 }), nan],
    ["stepDecay after all", stepDecay(infinity, { initial: 1, factor: 0.5, every: 3 }), 0],
    ["stepDecay by 1", stepDecay(infinity, { initial: 0.1, factor: 1, every: 3 }), 0.1],
    ["exponentialDecay of NaN", exponentialDecay(nan, { initial: 1, rate: 0.5, every: 3 }), nan],
    ["exponentialDecay by NaN", exponentialDecay(0, { initial: 1, rate: nan, every: 3 }), nan],
    ["exponentialDecay after all", exponentialDecay(infinity, { initial: 1, rate: 0.5, every: 3 }), 0],
    ["exponentialDecay that grows", exponentialDecay(infinity, { initial: 1, rate: 2, every: 3 }), infinity],
    ["cosineDecay of NaN", cosineDecay(nan, { initial: 1, steps: 3 }), nan],
    ["cosineDecay after all", cosineDecay(infinity, { initial: 1, final: 0.25, steps: 3 }), 0.25],
    ["cosineDecay at 0", cosineDecay(0, { initial: 0.1, final: 0.001, steps: 3 }), 0.1],
    ["linearWarmup of NaN", linearWarmup(nan, { peak: 1, steps: 3 }), nan],
    ["linearWarmup after all", linearWarmup(infinity, { peak: 0.1, steps: 3 }), 0.1],
    ["linearWarmup of a tiny step", linearWarmup(1e-320, { peak: 1e300, steps: 1 }), 9.99988867182683e-21],
    ["linearWarmup of a huge peak", linearWarmup(500, { peak: 1e308, steps: 1000 }), 5e307],
    ["linearWarmup's slope at NaN", slope(nan, { peak: 1, steps: 3 }), nan],
    ["linearWarmup's slope at the kink", slope(3, { peak: 1, steps: 3 }), 0],
    ["transformerSchedule of NaN", transformerSchedule(nan, { width: 64, warmup: 4 }), nan],
    ["transformerSchedule after all", transformerSchedule(infinity, { width: 64, warmup: 4 }), 0],
    ["transformerSchedule far out", transformerSchedule(1e300, { width: 1, warmup: 4 }), 1e-150],
  ])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));
});

describe("errors", () => {
  const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
  test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
    [
      "stepDecay: step is -1 but must be 0 or more",
      () => stepDecay(-1, { initial: 1, factor: 1, every: 1 }),
      RangeError,
    ],
    ["stepDecay: factor is 0 but must be above 0", () => stepDecay(1, { initial: 1, factor: 0, every: 1 }), RangeError],
    [
      "stepDecay: every is 2.5 but must be a whole number from 1",
      () => stepDecay(1, { initial: 1, factor: 1, every: 2.5 }),
      RangeError,
    ],
    ["stepDecay: option every is missing", () => untyped(stepDecay)(1, { initial: 1, factor: 1 }), TypeError],
    [
      "stepDecay: options must be an object such as { initial: 1, factor: 1, every: 1 } but is undefined",
      () => untyped(stepDecay)(1),
      TypeError,
    ],
    [
      "stepDecay: there is no option gamma, only initial, factor, every",
      () => untyped(stepDecay)(1, { initial: 1, gamma: 1, every: 1 }),
      TypeError,
    ],
    [
      'exponentialDecay: option rate must be a number but is "0.9"',
      () => untyped(exponentialDecay)(1, { initial: 1, rate: "0.9", every: 1 }),
      TypeError,
    ],
    [
      "exponentialDecay: rate is -1 but must be above 0",
      () => exponentialDecay(1, { initial: 1, rate: -1, every: 1 }),
      RangeError,
    ],
    [
      "exponentialDecay: step must be a number but is undefined",
      () => untyped(exponentialDecay)(undefined, { initial: 1, rate: 1, every: 1 }),
      TypeError,
    ],
    ["cosineDecay: option initial is missing", () => untyped(cosineDecay)(1, { steps: 3 }), TypeError],
    [
      "cosineDecay: steps is 0 but must be a whole number from 1",
      () => cosineDecay(1, { initial: 1, steps: 0 }),
      RangeError,
    ],
    [
      "cosineDecay: option final must be a number but is null",
      () => untyped(cosineDecay)(1, { initial: 1, steps: 3, final: null }),
      TypeError,
    ],
    ["linearWarmup: step is -0.5 but must be 0 or more", () => linearWarmup(-0.5, { peak: 1, steps: 1 }), RangeError],
    [
      "linearWarmup: options must be an object such as { peak: 1, steps: 1 } but is 10",
      () => untyped(linearWarmup)(1, 10),
      TypeError,
    ],
    [
      "transformerSchedule: step is 0 but must be 1 or more",
      () => transformerSchedule(0, { width: 64, warmup: 4 }),
      RangeError,
    ],
    [
      "transformerSchedule: width is NaN but must be a whole number from 1",
      () => transformerSchedule(1, { width: nan, warmup: 4 }),
      RangeError,
    ],
  ])("%s", (message, call, kind) => {
    expect(call).toThrow(new kind(message));
    expect(call).toThrow(kind);
  });

  test("a final rate that is undefined is left out", () => {
    const options = { initial: 1, steps: 4, final: undefined } as unknown as { initial: number; steps: number };
    expect(cosineDecay(2, options)).toBe(0.5);
    expect(cosineDecay(4, options)).toBe(0);
  });
});

test("no quotient is rounded up over a drop", () => {
  const random = seededRandom(1);
  for (let i = 0; i < 10_000; i++) {
    const [every, drops] = [
      random.integer(1, 2 ** random.integer(1, 31)),
      random.integer(1, 2 ** random.integer(1, 21)),
    ];
    const drop = every * drops;
    const before = drop * (1 - Number.EPSILON / 2);
    expect(before).toBeLessThan(drop);
    expect(stepDecay(before, { initial: 1, factor: 1 + 2 ** -30, every })).toBe(power(1 + 2 ** -30, drops - 1));
    expect(stepDecay(drop, { initial: 1, factor: 1 + 2 ** -30, every })).toBe(power(1 + 2 ** -30, drops));
  }
});
