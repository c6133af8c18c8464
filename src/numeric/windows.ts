type Image = ArrayLike<ArrayLike<ArrayLike<number>>>;

/**
 * What `combine` gives for the numbers of each channel in each window of `size` by `size`, the windows `stride` apart and
 * inside the image. The array that it is given is the same each time.
 */
export function pooled(
  x: Image,
  size: number,
  stride: number,
  combine: (window: Float64Array) => number,
): number[][][] {
  const window = new Float64Array(size * size);
  const places = (length: number) => Math.floor((length - size) / stride) + 1;
  const [rows, columns, channels] = [places(x.length), places(x[0]!.length), x[0]![0]!.length];
  const result: number[][][] = [];
  for (let row = 0; row < rows; row++) {
    const line: number[][] = [];
    for (let column = 0; column < columns; column++) {
      const pixel: number[] = [];
      for (let channel = 0; channel < channels; channel++) {
        for (let a = 0, at = 0; a < size; a++) {
          const from = x[row * stride + a]!;
          for (let b = 0; b < size; b++) window[at++] = from[column * stride + b]![channel]!;
        }
        pixel.push(combine(window));
      }
      line.push(pixel);
    }
    result.push(line);
  }
  return result;
}
