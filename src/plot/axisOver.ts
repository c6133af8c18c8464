/** A logarithmic axis over many powers of ten has a line for each of them and none between. */
export function axisOver(scale: "linear" | "log", [low, high]: readonly [number, number]) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (scale === "linear" || !(last - first >= 3)) return {};
  const stride = Math.ceil((last - first) / 8);
  const powers = Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => 10 ** (first + i * stride));
  return { values: powers, format: ".0e" };
}
