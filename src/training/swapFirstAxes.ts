/** Copies an array of shape `(first, second, size)` into one of shape `(second, first, size)`. */
export function swapFirstAxes(from: Float64Array, to: Float64Array, first: number, second: number, size: number): void {
  let at = 0;
  for (let j = 0; j < second; j++)
    for (let i = 0; i < first; i++) {
      const start = (i * second + j) * size;
      for (let k = 0; k < size; k++) to[at++] = from[start + k]!;
    }
}
