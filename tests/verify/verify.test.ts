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
    "gradientDescentStep: confirmed (6 confirmed, 2 unchecked)
      confirmed  code           at most 0.73 ulp off the expression (3 allowed); 456 numbers
      confirmed  LaTeX          1 of 1 read back and equal to their expressions
      confirmed  TensorFlow.js  at most 0.60 ulp off in float32 (4 allowed); 66 numbers
      confirmed  textbook       agrees with the code to the last digit
      unchecked  derivatives    a step is taken, not differentiated
      unchecked  derivation     it is a rule, not a consequence
      confirmed  examples       all 4, gradientDescentStep([1], [1], 0.3333333333333333) ≈ [0.6667]
                                among them
      confirmed  laws           gradientDescentStep(parameters, gradient, 0) == parameters and 1 more;
                                each at 60 points"
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
