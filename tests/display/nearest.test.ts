import { expect, test } from "vitest";
import { nearest } from "../../src/display/nearest.js";

const known = ["sigmoid", "relu", "leakyRelu", "elu", "softmax", "logSoftmax", "crossEntropy", "adamStep"];

test.each([
  ["sigmod", "sigmoid"],
  ["Sigmoid", "sigmoid"],
  ["leakyrelu", "leakyRelu"],
  ["adam", "adamStep"],
  ["entropy", "crossEntropy"],
  ["sofmtax", "softmax"],
  ["xyz", undefined],
  ["", undefined],
  ["gradientBoosting", undefined],
])("for %j it is %s", (name, meant) => expect(nearest(name, known)).toBe(meant));
