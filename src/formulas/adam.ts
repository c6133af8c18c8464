/** What adamStep and adamwStep have in common. */

import type { Vector } from "../formula/argument.js";
import { count, flag, setting, state, vector } from "../formula/argument.js";
import type { TensorFlow } from "../formula/definition.js";
import { checkNotNegative, checkRange, checkState, checkVectors, checkWhole } from "../formula/validate.js";
import { commonScale, rootOfMoment, weightedSum } from "../numeric/weightedSum.js";
import type { AdamOptions, AdamState } from "./optimizers/adamStep.js";

export const adamDefaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, biasCorrection: true };

/** One step of Adam: new arrays throughout. Errors name the `caller`. */
export function takeAdamStep(caller: string, state: AdamState, gradient: Vector, options: Required<AdamOptions>) {
  checkState(caller, state, ["parameters", "m", "v", "t"]);
  checkVectors(caller, { "state.parameters": state.parameters, "state.m": state.m, "state.v": state.v, gradient });
  checkNotNegative(caller, "state.v", state.v);
  checkWhole(caller, "state.t", state.t, 0);
  const { learningRate, beta1, beta2, epsilon, biasCorrection } = options;
  checkRange(caller, "beta1", beta1, !(beta1 < 0 || beta1 >= 1), "in [0, 1)");
  checkRange(caller, "beta2", beta2, !(beta2 < 0 || beta2 >= 1), "in [0, 1)");
  checkRange(caller, "epsilon", epsilon, !(epsilon <= 0), "above 0");

  const t = state.t + 1;
  const rate = biasCorrection ? learningRate / oneMinusPower(beta1, t) : learningRate;
  const rootCorrection = biasCorrection ? Math.sqrt(oneMinusPower(beta2, t)) : 1;
  const [rest1, rest2] = [1 - beta1, 1 - beta2];
  const lost1 = 1 - rest1 - beta1;
  const n = gradient.length;
  const [parameters, m, v] = [new Array<number>(n), new Array<number>(n), new Array<number>(n)];
  for (let i = 0; i < n; i++) {
    const scale = commonScale(state.m[i]!, gradient[i]!);
    const g = gradient[i]! * scale;
    const mean = weightedSum(beta1, state.m[i]! * scale, rest1, g, lost1 * g);
    const root = rootOfMoment(beta2, state.v[i]!, rest2, gradient[i]!);
    m[i] = mean / scale;
    v[i] = beta2 * state.v[i]! + rest2 * gradient[i]! * gradient[i]!;
    parameters[i] = state.parameters[i]! - (rate * mean) / (root / rootCorrection + epsilon) / scale;
  }
  return { parameters, m, v, t };
}

/** 1 − βᵗ; the power itself would round away what is left to 1. */
function oneMinusPower(beta: number, t: number): number {
  return -Math.expm1(t * Math.log1p(-(1 - beta)));
}

/** The same on tensors. */
export function adamTensors(
  tf: TensorFlow,
  { parameters, m, v, t }: { readonly [Field in keyof AdamState]: import("@tensorflow/tfjs").Tensor },
  gradient: import("@tensorflow/tfjs").Tensor,
  { learningRate, beta1, beta2, epsilon, biasCorrection }: Required<AdamOptions>,
) {
  const nextT = tf.add(t, 1);
  const nextM = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
  const nextV = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  // In float32, 1 − βᵗ would keep four digits for β₂ = 0.999 at the first step.
  const steps = nextT.dataSync()[0]!;
  const mHat = biasCorrection ? tf.div(nextM, oneMinusPower(beta1, steps)) : nextM;
  const vHat = biasCorrection ? tf.div(nextV, oneMinusPower(beta2, steps)) : nextV;
  const step = tf.div(tf.mul(mHat, learningRate), tf.add(tf.sqrt(vHat), epsilon));
  return { parameters: tf.sub(parameters, step), m: nextM, v: nextV, t: nextT };
}

export const adamStateArgument = state(
  "state",
  vector("parameters", -2, 2, { latex: String.raw`\theta` }),
  vector("m", -1, 1),
  vector("v", 0, 1, { domain: [0, Number.POSITIVE_INFINITY] }),
  count("t", 0, 1000),
);

export const adamSettings = [
  setting("learningRate", 0.001, 0, 0.1, { latex: String.raw`\eta` }),
  setting("beta1", 0.9, 0, 0.99, { latex: String.raw`\beta_1`, domain: [0, 1 - 2 ** -53] }),
  setting("beta2", 0.999, 0, 0.999, { latex: String.raw`\beta_2`, domain: [0, 1 - 2 ** -53] }),
  setting("epsilon", 1e-8, 1e-10, 1e-6, { latex: String.raw`\varepsilon`, domain: [Number.MIN_VALUE, Infinity] }),
  flag("biasCorrection", true),
] as const;

const mHat = "(biasCorrection ? next.m / (1 - beta1^next.t) : next.m)";
const vHat = "(biasCorrection ? next.v / (1 - beta2^next.t) : next.v)";

/** The expressions of the new moments. */
export const adamMoments = {
  t: "t + 1",
  m: "beta1 * m + (1 - beta1) * gradient",
  v: "beta2 * v + (1 - beta2) * gradient^2",
};

/** The expression of where the step goes, for a learning rate of 1. */
export const adamDirection = `${mHat} / (sqrt(${vHat}) + epsilon)`;
