import { describe, expect, it } from "vitest";
import { formulas, softmax } from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";
import { type ActivationChoice, activationOf } from "../../src/training/activation.js";
import { differences, expectClose } from "./agree.js";

const elementwise: ActivationChoice[] = [
  "elu",
  "gelu",
  "geluTanh",
  "hardSigmoid",
  "leakyRelu",
  { name: "leakyRelu", alpha: 0.2 },
  "logSigmoid",
  "mish",
  "relu",
  "selu",
  "sigmoid",
  "silu",
  "softplus",
  "softsign",
  "tanh",
];
const random = seededRandom(3);
const x = Float64Array.from([0, -0, 1e-9, 800, -800, ...Array.from({ length: 40 }, () => random.uniform(-5, 5))]);

describe.each(elementwise)("activation %j", (choice) => {
  const { name, ...options } = typeof choice === "object" ? choice : { name: choice };
  const formula = formulas[name as "leakyRelu"];
  const given = Object.keys(options).length > 0 ? [options] : [];
  const activation = activationOf("dense", choice)!;
  const y = new Float64Array(x.length);
  activation.forward(x, y, x.length, 5);

  it("is its formula, to the last bit", () => {
    expect([...y]).toEqual(Array.from(x, (value) => formula.value(value, ...given)));
  });

  it("has its formula's slope", () => {
    const byY = Float64Array.from(x, (_, i) => 1 + i);
    const byX = new Float64Array(x.length);
    activation.backward(x, y, byY, byX, x.length, 5);
    expect([...byX]).toEqual(Array.from(x, (value, i) => formula.partials.x.value(value, ...given) * (1 + i)));
  });
});

describe("softmax over the last axis", () => {
  const activation = activationOf("dense", "softmax")!;
  const logits = Float64Array.from([3, 1, 2, 1000, 999, -5, 0.5, 0.25, -0.125]);

  it("is its formula row by row", () => {
    const y = new Float64Array(9);
    activation.forward(logits, y, 9, 3);
    for (let row = 0; row < 9; row += 3) expectClose(y.slice(row, row + 3), softmax(logits.slice(row, row + 3)), 1e-15);
  });

  it("passes gradients back as difference quotients say", () => {
    const [z, y, byZ] = [logits.slice(6), new Float64Array(3), new Float64Array(3)];
    const weights = Float64Array.from([1, -2, 0.5]);
    const sum = () => {
      activation.forward(z, y, 3, 3);
      return y.reduce((total, value, i) => total + value * weights[i]!, 0);
    };
    const truth = differences(z, sum);
    sum();
    activation.backward(z, y, weights, byZ, 3, 3);
    expectClose(byZ, truth, 1e-10);
  });
});

describe("activationOf", () => {
  it("names the activations that there are", () => {
    expect(() => activationOf("dense", "rlu" as "relu")).toThrow(
      /^dense: activation is "rlu" but must be one of elu, gelu/,
    );
  });

  it("refuses an option that the formula does not have", () => {
    expect(() => activationOf("dense", { name: "leakyRelu", alpha: "0.2" })).toThrow("option alpha must be a number");
    expect(() => activationOf("dense", { name: "relu", alpha: 0.2 })).toThrow(
      "dense: activation relu has no option alpha",
    );
  });
});
