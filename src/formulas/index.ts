// Generated from the files beside it by `node src/formulas/generate.mjs`.
import leakyRelu from "./activations/leakyRelu.js";
import relu from "./activations/relu.js";
import sigmoid from "./activations/sigmoid.js";
import tanh from "./activations/tanh.js";
import crossEntropy from "./distributions/crossEntropy.js";
import smoothLabels from "./distributions/smoothLabels.js";
import softmax from "./distributions/softmax.js";
import hinge from "./losses/hinge.js";
import meanAbsoluteError from "./losses/meanAbsoluteError.js";
import meanSquaredError from "./losses/meanSquaredError.js";
import squaredHinge from "./losses/squaredHinge.js";
import adamStep from "./optimizers/adamStep.js";
import gradientDescentStep from "./optimizers/gradientDescentStep.js";

export * from "./activations/leakyRelu.js";
export * from "./activations/relu.js";
export * from "./activations/sigmoid.js";
export * from "./activations/tanh.js";
export * from "./distributions/crossEntropy.js";
export * from "./distributions/smoothLabels.js";
export * from "./distributions/softmax.js";
export * from "./losses/hinge.js";
export * from "./losses/meanAbsoluteError.js";
export * from "./losses/meanSquaredError.js";
export * from "./losses/squaredHinge.js";
export * from "./optimizers/adamStep.js";
export * from "./optimizers/gradientDescentStep.js";

/** The definition of every formula, by its name. */
export const formulas = {
  leakyRelu,
  relu,
  sigmoid,
  tanh,
  crossEntropy,
  smoothLabels,
  softmax,
  hinge,
  meanAbsoluteError,
  meanSquaredError,
  squaredHinge,
  adamStep,
  gradientDescentStep,
};
