import { beforeAll, describe, expect, test } from "vitest";
import { cosineFall, sineArch } from "../../src/numeric/cosineFall.js";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { seededRandom } from "../../src/numeric/random.js";
import { errorInUlps } from "../../src/numeric/ulp.js";

beforeAll(loadArithmetic);

/** The largest error over `count` draws, in units in the last place. */
function worst(count: number, draw: () => [computed: number, truth: (at: IntervalArithmetic) => Interval]): number {
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const [computed, truth] = draw();
    largest = Math.max(
      largest,
      errorInUlps(computed, (precision) => truth(new IntervalArithmetic(precision))),
    );
  }
  return largest;
}

const exact = Interval.exact;

describe("cos²(πt/2T) and sin(πt/T)", () => {
  const random = seededRandom(4);
  const drawn = (draw: (T: number) => number) => {
    const T = random.integer(1, 1e6);
    return [draw(T), T] as const;
  };
  test.each<[place: string, draw: (T: number) => number]>([
    ["anywhere", (T) => random.uniform(0, T)],
    ["near the start", (T) => T * 2 ** random.uniform(-60, -1)],
    ["near the end", (T) => T - T * 2 ** random.uniform(-52, -1)],
  ])("are within a unit and a half %s", (_place, draw) => {
    const angle = (at: IntervalArithmetic, t: number, T: number) =>
      at.divide(at.multiply(at.constant("pi"), exact(t)), exact(T));
    expect(
      worst(1000, () => {
        const [t, T] = drawn(draw);
        const cosine = (at: IntervalArithmetic) => at.cos(angle(at, t, 2 * T));
        return [cosineFall(t, T), (at) => at.multiply(cosine(at), cosine(at))];
      }),
    ).toBeLessThan(1.5);
    expect(
      worst(1000, () => {
        const [t, T] = drawn(draw);
        return [sineArch(t, T), (at) => at.sin(angle(at, t, T))];
      }),
    ).toBeLessThan(1.2);
  });
});
