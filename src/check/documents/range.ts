/** `[start, end)` in UTF-16 units of a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether an offset lies in one of the ranges, which stand in order and apart from each other. */
export function isWithin(ranges: readonly Range[], offset: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low]!.start <= offset;
}
