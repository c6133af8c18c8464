import { type LossName, lossOf } from "./losses/index.js";
import type { Model } from "./model.js";
import type { Examples } from "./rows.js";
import { sizeOf } from "./shape.js";

/** What a model makes of rows whose answers are known: the mean loss, and the share that is right where that has a meaning. */
export interface Evaluation {
  readonly loss: number;
  readonly accuracy?: number;
}

/** How many rows go through the layers at a time, so that what lies between these takes little room. */
export const rowsAtOnce = 256;

/** What the model makes of examples, without dropout. */
export function evaluation({ engine, inputs, outputs }: Model, x: Examples, y: Examples, name: LossName): Evaluation {
  const loss = lossOf("evaluate", name);
  const width = outputs.at(-1)!;
  const [xSize, ySize, rowsEach] = [sizeOf(inputs), sizeOf(y.shape), sizeOf(outputs) / width];
  let [sum, right] = [0, 0];
  for (let start = 0; start < x.count; start += rowsAtOnce) {
    const end = Math.min(start + rowsAtOnce, x.count);
    const count = (end - start) * rowsEach;
    const part = engine.outputs(x.data.subarray(start * xSize, end * xSize), end - start);
    const truths = y.data.subarray(start * ySize, end * ySize);
    sum += loss.plain(truths, part, count, width) * count;
    right += loss.right?.(truths, part, count, width) ?? 0;
  }
  const all = x.count * rowsEach;
  return { loss: sum / all, ...(loss.right && { accuracy: right / all }) };
}
