import type * as TensorFlow from "@tensorflow/tfjs";

export type Pool = ReturnType<typeof TensorFlow.backend_util.computePool2DInfo>;

/**
 * Calls `visit` for each window of a pool: where its cells lie in the flat input of shape `(n, height, width,
 * channels)`, those of the padding left out, and which entry of the flat output it makes. The array is used again.
 */
export function forEachWindow(pool: Pool, visit: (cells: Int32Array, output: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = pool;
  const room = new Int32Array(pool.filterHeight * pool.filterWidth);
  let output = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let r = 0; r < outHeight; r++) {
      const [top, bottom] = span(r * pool.strideHeight - pool.padInfo.top, pool.filterHeight, inHeight);
      for (let c = 0; c < outWidth; c++) {
        const [left, right] = span(c * pool.strideWidth - pool.padInfo.left, pool.filterWidth, inWidth);
        const cells = room.subarray(0, (bottom - top) * (right - left));
        for (let channel = 0; channel < inChannels; channel++, output++) {
          let count = 0;
          for (let y = top; y < bottom; y++) {
            const row = (image * inHeight + y) * inWidth;
            for (let x = left; x < right; x++) cells[count++] = (row + x) * inChannels + channel;
          }
          visit(cells, output);
        }
      }
    }
  }
}

/** The part of a window that lies inside the image, along one axis. */
function span(start: number, size: number, length: number): [from: number, to: number] {
  const from = Math.max(0, start);
  return [from, Math.max(from, Math.min(length, start + size))];
}
