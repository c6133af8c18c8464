import { shorten } from "./plane.js";

/**
 * Ends for an axis that no slider moves: what shows at first, and of what sliders bring as much as lies within half of
 * that again, so that what leaves far behind does not flatten the rest.
 */
export function steadyDomain(opening: readonly number[], all: readonly number[]): [number, number] | undefined {
  const [low, high] = extent(opening.filter(Number.isFinite));
  if (low > high) return undefined; // There is nothing to draw.
  const [least, most] = extent(all.filter(Number.isFinite));
  const reach = (high - low || Math.abs(high) || 1) / 2;
  const bottom = Math.max(low - reach, Math.min(low, least));
  const top = Math.min(high + reach, Math.max(high, most));
  return bottom < top ? [shorten(bottom), shorten(top)] : [bottom - 1, top + 1];
}

/** The least and the greatest of numbers, without a limit to how many they are. */
export function extent(numbers: readonly number[]): [low: number, high: number] {
  return numbers.reduce(
    ([low, high], y) => [Math.min(low, y), Math.max(high, y)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}
