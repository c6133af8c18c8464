import type * as TensorFlow from "@tensorflow/tfjs";

/** Adds up the rows of `x` that belong to the same segment: the gradient of looking rows up, as an embedding does. */
export function segmentSum(): TensorFlow.KernelFunc {
  return (call) => {
    const { x, segmentIds } = call.inputs as { x: TensorFlow.TensorInfo; segmentIds: TensorFlow.TensorInfo };
    const { numSegments } = call.attrs as { numSegments: number };
    const backend = call.backend as TensorFlow.KernelBackend;
    const entries = backend.readSync(x.dataId) as Float32Array | Int32Array;
    const segments = backend.readSync(segmentIds.dataId) as Int32Array;
    const width = x.shape.slice(1).reduce((product, length) => product * length, 1);
    const sums = new (x.dtype === "int32" ? Int32Array : Float32Array)(numSegments * width);
    segments.forEach((segment, row) => {
      // A row of no segment is left out, as TensorFlow leaves it out.
      if (segment < 0 || segment >= numSegments) return;
      for (let i = 0; i < width; i++) sums[segment * width + i]! += entries[row * width + i]!;
    });
    const shape = [numSegments, ...x.shape.slice(1)];
    return { dataId: backend.write(sums, shape, x.dtype), shape, dtype: x.dtype };
  };
}
