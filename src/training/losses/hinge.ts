import { checkSigns } from "../../formula/validate.js";
import { entrywise } from "./entrywise.js";

/** The formula `hinge`; labels are −1 and 1, and a score of 0 stands for −1. */
export const hinge = entrywise({
  check: (caller, name, truths) => checkSigns(caller, name, truths),
  cost: (truth, score) => Math.max(0, 1 - truth * score),
  slope: (truth, score) => (truth * score < 1 ? -truth : 0),
  tensor: (tf, truths, scores) => tf.relu(tf.sub(1, tf.mul(truths, scores))),
  decision: (score) => (score > 0 ? 1 : -1),
});
