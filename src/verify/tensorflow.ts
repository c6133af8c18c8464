/** The only file of verify/ that loads TensorFlow.js; its checks run on the backend "cpu", and leave the user's as it was. */
import type { TensorFlow } from "../formula/definition.js";

/** Runs `task` on the backend "cpu" and then goes back to the one that was chosen before. */
export async function onCpu<T>(task: (tf: TensorFlow) => T): Promise<T> {
  const tf = await import("@tensorflow/tfjs");
  // Without it TensorFlow.js greets on standard error.
  tf.enableProdMode();
  await tf.ready();
  const before = tf.getBackend();
  await tf.setBackend("cpu");
  try {
    return task(tf);
  } finally {
    await tf.setBackend(before);
  }
}
