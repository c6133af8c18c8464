import { expect, test } from "vitest";
import { approx } from "../../src/formula/approx.js";
import type { AnyFormula, AnyPartial } from "../../src/formula/formula.js";
import { formulas } from "../../src/formulas/index.js";
import type { Verdict } from "../../src/verify/report.js";
import { verify } from "../../src/verify/verify.js";

const { sigmoid, tanh, relu, leakyRelu, softmax, crossEntropy, hinge, adamStep, gradientDescentStep } = formulas;
const { meanSquaredError, meanAbsoluteError, silu, selu, erf } = formulas;

/** A definition with a partial changed. */
function withPartial(formula: AnyFormula, by: string, change: Partial<AnyPartial>): AnyFormula {
  const partials = formula.partials as Readonly<Record<string, AnyPartial>>;
  return { ...formula, partials: { ...partials, [by]: { ...partials[by]!, ...change } } };
}

/** A definition whose code is off by so many units in the last place. */
function offByUlps(formula: AnyFormula, ulps: number): AnyFormula {
  const value = formula.value as (x: number) => number;
  return { ...formula, value: ((x: number) => value(x) * (1 + ulps * Number.EPSILON)) as AnyFormula["value"] };
}

function withStep(formula: typeof sigmoid | typeof softmax, i: number, expr: string): AnyFormula {
  const { of, steps } = formula.derivation as { of: string; steps: { latex: string; expr: string; why: string }[] };
  return { ...formula, derivation: { of, steps: steps.map((step, k) => (k === i ? { ...step, expr } : step)) } };
}

/** A fault in a copy of a definition, and what has to be said of it on which route. */
const faults: [fault: string, formula: AnyFormula, route: string, verdict: Verdict][] = [
  ["an expression with a sign slipped", { ...sigmoid, expr: "1 / (1 + exp(x))" }, "code", "wrong"],
  [
    "an expression with a factor too much",
    { ...tanh, expr: "2 * (exp(x) - exp(-x)) / (exp(x) + exp(-x))" },
    "code",
    "wrong",
  ],
  [
    "an expression that sums instead of averaging",
    { ...meanSquaredError, expr: "sum((yTrue - yPred)^2)" },
    "code",
    "wrong",
  ],
  ["an expression with its arguments swapped", { ...crossEntropy, expr: "-sum(q * log(p))" }, "code", "wrong"],
  [
    "an expression of a new state with a moment uncorrected",
    {
      ...adamStep,
      expr: { ...adamStep.expr, parameters: "parameters - learningRate * next.m / (sqrt(next.v) + epsilon)" },
    },
    "code",
    "wrong",
  ],
  [
    "an expression of a new state with epsilon inside the root",
    {
      ...adamStep,
      expr: {
        ...adamStep.expr,
        parameters: (adamStep.expr as { parameters: string }).parameters.replace(
          /\(sqrt\((.*)\) \+ epsilon\)\)$/,
          "sqrt($1 + epsilon))",
        ),
      },
    },
    "code",
    "wrong",
  ],
  ["code of another formula", { ...relu, value: leakyRelu.value }, "code", "wrong"],
  ["code off by three units in the last place", offByUlps(sigmoid, 3), "code", "imprecise"],
  ["code off in the tenth digit", offByUlps(tanh, 2 ** 20), "code", "imprecise"],
  ["naive code, 0 at −710", { ...sigmoid, value: (x: number) => 1 / (1 + Math.exp(-x)) }, "code", "wrong"],
  ["code that overflows", { ...softmax, value: (z: ArrayLike<number>) => naiveSoftmax(z) }, "code", "wrong"],
  [
    "code that throws",
    {
      ...relu,
      value: () => {
        throw new Error("out of order");
      },
    },
    "code",
    "wrong",
  ],
  [
    "a derivative's code with a sign slipped",
    withPartial(sigmoid, "x", { value: (x: number) => -sigmoid.partials.x.value(x) }),
    "∂x: code",
    "wrong",
  ],
  [
    "a derivative's code that cancels",
    withPartial(tanh, "x", { value: (x: number) => 1 - Math.tanh(x) ** 2 }),
    "∂x: code",
    "wrong",
  ],
  [
    "a derivative's code that is the value's",
    withPartial(sigmoid, "x", { value: sigmoid.value }),
    "∂x: differences",
    "wrong",
  ],
  [
    "a gradient's code not averaged",
    withPartial(meanAbsoluteError, "yPred", {
      value: (y: ArrayLike<number>, p: ArrayLike<number>) => Array.from(p, (x, i) => Math.sign(x - y[i]!)),
    }),
    "∂yPred: differences",
    "wrong",
  ],
  [
    "a derivative's expression without a factor",
    withPartial(sigmoid, "x", { expr: "sigmoid(x)" }),
    "∂x: differentiation",
    "wrong",
  ],
  [
    "a derivative's expression with another factor",
    withPartial(tanh, "x", { expr: "1 - tanh(x)^3" }),
    "∂x: mathjs",
    "wrong",
  ],
  [
    "a Jacobian without its diagonal",
    withPartial(softmax, "z", { expr: "-softmax(z)[i] * softmax(z)[j]" }),
    "∂z: differentiation",
    "wrong",
  ],
  [
    "a gradient by the wrong argument",
    withPartial(meanSquaredError, "yPred", { expr: "2 * (yTrue - yPred) / length(yPred)" }),
    "∂yPred: mathjs",
    "wrong",
  ],
  [
    "a gradient that ignores the margin",
    withPartial(hinge, "scores", { expr: "-yTrue[i] / length(scores)" }),
    "∂scores: differentiation",
    "wrong",
  ],
  [
    "a first step of a derivation with a slip",
    withStep(sigmoid, 0, "exp(-x) / (1 + exp(-x))"),
    "derivation: step 1",
    "wrong",
  ],
  [
    "a middle step of a derivation with a slip",
    withStep(sigmoid, 2, "1 / (1 + exp(-x)) * (exp(x) / (1 + exp(-x)))"),
    "derivation: step 3",
    "wrong",
  ],
  [
    "a last step of a derivation that is not the derivative",
    withStep(softmax, 2, "softmax(z)[i] * softmax(z)[j]"),
    "derivation: end",
    "wrong",
  ],
  [
    "code that gives too few numbers",
    { ...softmax, value: (z: ArrayLike<number>) => softmax.value(z).slice(1) },
    "code",
    "wrong",
  ],
  ["a derivative's code of another shape", withPartial(hinge, "scores", { value: () => 1 }), "∂scores: code", "wrong"],
  ["a tensor version that throws", { ...sigmoid, tensor: (tf) => tf.tensor([1, 2], [3]) }, "TensorFlow.js", "wrong"],
  ["a tensor version of another shape", { ...sigmoid, tensor: (tf) => tf.tensor([1, 2]) }, "TensorFlow.js", "wrong"],
  ["LaTeX with a sign slipped", { ...sigmoid, latex: String.raw`\sigma(x) = \frac{1}{1 + e^{x}}` }, "LaTeX", "wrong"],
  [
    "LaTeX of a derivative with a term left out",
    withPartial(sigmoid, "x", { latex: String.raw`\sigma'(x) = \sigma(x)` }),
    "LaTeX",
    "wrong",
  ],
  [
    "LaTeX of a gradient with a factor too much",
    withPartial(crossEntropy, "q", { latex: String.raw`\frac{\partial H}{\partial q_i} = -2 \frac{p_i}{q_i}` }),
    "LaTeX",
    "wrong",
  ],
  [
    "LaTeX of a step with an exponent slipped",
    {
      ...tanh,
      derivation: { of: "x", steps: [{ latex: String.raw`= 1 - \tanh^3(x)`, expr: "1 - tanh(x)^2", why: "" }] },
    },
    "LaTeX",
    "wrong",
  ],
  ["a tensor version of another formula", { ...sigmoid, tensor: tanh.tensor }, "TensorFlow.js", "wrong"],
  [
    "a tensor version with the older convention",
    { ...hinge, tensor: (tf, y: never, s: never) => tf.sum(tf.relu(tf.sub(1, tf.mul(y, s)))) },
    "TensorFlow.js",
    "wrong",
  ],
  [
    "a tensor version whose gradient is cut off",
    {
      ...sigmoid,
      tensor: (tf, x: never) =>
        tf.customGrad((y) => ({ value: tf.sigmoid(y as never), gradFunc: () => tf.scalar(0) }))(x),
    },
    "∂x: TensorFlow.js",
    "wrong",
  ],
  [
    "an example with another value",
    { ...sigmoid, examples: [{ at: [2], gives: approx("0.9415"), because: "" }] },
    "examples",
    "wrong",
  ],
  [
    "an example cut off instead of rounded",
    { ...sigmoid, examples: [{ at: [2], gives: approx("0.8807"), because: "" }] },
    "examples",
    "imprecise",
  ],
  [
    "an example that claims rounded digits exactly",
    { ...tanh, examples: [{ at: [2], gives: 0.964, because: "" }] },
    "examples",
    "wrong",
  ],
  [
    "an example of one output of many",
    {
      ...softmax,
      examples: [{ at: [[3, 1, 2]], gives: [approx("0.6652"), approx("0.0900"), approx("0.2448")], because: "" }],
    },
    "examples",
    "imprecise",
  ],
  [
    "an example of a derivative",
    { ...sigmoid, examples: [{ of: "x", at: [0], gives: 0.5, because: "" }] },
    "examples",
    "wrong",
  ],
  [
    "an example of a new state",
    {
      ...adamStep,
      examples: [{ at: [{ parameters: [2], m: [0.1], v: [0.01], t: 0 }, [0.5]], gives: { v: [0.0102] }, because: "" }],
    },
    "examples",
    "wrong",
  ],
  ["an example of −0", { ...relu, examples: [{ at: [-0], gives: -0, because: "" }] }, "examples", "wrong"],
  [
    "an example at infinity",
    { ...sigmoid, examples: [{ at: [Number.NEGATIVE_INFINITY], gives: 1, because: "" }] },
    "examples",
    "wrong",
  ],
  [
    "a law that does not hold",
    { ...sigmoid, laws: [{ law: "sigmoid(-x) == sigmoid(x)", because: "" }] },
    "laws",
    "wrong",
  ],
  ["a law that holds on one side only", { ...relu, laws: [{ law: "relu(x) == x", because: "" }] }, "laws", "wrong"],
  [
    "a law that holds but for equality",
    { ...softmax, laws: [{ law: "sum(softmax(z)) < 1", because: "" }] },
    "laws",
    "wrong",
  ],
  [
    "code that breaks a law",
    {
      ...gradientDescentStep,
      value: (p: ArrayLike<number>, g: ArrayLike<number>, r: number) => Array.from(p, (x, i) => x + r * g[i]! + 1),
    },
    "laws",
    "wrong",
  ],
  ["a law of a new state", { ...adamStep, laws: [{ law: "next.v >= v", because: "" }] }, "laws", "wrong"],
  [
    "a convention beyond both sides",
    { ...relu, kinks: relu.kinks.map((kink) => ({ ...kink, gives: 2 })) },
    "conventions",
    "wrong",
  ],
  [
    "a convention that the code does not follow",
    { ...relu, kinks: relu.kinks.map((kink) => ({ ...kink, gives: 1 })) },
    "conventions",
    "wrong",
  ],
  [
    "a kink where there is none",
    { ...relu, kinks: relu.kinks.map((kink) => ({ ...kink, where: "x == 1", at: [1], gives: 1 })) },
    "conventions",
    "wrong",
  ],
  [
    "a kink that is not there",
    { ...relu, kinks: relu.kinks.map((kink) => ({ ...kink, where: "x == 1" })) },
    "conventions",
    "wrong",
  ],
  [
    "a derivative that is off where it passes through 0",
    withPartial(silu, "x", {
      value: (x: number) => silu.partials.x.value(x) + (Math.abs(x + 1.28) < 0.5 ? 2 ** -50 : 0),
    }),
    "∂x: code",
    "imprecise",
  ],
  [
    "a derivative that is off far from where it passes through 0",
    withPartial(silu, "x", { value: (x: number) => silu.partials.x.value(x) * (x < -20 ? 1 + 2 ** -48 : 1) }),
    "∂x: code",
    "imprecise",
  ],
  [
    "a convention a little beyond the slope of a curve",
    {
      ...withPartial(selu, "x", { value: (x: number) => (x === 0 ? 1.7580993408 : selu.partials.x.value(x)) }),
      kinks: selu.kinks.map((kink) => ({ ...kink, gives: 1.76 })),
    },
    "conventions",
    "wrong",
  ],
  [
    "an error function that leaves out its factor",
    { ...erf, value: (x: number) => erf.value(x) / 1.1283791670955126 },
    "code",
    "wrong",
  ],
  ["a kink that is passed over", { ...relu, kinks: [] }, "∂x: differentiation", "wrong"],
];

test.each(faults)("%s is caught", async (_fault, formula, route, verdict) => {
  const report = await verify(formula);
  expect(report.routes.find((one) => one.route === route)).toMatchObject({ verdict });
  expect(["wrong", "imprecise"]).toContain(report.verdict);
});

test.each([
  [
    "an expression that is not one",
    { ...sigmoid, expr: "1 / (1 + " },
    'the expression of sigmoid: "1 / (1 + " is not mathematics',
  ],
  [
    "a name that is not bound",
    { ...sigmoid, expr: "1 / (1 + exp(-y))" },
    "the expression of sigmoid: y is not an argument",
  ],
  ["a function that is not known", { ...sigmoid, expr: "gamma(x)" }, "gamma is neither an operation nor a formula"],
  ["a formula that is itself", { ...sigmoid, expr: "sigmoid(x)" }, "sigmoid is neither an operation nor a formula"],
  [
    "an expression that does not fit its arguments",
    { ...sigmoid, expr: "sum(x)" },
    "verify: an expression of sigmoid does not fit: sum takes a vector but is given a number",
  ],
  [
    "a law of shapes that do not fit",
    { ...softmax, laws: [{ law: "softmax(z)[9] > 0", because: "" }] },
    'the law "softmax(z)[9] > 0" of softmax: the vector has places 1 to',
  ],
  [
    "a law without a relation",
    { ...sigmoid, laws: [{ law: "sigmoid(x)", because: "" }] },
    '"sigmoid(x)" is not a relation',
  ],
  [
    "a kink of a derivative that is not stated",
    { ...relu, kinks: relu.kinks.map((kink) => ({ ...kink, of: "y" })) },
    "there is no derivative by y",
  ],
])("%s is refused, with its place", async (_fault, formula, message) => {
  await expect(verify(formula)).rejects.toThrow(message);
});

function naiveSoftmax(z: ArrayLike<number>): number[] {
  const powers = Array.from(z, Math.exp);
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
}
