import { describe, expect, test } from "vitest";
import {
  adagradState,
  adagradStep,
  adamState,
  adamStep,
  adamwStep,
  clipByNorm,
  formulas,
  gradientDescentStep,
  momentumState,
  momentumStep,
  rmspropState,
  rmspropStep,
} from "../../src/formulas/index.js";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

/** What each call gives, to 20 digits, worked out to 120 digits by other means; arguments are the exact doubles. */
const reference: [call: string, computed: number, digits: string][] = [
  ["gradientDescentStep([2], [0.5], 0.5)", gradientDescentStep([2], [0.5], 0.5)[0]!, "1.75"],
  ["adagradStep from 0, g = 1", adagradStep(adagradState([0]), [1]).parameters[0]!, "-0.0099999999990000002083"],
  ["rmspropStep from 0, g = 1", rmspropStep(rmspropState([0]), [1]).parameters[0]!, "-0.0031622775601683829112"],
  ["adamStep from 0, g = 1", adamStep(adamState([0]), [1]).parameters[0]!, "-0.00099999999000000012082"],
  ["adamStep from 0, g = 1e-8", adamStep(adamState([0]), [1e-8]).parameters[0]!, "-0.00050000000000000001041"],
  [
    "adamwStep without decay, g = 1e-8",
    adamwStep(adamState([0]), [1e-8], { weightDecay: 0 }).parameters[0]!,
    "-0.00050000000000000001041",
  ],
  ["clipByNorm([3, 4], 1)[0]", clipByNorm([3, 4], 1)[0]!, "0.6"],
  ["clipByNorm([3, 4], 1)[1]", clipByNorm([3, 4], 1)[1]!, "0.8"],
];

test.each(reference)("%s", (_call, computed, digits) => {
  expect(Math.abs(computed - Number(digits))).toBeLessThanOrEqual(2 * Number.EPSILON * Math.abs(Number(digits)));
});

test("a state begins with copies of the parameters, at rest", () => {
  const parameters = Float32Array.of(1, -2);
  expect(momentumState(parameters)).toEqual({ parameters: [1, -2], velocity: [0, 0] });
  expect(adagradState(parameters)).toEqual({ parameters: [1, -2], sumSquares: [0, 0] });
  expect(rmspropState(parameters)).toEqual({ parameters: [1, -2], meanSquare: [0, 0] });
  expect(adamState(parameters)).toEqual({ parameters: [1, -2], m: [0, 0], v: [0, 0], t: 0 });
});

test("steps lead downhill from one state to the next", () => {
  const gradient = (parameters: readonly number[]) => parameters.map((x, i) => 2 * (i + 1) * x);
  const start = [1, -2, 3];
  let [momentum, nesterov] = [momentumState(start), momentumState(start)];
  let [adagrad, rmsprop, adam, adamw] = [adagradState(start), rmspropState(start), adamState(start), adamState(start)];
  for (let i = 0; i < 1000; i++) {
    momentum = momentumStep(momentum, gradient(momentum.parameters));
    nesterov = momentumStep(nesterov, gradient(nesterov.parameters), { nesterov: true });
    adagrad = adagradStep(adagrad, gradient(adagrad.parameters), { learningRate: 0.5 });
    rmsprop = rmspropStep(rmsprop, gradient(rmsprop.parameters), { learningRate: 0.01 });
    adam = adamStep(adam, gradient(adam.parameters), { learningRate: 0.02 });
    adamw = adamwStep(adamw, gradient(adamw.parameters), { learningRate: 0.02 });
  }
  for (const { parameters } of [momentum, nesterov, adagrad, rmsprop, adam, adamw]) {
    expect(Math.hypot(...parameters)).toBeLessThan(0.02);
  }
  expect(adam.t).toBe(1000);
});

describe("variants that go by one name", () => {
  const gradients = [0.5, -1, 2, 0.25];

  /** With the learning rate inside the velocity: Sutskever, Keras. */
  function inside(rates: readonly number[]): number {
    let [theta, velocity] = [1, 0];
    for (const [i, g] of gradients.entries()) {
      velocity = 0.9 * velocity - rates[i]! * g;
      theta += velocity;
    }
    return theta;
  }

  function outside(rates: readonly number[]): number {
    let state = momentumState([1]);
    for (const [i, g] of gradients.entries()) state = momentumStep(state, [g], { learningRate: rates[i]! });
    return state.parameters[0]!;
  }

  test("momentum with the learning rate inside takes the same steps, until the rate changes", () => {
    const constant = [0.1, 0.1, 0.1, 0.1];
    expect(Math.abs(outside(constant) - inside(constant))).toBeLessThan(4 * Number.EPSILON);
    const falling = [0.1, 0.1, 0.01, 0.01];
    expect(Math.abs(outside(falling) - inside(falling))).toBeGreaterThan(0.01);
  });

  test("RMSprop with epsilon inside the root steps a thousand times shorter at a gradient of epsilon's size", () => {
    const g = 1e-8;
    const insideRoot = (0.001 * g) / Math.sqrt(0.1 * g * g + 1e-8);
    const step = -rmspropStep(rmspropState([0]), [g]).parameters[0]!;
    expect(step).toBeCloseTo(0.00075974693, 11);
    expect(insideRoot).toBeCloseTo(1e-7, 12);
  });

  test("weight decay is not an L2 penalty in the gradient", () => {
    const [theta, g, decay] = [2, 100, 0.1];
    const decoupled = adamwStep(adamState([theta]), [g], { weightDecay: decay }).parameters[0]!;
    const penalised = adamStep(adamState([theta]), [g + decay * theta]).parameters[0]!;
    expect(theta - decoupled).toBeCloseTo(0.001 + 0.001 * decay * theta, 9);
    expect(theta - penalised).toBeCloseTo(0.001, 9);
  });

  test("AdamW decays the parameters before the step, not after it", () => {
    const options = { learningRate: 0.5, weightDecay: 0.5, epsilon: 1e-300 };
    expect(adamwStep(adamState([2]), [1], options).parameters[0]).toBe(2 - 0.5 - 0.5);
    const after = (2 - 0.5) * (1 - 0.25);
    expect(after).toBe(1.125);
  });

  test("AdamW without decay is Adam", () => {
    const state = { parameters: [1, -3], m: [0.5, 1e-3], v: [0.25, 1e-9], t: 7 };
    expect(adamwStep(state, [0.3, -2], { weightDecay: 0 })).toEqual(adamStep(state, [0.3, -2]));
  });

  test("PyTorch's clipping adds 1e-6 to the norm; ours reaches it", () => {
    expect(Math.hypot(...clipByNorm([3, 4], 1))).toBe(1);
    expect((3 * 1) / (5 + 1e-6)).not.toBe(0.6);
  });
});

describe("where rounding, overflow and underflow wait", () => {
  test("a velocity that all but cancels keeps its digits, and so does what is seen ahead", () => {
    const state = { parameters: [0], velocity: [1 + 2 ** -52] };
    const { velocity, parameters } = momentumStep(state, [-0.5], { learningRate: 1, momentum: 0.5, nesterov: true });
    expect(velocity).toEqual([2 ** -53]);
    expect(parameters).toEqual([0.5 - 2 ** -54]);
  });

  test("a mean that all but cancels keeps its digits", () => {
    // 0.75·(1 + 2⁻⁵²) − 0.25·3 is 3·2⁻⁵⁴ exactly; multiplied and then added it would be 2⁻⁵² or 0.
    const state = { parameters: [0], m: [1 + 2 ** -52], v: [0], t: 0 };
    expect(adamStep(state, [-3], { beta1: 0.75 }).m).toEqual([3 * 2 ** -54]);
  });

  test("squares overflow and underflow, steps do not", () => {
    expect(adagradStep(adagradState([0]), [1e200]).parameters[0]).toBeCloseTo(-0.01, 15);
    expect(rmspropStep(rmspropState([0]), [-1e300]).parameters[0]).toBeCloseTo(0.0031622776601683794, 15);
    expect(adamStep(adamState([0]), [1e200]).parameters[0]).toBeCloseTo(-0.001, 15);
    expect(adagradStep(adagradState([0]), [1e-300], { epsilon: 1e-320 }).parameters[0]).toBeCloseTo(-0.01, 15);
    expect(adamStep(adamState([0]), [1e-200], { epsilon: 1e-300 }).parameters[0]).toBeCloseTo(-0.001, 15);
  });

  test("a step that overflows may lead to a parameter that does not", () => {
    expect(gradientDescentStep([1.5e308], [1e308], 2)).toEqual([1.5e308 - 1e308 - 1e308]);
    expect(gradientDescentStep([0], [1e308], 2)).toEqual([-infinity]);
  });

  test("after many steps nothing is left to correct", () => {
    const state = { parameters: [0], m: [1], v: [1], t: 1e9 };
    expect(adamStep(state, [1], { epsilon: 1e-300 }).parameters[0]).toBe(-0.001);
  });

  test("a gradient just as long as it may be passes, and one longer by any double does not", () => {
    expect(clipByNorm([3, 4], 5)).toEqual([3, 4]);
    expect(formulas.clipByNorm.partials.maxNorm.value([3, 4], 5)).toEqual([0, 0]);
    expect(formulas.clipByNorm.partials.maxNorm.value([3, 4, 5e-324], 5)).not.toEqual([0, 0, 0]);
  });

  test("norms beyond all doubles are measured all the same", () => {
    for (const x of clipByNorm([1.5e308, 1.5e308], 1)) expect(x).toBeCloseTo(Math.SQRT1_2, 15);
    for (const x of clipByNorm([5e-324, 5e-324], 5e-324)) expect(x).toBe(5e-324);
    expect(clipByNorm([2 ** 1023, 2 ** -10], 2 ** 1020)).toEqual([2 ** 1020, 2 ** -13]);
  });
});

describe("NaN, infinities and zeros", () => {
  const adam = { parameters: [-0], m: [-0], v: [0], t: 0 };
  test.each<[string, unknown, unknown]>([
    ["gradientDescentStep from −0", gradientDescentStep([-0], [0], 1), [-0]],
    ["gradientDescentStep of NaN", gradientDescentStep([nan, 1], [0, nan], 1), [nan, nan]],
    ["gradientDescentStep of Infinity", gradientDescentStep([0], [infinity], 1), [-infinity]],
    [
      "momentumStep from −0",
      momentumStep({ parameters: [-0], velocity: [-0] }, [-0]),
      { parameters: [0], velocity: [-0] },
    ],
    [
      "momentumStep of NaN",
      momentumStep(momentumState([1, 1]), [nan, 0]),
      { parameters: [nan, 1], velocity: [nan, 0] },
    ],
    ["momentumStep of Infinity", momentumStep(momentumState([1]), [infinity]).parameters, [-infinity]],
    ["adagradStep on level ground", adagradStep(adagradState([1]), [0]), { parameters: [1], sumSquares: [0] }],
    ["adagradStep of NaN", adagradStep(adagradState([1]), [nan]), { parameters: [nan], sumSquares: [nan] }],
    ["adagradStep of an infinite sum", adagradStep({ parameters: [1], sumSquares: [infinity] }, [3]).parameters, [1]],
    ["rmspropStep on level ground", rmspropStep(rmspropState([1]), [0]), { parameters: [1], meanSquare: [0] }],
    ["rmspropStep of NaN", rmspropStep(rmspropState([1]), [nan]), { parameters: [nan], meanSquare: [nan] }],
    ["adamStep of −0", adamStep(adam, [-0]).m, [-0]],
    ["adamStep of NaN", adamStep(adamState([1, 1]), [nan, 0]).parameters, [nan, 1]],
    ["adamwStep of NaN", adamwStep(adamState([1]), [nan]).parameters, [nan]],
    ["clipByNorm of NaN", clipByNorm([nan, 1], 0.5), [nan, nan]],
    ["clipByNorm of one infinity", clipByNorm([1, -infinity, -2], 3), [0, -3, -0]],
    ["clipByNorm of two infinities", clipByNorm([infinity, infinity, 0], 3), [nan, nan, nan]],
    ["clipByNorm to an infinite norm", clipByNorm([infinity, 1], infinity), [infinity, 1]],
    ["clipByNorm to nothing", clipByNorm([3, -4], 0), [0, -0]],
    ["clipByNorm of zeros", clipByNorm([0, -0], 1), [0, -0]],
  ])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));
});

describe("errors", () => {
  const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
  const at = { parameters: [0], velocity: [0], sumSquares: [0], meanSquare: [0], m: [0], v: [0], t: 0 };
  test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
    ["momentumState: parameters is empty", () => momentumState([]), RangeError],
    ["momentumStep: state must be an object but is undefined", () => untyped(momentumStep)(), TypeError],
    [
      "momentumStep: state must hold parameters, velocity but has no velocity",
      () => untyped(momentumStep)({ parameters: [1] }, [1]),
      TypeError,
    ],
    ["momentumStep: state.parameters has 1 entry but gradient has 2", () => momentumStep(at, [1, 2]), RangeError],
    [
      "momentumStep: state.parameters has 2 entries but state.velocity has 1",
      () => momentumStep({ parameters: [1, 2], velocity: [0] }, [1, 2]),
      RangeError,
    ],
    ["momentumStep: momentum is 1.5 but must be in [0, 1]", () => momentumStep(at, [1], { momentum: 1.5 }), RangeError],
    [
      "momentumStep: options must be an object such as { learningRate: 0.01 } but is 0.1",
      () => untyped(momentumStep)(at, [1], 0.1),
      TypeError,
    ],
    [
      "momentumStep: there is no option mu, only learningRate, momentum, nesterov",
      () => untyped(momentumStep)(at, [1], { mu: 0.9 }),
      TypeError,
    ],
    ["adagradState: parameters must be an array of numbers but is 1", () => untyped(adagradState)(1), TypeError],
    [
      "adagradStep: state.sumSquares[0] is -1 but must be 0 or more",
      () => adagradStep({ ...at, sumSquares: [-1] }, [1]),
      RangeError,
    ],
    ["adagradStep: epsilon is 0 but must be above 0", () => adagradStep(at, [1], { epsilon: 0 }), RangeError],
    ["rmspropState: parameters is empty", () => rmspropState([]), RangeError],
    ["rmspropStep: rho is 1 but must be in [0, 1)", () => rmspropStep(at, [1], { rho: 1 }), RangeError],
    ["rmspropStep: epsilon is -1 but must be above 0", () => rmspropStep(at, [1], { epsilon: -1 }), RangeError],
    [
      "rmspropStep: state.meanSquare[0] is -2 but must be 0 or more",
      () => rmspropStep({ ...at, meanSquare: [-2] }, [1]),
      RangeError,
    ],
    ["adamStep: state.t is -1 but must be a whole number from 0", () => adamStep({ ...at, t: -1 }, [1]), RangeError],
    [
      "adamwStep: weightDecay is -0.1 but must be 0 or more",
      () => adamwStep(at, [1], { weightDecay: -0.1 }),
      RangeError,
    ],
    ["adamwStep: beta2 is 1 but must be in [0, 1)", () => adamwStep(at, [1], { beta2: 1 }), RangeError],
    ["adamwStep: state.v[0] is -1 but must be 0 or more", () => adamwStep({ ...at, v: [-1] }, [1]), RangeError],
    ['adamwStep: gradient[0] must be a number but is "1"', () => untyped(adamwStep)(at, ["1"]), TypeError],
    ["clipByNorm: gradient is empty", () => clipByNorm([], 1), RangeError],
    ["clipByNorm: maxNorm is -1 but must be 0 or more", () => clipByNorm([1], -1), RangeError],
    ["clipByNorm: maxNorm must be a number but is undefined", () => untyped(clipByNorm)([1]), TypeError],
  ])("%s", (message, call, kind) => {
    expect(call).toThrow(new kind(message));
    expect(call).toThrow(kind);
  });
});
