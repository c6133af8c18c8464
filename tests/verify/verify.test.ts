import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import { formulas, sigmoid } from "../../src/formulas/index.js";
import { verify } from "../../src/verify/verify.js";

test.each(Object.keys(formulas))("%s is confirmed on every route that there is", async (name) => {
  const report = await verify(formulas[name as keyof typeof formulas]);
  const others = report.routes.filter(({ verdict }) => verdict !== "confirmed" && verdict !== "unchecked");
  expect(others).toEqual([]);
  expect(report.verdict).toBe("confirmed");
  for (const { verdict, detail } of report.routes) if (verdict === "unchecked") expect(detail).not.toBe("");
});

test("another seed tries other points and comes to the same verdict", async () => {
  const [one, two] = await Promise.all([verify(sigmoid, { seed: 1 }), verify(sigmoid, { seed: 2 })]);
  expect(two.verdict).toBe("confirmed");
  expect(two.routes[0]!.worst).not.toEqual(one.routes[0]!.worst);
  expect(String(await verify(sigmoid, { seed: 1 }))).toBe(String(one));
});

test("a function and its definition are the same to it", async () => {
  expect(String(await verify(sigmoid))).toBe(String(await verify(formulas.sigmoid)));
});

test.each<[unknown, string]>([
  [Math.tanh, "verify: the function tanh is not a formula"],
  [0.5, "verify: 0.5 is not a formula"],
  ["sigmoid", 'verify: "sigmoid" is not a formula'],
  [undefined, "verify: undefined is not a formula"],
  [{}, "verify: this object is not a formula"],
])("%s is not a formula", async (value, message) => {
  await expect(verify(value as never)).rejects.toThrow(
    new TypeError(`${message}; pass one of workings' functions, or a definition`),
  );
});

test("the backend of TensorFlow.js is what it was before, and no tensor is left behind", async () => {
  tf.registerBackend("mine", () => tf.findBackend("cpu"));
  await tf.setBackend("mine");
  const before = tf.memory().numTensors;
  await verify(formulas.gradientDescentStep);
  expect(tf.getBackend()).toBe("mine");
  expect(tf.memory().numTensors).toBe(before);
});

test("a report is a table of at most 100 columns for a terminal", async () => {
  const text = String(await verify(formulas.gradientDescentStep));
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(text).toMatchInlineSnapshot(`
    "gradientDescentStep: confirmed (21 confirmed, 1 unchecked)
      confirmed  code                            at most 0.73 ulp off the expression (3 allowed); 458
                                                 numbers
      confirmed  LaTeX                           4 of 4 read back and equal to their expressions
      confirmed  TensorFlow.js                   at most 0.60 ulp off in float32 (4 allowed); 67 numbers
      confirmed  textbook                        parts from the code at ([1.5e+308], [1e+308], 2):
                                                 -Infinity, the truth is -5e+307; else to the last digit
      confirmed  ∂parameters: code               at most 0 ulp off the expression (4 allowed); 1362
                                                 numbers
      confirmed  ∂parameters: differentiation    as by differentiating the expression; 192 numbers
      confirmed  ∂parameters: mathjs             as by mathjs; 96 numbers
      confirmed  ∂parameters: differences        code within 2e-8 of difference quotients; 192 numbers
      confirmed  ∂parameters: TensorFlow.js      at most 0 ulp off in float32 (4 allowed); 191 numbers
      confirmed  ∂gradient: code                 at most 0 ulp off the expression (4 allowed); 1362
                                                 numbers
      confirmed  ∂gradient: differentiation      as by differentiating the expression; 192 numbers
      confirmed  ∂gradient: mathjs               as by mathjs; 96 numbers
      confirmed  ∂gradient: differences          code within 2e-8 of difference quotients; 192 numbers
      confirmed  ∂gradient: TensorFlow.js        at most 0 ulp off in float32 (4 allowed); 191 numbers
      confirmed  ∂learningRate: code             at most 0 ulp off the expression (4 allowed); 458
                                                 numbers
      confirmed  ∂learningRate: differentiation  as by differentiating the expression; 68 numbers
      confirmed  ∂learningRate: mathjs           as by mathjs; 24 numbers
      confirmed  ∂learningRate: differences      code within 2e-8 of difference quotients; 68 numbers
      confirmed  ∂learningRate: TensorFlow.js    at most 0 ulp off in float32 (4 allowed); 67 numbers
      unchecked  derivation                      each parameter is a straight line in each argument,
                                                 whose slope can be read off
      confirmed  examples                        all 6, gradientDescentStep([1], [1],
                                                 0.3333333333333333) ≈ [0.6667] among them
      confirmed  laws                            gradientDescentStep(parameters, gradient, 0) ==
                                                 parameters and 1 more; each at 60 points"
  `);
});

test("a report is a table in a notebook, in the colours of its theme", async () => {
  const bundle = (await verify(formulas.relu))[displaySymbol]() as Record<string, string>;
  expect(bundle["text/plain"]).toMatch(/^relu: confirmed/);
  const html = bundle["text/html"]!;
  expect(html).toContain("<td");
  expect(html).toContain("✓ confirmed");
  expect(html).not.toMatch(/background|#[0-9a-f]{3}/);
});
