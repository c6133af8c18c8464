import type * as TensorFlow from "@tensorflow/tfjs";
import { forEachWindow, type Pool } from "./windows.js";

type Numbers = ArrayLike<number>;

/** The gradient of a max pool: what comes back for a window goes to its largest number, the first of equal ones. */
export function maxPoolGradient(tf: typeof TensorFlow): TensorFlow.KernelFunc {
  return poolGradient(tf, (pool, dy, x, dx) =>
    forEachWindow(pool, (cells, output) => {
      let largest = cells[0]!;
      for (let i = 1; i < cells.length; i++) if (x[cells[i]!]! > x[largest]!) largest = cells[i]!;
      if (cells.length > 0) dx[largest]! += dy[output]!;
    }),
  );
}

/** The gradient of an average pool: what comes back for a window is shared by the numbers of which the mean was taken. */
export function averagePoolGradient(tf: typeof TensorFlow): TensorFlow.KernelFunc {
  return poolGradient(tf, (pool, dy, _, dx) =>
    forEachWindow(pool, (cells, output) => {
      const share = dy[output]! / cells.length;
      for (let i = 0; i < cells.length; i++) dx[cells[i]!]! += share;
    }),
  );
}

function poolGradient(
  tf: typeof TensorFlow,
  add: (pool: Pool, dy: Numbers, x: Numbers, dx: Float32Array) => void,
): TensorFlow.KernelFunc {
  return (call) => {
    const { dy, input } = call.inputs as { dy: TensorFlow.TensorInfo; input: TensorFlow.TensorInfo };
    // A kernel knows which attributes its own calls carry; TensorFlow.js types them as any numbers.
    const { filterSize, strides, pad, dimRoundingMode } = call.attrs as unknown as PoolAttributes;
    const backend = call.backend as TensorFlow.KernelBackend;
    const shape = input.shape as [number, number, number, number];
    const pool = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const dx = new Float32Array(tf.util.sizeFromShape(shape));
    add(pool, backend.readSync(dy.dataId) as Float32Array, backend.readSync(input.dataId) as Float32Array, dx);
    return { dataId: backend.write(dx, shape, "float32"), shape, dtype: "float32" };
  };
}

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}
