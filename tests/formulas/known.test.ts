import { describe, expect, test } from "vitest";
import {
  adamState,
  adamStep,
  crossEntropy,
  formulas,
  gradientDescentStep,
  hinge,
  leakyRelu,
  meanAbsoluteError,
  meanSquaredError,
  relu,
  sigmoid,
  softmax,
  tanh,
} from "../../src/formulas/index.js";

/** What each call gives, to 20 digits, worked out to 120 digits by other means; arguments are the exact doubles. */
const reference: [call: string, computed: number, digits: string][] = [
  ["sigmoid(1)", sigmoid(1), "0.73105857863000487925"],
  ["sigmoid(-710)", sigmoid(-710), "4.4762862256751299561e-309"],
  ["tanh(1/2)", tanh(0.5), "0.46211715726000975850"],
  ["relu(-2)", relu(-2), "0"],
  ["relu(3)", relu(3), "3"],
  ["leakyRelu(-2)", leakyRelu(-2), "-0.02"],
  ["softmax([1, 2, 3])[0]", softmax([1, 2, 3])[0]!, "0.090030573170380457998"],
  ["softmax([1, 2, 3])[1]", softmax([1, 2, 3])[1]!, "0.24472847105479765247"],
  ["softmax([1, 2, 3])[2]", softmax([1, 2, 3])[2]!, "0.66524095577482188953"],
  ["crossEntropy([½, ½], [¼, ¾])", crossEntropy([0.5, 0.5], [0.25, 0.75]), "0.83698821678583577314"],
  ["meanSquaredError([1, 2], [1, 4])", meanSquaredError([1, 2], [1, 4]), "2"],
  ["meanAbsoluteError([1, 2], [1, 4])", meanAbsoluteError([1, 2], [1, 4]), "1"],
  ["hinge([1, -1], [0.5, 0.5])", hinge([1, -1], [0.5, 0.5]), "1"],
  ["gradientDescentStep([2], [0.5], 0.5)", gradientDescentStep([2], [0.5], 0.5)[0]!, "1.75"],
  ["adamStep from 0, g = 1", first(1), "-0.00099999999000000012082"],
  ["adamStep from 0, g = 1e-8", first(1e-8), "-0.00050000000000000001041"],
  ["adamStep from 0, g = 1, uncorrected", first(1, { biasCorrection: false }), "-0.0031622766601686935190"],
  [
    "adamStep, g = 1 then ½",
    adamStep(adamStep(adamState([0]), [1]), [0.5]).parameters[0]!,
    "-0.0019321796170183959651",
  ],
];

function first(gradient: number, options = {}): number {
  return adamStep(adamState([0]), [gradient], options).parameters[0]!;
}

test.each(reference)("%s", (_call, computed, digits) => {
  const error = Math.abs(computed - Number(digits));
  expect(error).toBeLessThanOrEqual(2 * Math.max(Number.EPSILON * Math.abs(Number(digits)), Number.MIN_VALUE));
});

test("the worked examples of the article come out right", () => {
  expect(sigmoid(2).toFixed(4)).toBe("0.8808");
  expect(tanh(2).toFixed(4)).toBe("0.9640");
  expect(softmax([3, 1, 2]).map((p) => p.toFixed(4))).toEqual(["0.6652", "0.0900", "0.2447"]);
  expect(meanSquaredError([2, 3], [2.5, 2.8]).toFixed(12)).toBe("0.145000000000");
  expect(meanAbsoluteError([2, 3], [2.5, 2.8]).toFixed(12)).toBe("0.350000000000");
  expect(crossEntropy([0.7, 0.3], [0.8, 0.2]).toFixed(4)).toBe("0.6390");
  expect(hinge([1], [0.4])).toBe(0.6);
  const { m, v, parameters } = adamStep({ m: [0.1], v: [0.01], parameters: [2], t: 0 }, [0.5], {
    biasCorrection: false,
  });
  expect([m[0]!.toFixed(12), v[0]!.toFixed(12), parameters[0]!.toFixed(4)]).toEqual([
    "0.140000000000",
    "0.010240000000",
    "1.9986",
  ]);
});

describe("NaN, infinities and zeros", () => {
  test.each<[string, unknown, unknown]>([
    ["sigmoid(NaN)", sigmoid(Number.NaN), Number.NaN],
    ["sigmoid(Infinity)", sigmoid(Number.POSITIVE_INFINITY), 1],
    ["sigmoid(-Infinity)", sigmoid(Number.NEGATIVE_INFINITY), 0],
    ["sigmoid'(Infinity)", formulas.sigmoid.partials.x.value(Number.POSITIVE_INFINITY), 0],
    ["sigmoid(-744)", sigmoid(-744) > 0, true],
    ["tanh(NaN)", tanh(Number.NaN), Number.NaN],
    ["tanh(-Infinity)", tanh(Number.NEGATIVE_INFINITY), -1],
    ["tanh(0)", tanh(0), 0],
    ["tanh(-0)", tanh(-0), -0],
    ["tanh(5e-324)", tanh(5e-324), 5e-324],
    ["tanh(1e308)", tanh(1e308), 1],
    ["tanh'(400)", formulas.tanh.partials.x.value(300) > 0, true],
    ["relu(NaN)", relu(Number.NaN), Number.NaN],
    ["relu(-0)", relu(-0), 0],
    ["relu'(NaN)", formulas.relu.partials.x.value(Number.NaN), Number.NaN],
    ["leakyRelu(NaN)", leakyRelu(Number.NaN), Number.NaN],
    ["leakyRelu(-0)", leakyRelu(-0), -0],
    ["softmax of a masked class", softmax([0, Number.NEGATIVE_INFINITY]), [1, 0]],
    ["softmax, all masked", softmax([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]), [Number.NaN, Number.NaN]],
    ["softmax of one infinite score", softmax([Number.POSITIVE_INFINITY, 0]), [1, 0]],
    ["softmax of NaN", softmax([Number.NaN, 0]), [Number.NaN, Number.NaN]],
    ["softmax of ±1e308", softmax([1e308, -1e308]), [1, 0]],
    ["softmax of one", softmax([-1e4]), [1]],
    ["crossEntropy, 0·ln 0", crossEntropy([1, 0], [1, 0]), 0],
    ["crossEntropy against the impossible", crossEntropy([1, 0], [0, 1]), Number.POSITIVE_INFINITY],
    ["crossEntropy of NaN", crossEntropy([0, Number.NaN], [1, 0]), Number.NaN],
    ["crossEntropy against NaN", crossEntropy([0, 1], [Number.NaN, 1]), Number.NaN],
    ["meanAbsoluteError of large terms", meanAbsoluteError([0, 0], [1e308, 1.5e308]), 1.25e308],
    ["meanAbsoluteError of a distance beyond all doubles", meanAbsoluteError([-1.2e308, 0], [1.2e308, 0]), 1.2e308],
    ["meanSquaredError of NaN", meanSquaredError([Number.NaN, 0], [0, 0]), Number.NaN],
    ["meanSquaredError of small terms", meanSquaredError([0], [1e-160]), 1e-320],
    ["hinge of NaN", hinge([1], [Number.NaN]), Number.NaN],
    ["hinge of Infinity", hinge([1], [Number.NEGATIVE_INFINITY]), Number.POSITIVE_INFINITY],
  ])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));
});
