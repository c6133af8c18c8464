import { execFileSync } from "node:child_process";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { check } from "../../src/exercise/check.js";
import type { Exercise } from "../../src/exercise/exercise.js";
import { exercises } from "../../src/exercises/index.js";

test("the list of exercises is up to date (run `node src/exercises/generate.mjs` where it is not)", () => {
  execFileSync(process.execPath, ["src/exercises/generate.mjs", "--check"], { stdio: "pipe" });
});

describe.each(Object.entries<Exercise>(exercises))("the exercise %s", (id, exercise) => {
  const truth = exercise.at ? exercise.truth : exercise.truth();

  test("takes its truth for correct", async () => {
    expect(`${await check(id, truth)}`).toBe("correct");
  });

  test("asks its question where nothing is answered", async () => {
    expect(`${await check(id, undefined)}`).toBe(`missing: ${exercise.asks}`);
  });

  test("takes numbers rounded to the places that it asks for", async () => {
    if (exercise.at) return;
    const numbers = exercise.truth();
    const round = (value: number) => Number(value.toFixed(exercise.places));
    expect(`${await check(id, typeof numbers === "number" ? round(numbers) : numbers.map(round))}`).toBe("correct");
  });

  test("names each of at least three slips", async () => {
    expect(exercise.slips.length).toBeGreaterThanOrEqual(3);
    for (const { gives, says } of exercise.slips) {
      const answer = exercise.at ? gives : (gives as () => number | readonly number[])();
      expect(`${await check(id, answer)}`).toBe(`almost: ${says}`);
    }
  });

  test("says where to begin to who is far off", async () => {
    const wrong = exercise.at
      ? () => -12345.678
      : typeof truth === "number"
        ? -12345.678
        : [...(truth as readonly number[])].fill(-12345.678);
    const feedback = await check(id, wrong);
    expect(feedback.mark).toBe("not yet");
    expect(feedback.sentence).toContain(exercise.hint);
  });
});
