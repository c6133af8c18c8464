import { withDefaults } from "../../formula/validate.js";
import type { AdamOptions, AdamwOptions } from "../../formulas/index.js";
import { expm1 } from "../../numeric/exponential.js";
import { log1p } from "../../numeric/logarithm.js";
import { checkPositive, checkRate, checkShare, type Optimizer } from "./optimizer.js";

const adamDefaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, biasCorrection: true };

/**
 * Adam: the formula `adamStep`, with its options. TensorFlow.js and Keras have 1e-7 for ε.
 *
 * Throws a RangeError for options outside their range.
 */
export function adam(options: AdamOptions = adamDefaults): Optimizer {
  const settings = withDefaults("adam", options, adamDefaults);
  return { name: "adam", options: settings, begin: beginning("adam", { ...settings, weightDecay: 0 }) };
}

const adamwDefaults = { ...adamDefaults, weightDecay: 0.01 };

/**
 * AdamW: the formula `adamwStep`, with its options; all parameters decay, biases too, as in PyTorch.
 *
 * Throws a RangeError for options outside their range.
 */
export function adamw(options: AdamwOptions = adamwDefaults): Optimizer {
  const settings = withDefaults("adamw", options, adamwDefaults);
  return { name: "adamw", options: settings, begin: beginning("adamw", settings) };
}

function beginning(caller: string, options: Required<AdamwOptions>): Optimizer["begin"] {
  const { learningRate, beta1, beta2, epsilon, biasCorrection, weightDecay } = options;
  checkRate(caller, learningRate);
  checkShare(caller, "beta1", beta1);
  checkShare(caller, "beta2", beta2);
  checkPositive(caller, "epsilon", epsilon);
  if (!(weightDecay >= 0)) throw new RangeError(`${caller}: weightDecay is ${weightDecay} but must be 0 or more`);
  return (length) => {
    const [m, v] = [new Float64Array(length), new Float64Array(length)];
    let t = 0;
    return (parameters, gradient) => {
      t++;
      const rate = biasCorrection ? learningRate / oneMinusPower(beta1, t) : learningRate;
      const rootScale = biasCorrection ? 1 / Math.sqrt(oneMinusPower(beta2, t)) : 1;
      const decay = learningRate * weightDecay;
      for (let i = 0; i < length; i++) {
        const g = gradient[i]!;
        const mean = beta1 * m[i]! + (1 - beta1) * g;
        const square = beta2 * v[i]! + (1 - beta2) * g * g;
        m[i] = mean;
        v[i] = square;
        const parameter = parameters[i]!;
        parameters[i] = parameter - (rate * mean) / (Math.sqrt(square) * rootScale + epsilon) - decay * parameter;
      }
    };
  };
}

/** 1 − βᵗ without cancellation, the same on every machine. */
function oneMinusPower(beta: number, t: number): number {
  return -expm1(t * log1p(-(1 - beta)));
}
