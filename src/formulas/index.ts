// Generated from the files beside it by `node src/formulas/generate.mjs`.
import leakyRelu from "./activations/leakyRelu.js";
import relu from "./activations/relu.js";
import sigmoid from "./activations/sigmoid.js";
import softmax from "./activations/softmax.js";
import tanh from "./activations/tanh.js";
import crossEntropy from "./losses/crossEntropy.js";
import hinge from "./losses/hinge.js";
import meanAbsoluteError from "./losses/meanAbsoluteError.js";
import meanSquaredError from "./losses/meanSquaredError.js";
import adamStep from "./optimizers/adamStep.js";
import gradientDescentStep from "./optimizers/gradientDescentStep.js";

export * from "./activations/leakyRelu.js";
export * from "./activations/relu.js";
export * from "./activations/sigmoid.js";
export * from "./activations/softmax.js";
export * from "./activations/tanh.js";
export * from "./losses/crossEntropy.js";
export * from "./losses/hinge.js";
export * from "./losses/meanAbsoluteError.js";
export * from "./losses/meanSquaredError.js";
export * from "./optimizers/adamStep.js";
export * from "./optimizers/gradientDescentStep.js";

/** The definition of every formula, by its name. */
export const formulas = {
  leakyRelu,
  relu,
  sigmoid,
  softmax,
  tanh,
  crossEntropy,
  hinge,
  meanAbsoluteError,
  meanSquaredError,
  adamStep,
  gradientDescentStep,
};
