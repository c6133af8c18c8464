import { createRequire } from "node:module";
import type { LayersModel, Scalar, Tensor } from "@tensorflow/tfjs";
import { seededRandom } from "../numeric/random.js";
import type { Epoch } from "../plot/plotHistory.js";
import { History } from "./history.js";

const require = createRequire(import.meta.url);

export interface FitOptions {
  /** Passes over the training rows. */
  epochs: number;
  /** Rows a step; default 32. */
  batchSize?: number;
  /** Decides the order of the rows in each epoch. */
  seed: number;
  /** Rows that are held back, to be judged after each epoch. */
  validation?: { readonly x: Tensor; readonly y: Tensor };
}

/**
 * Trains a compiled model on rows `x` (n, d) and their answers `y` (n, k), in an order that the seed decides.
 *
 * The loss and accuracy of an epoch are the means over its steps, as Keras reports them. Throws a RangeError when the
 * rows do not match, an Error when the model was not compiled with the metric "accuracy".
 */
export async function fit(model: LayersModel, x: Tensor, y: Tensor, options: FitOptions): Promise<History> {
  const { epochs, batchSize = 32, seed, validation } = options;
  const rows = x.shape[0]!;
  if (rows !== y.shape[0]) throw new RangeError(`fit: x has ${rows} rows but y has ${y.shape[0]}`);
  if (model.metricsNames?.[1] !== "acc")
    throw new Error('fit: the model reports no accuracy; compile it with a loss and metrics: ["accuracy"]');
  const random = seededRandom(seed);
  let order = Array.from({ length: rows }, (_, row) => row);
  const history: Epoch[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    order = random.shuffle(order);
    let loss = 0;
    let accuracy = 0;
    for (let start = 0; start < rows; start += batchSize) {
      const batch = order.slice(start, start + batchSize);
      const [batchLoss, batchAccuracy] = await step(model, x, y, batch);
      loss += (batchLoss * batch.length) / rows;
      accuracy += (batchAccuracy * batch.length) / rows;
    }
    history.push({ epoch, loss, accuracy, ...(validation && judge(model, validation)) });
  }
  return new History(history);
}

/** One step of the optimizer on the rows of a batch: their mean loss and the share that was right before it. */
async function step(model: LayersModel, x: Tensor, y: Tensor, batch: readonly number[]): Promise<[number, number]> {
  const tf: typeof import("@tensorflow/tfjs") = require("@tensorflow/tfjs");
  const rows = tf.tensor1d([...batch], "int32");
  const [xBatch, yBatch] = [tf.gather(x, rows), tf.gather(y, rows)];
  try {
    return (await model.trainOnBatch(xBatch, yBatch)) as [number, number];
  } finally {
    tf.dispose([rows, xBatch, yBatch]);
  }
}

function judge(model: LayersModel, { x, y }: { readonly x: Tensor; readonly y: Tensor }) {
  const scores = model.evaluate(x, y) as Scalar[];
  const [validationLoss, validationAccuracy] = scores.map((score) => score.dataSync()[0]!) as [number, number];
  for (const score of scores) score.dispose();
  return { validationLoss, validationAccuracy };
}
