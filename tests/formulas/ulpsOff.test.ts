import { expect, test } from "vitest";
import { ulpsOff } from "./reference/ulpsOff.js";

const infinity = Number.POSITIVE_INFINITY;

test.each<[computed: number, digits: string, scale: number | undefined, ulps: number]>([
  [1, "1", undefined, 0],
  [1, "1.0000000000000002220446049", undefined, 1],
  [1, "1.0000000000000001110223025", undefined, 0.5],
  [0.1, "0.1", undefined, 0.4],
  [5e-324, "7.4109846876186981e-324", undefined, 0.5],
  [5e-324, "1e-400", undefined, 1],
  [0, "2e-324", undefined, 0.404805],
  [-0, "-1e-400", undefined, 1e-6],
  [0, "-1e-400", undefined, infinity],
  [0, "-1e-400", 1, 1e-6],
  [-0, "-0", undefined, 0],
  [0, "-0", undefined, infinity],
  [-0, "+0", undefined, infinity],
  [-0, "0", undefined, 0],
  [1e-16, "0", 1, 0.45036],
  [1e-16, "0", undefined, infinity],
  [infinity, "1e400", undefined, 0],
  [infinity, "Infinity", undefined, 0],
  [-infinity, "Infinity", undefined, infinity],
  [infinity, "1.7976931348623157e308", undefined, infinity],
  [Number.NaN, "NaN", undefined, 0],
  [Number.NaN, "0", undefined, infinity],
  [0, "NaN", undefined, infinity],
])("%d is off %s, against %s, by %d ulp", (computed, digits, scale, ulps) => {
  const off = ulpsOff(computed, digits, scale);
  if (ulps === infinity) expect(off > 1e15).toBe(true);
  else expect(Math.abs(off - ulps)).toBeLessThan(2e-6);
});
