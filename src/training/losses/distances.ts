import { entrywise } from "./entrywise.js";

/** The formula `meanSquaredError` over all outputs of all rows. */
export const meanSquaredError = entrywise({
  cost: (truth, output) => (output - truth) * (output - truth),
  slope: (truth, output) => 2 * (output - truth),
  tensor: (tf, truths, outputs) => tf.square(tf.sub(outputs, truths)),
});

/** The formula `meanAbsoluteError` over all outputs of all rows; at 0 its slope is 0. */
export const meanAbsoluteError = entrywise({
  cost: (truth, output) => Math.abs(output - truth),
  slope: (truth, output) => Math.sign(output - truth),
  tensor: (tf, truths, outputs) => tf.abs(tf.sub(outputs, truths)),
});

/** The formula `huber` with δ = 1, over all outputs of all rows. */
export const huber = entrywise({
  cost: (truth, output) => {
    const distance = Math.abs(output - truth);
    return distance <= 1 ? (distance * distance) / 2 : distance - 0.5;
  },
  slope: (truth, output) => Math.max(-1, Math.min(1, output - truth)),
  tensor: (tf, truths, outputs) => {
    // With d up to 1 and c = d, or beyond and c = 1, both cases are c(d − c/2).
    const distance = tf.abs(tf.sub(outputs, truths));
    const curved = tf.minimum(distance, 1);
    return tf.mul(curved, tf.sub(distance, tf.div(curved, 2)));
  },
});
