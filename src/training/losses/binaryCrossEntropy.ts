import { exp } from "../../numeric/exponential.js";
import { log, log1p } from "../../numeric/logarithm.js";
import { logistic } from "../../numeric/logistic.js";
import { clipped, isInside, largest, smallest } from "./clipping.js";
import { entrywise } from "./entrywise.js";

/**
 * The formula `binaryCrossEntropy` of probabilities, clipped as TensorFlow.js does.
 *
 * As there, truths are not held to 0 and 1: for a 2 it is what the same expression gives, and has no minimum.
 */
export const binaryCrossEntropy = entrywise({
  cost: (truth, probability) => {
    const p = clipped(probability);
    return -(truth * log(p) + (1 - truth) * log1p(-p));
  },
  slope: (truth, p) => (isInside(p) ? (p - truth) / (p * (1 - p)) : 0),
  tensor: (tf, truths, probabilities) => {
    const p = tf.clipByValue(probabilities, smallest, largest);
    const yes = tf.mul(truths, tf.log(p));
    return tf.neg(tf.add(yes, tf.mul(tf.sub(1, truths), tf.log(tf.sub(1, p)))));
  },
  decision: (probability) => Number(probability > 0.5),
});

/** The formula `binaryCrossEntropyFromLogits`, for outputs without a sigmoid. Truths are not held to 0 and 1. */
export const binaryCrossEntropyFromLogits = entrywise({
  cost: (truth, logit) => Math.max(logit, 0) - truth * logit + log1p(exp(-Math.abs(logit))),
  slope: (truth, logit) => logistic(logit) - truth,
  tensor: (tf, truths, logits) => {
    const line = tf.sub(tf.relu(logits), tf.mul(truths, logits));
    return tf.add(line, tf.log1p(tf.exp(tf.neg(tf.abs(logits)))));
  },
  decision: (logit) => Number(logit > 0),
});
