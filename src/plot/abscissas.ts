/**
 * Evenly spread numbers from `from` to `to`, both included; on a logarithmic axis their logarithms are.
 *
 * Throws a RangeError in the caller's name when `from` is not below `to`, or not positive on a logarithmic axis.
 */
export function abscissas(
  caller: string,
  from: number,
  to: number,
  samples: number,
  scale: "linear" | "log" = "linear",
): number[] {
  if (!(from < to)) throw new RangeError(`${caller}: the axis starts at ${from} but ends at ${to}`);
  if (scale === "log" && from <= 0) throw new RangeError(`${caller}: a logarithmic axis cannot start at ${from}`);
  return Array.from({ length: samples }, (_, i) => {
    const share = i / (samples - 1);
    return scale === "log" ? from * (to / from) ** share : from * (1 - share) + to * share;
  });
}
