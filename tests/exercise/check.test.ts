import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import { check, grade } from "../../src/exercise/check.js";
import type { FunctionExercise, NumberExercise } from "../../src/exercise/exercise.js";
import { judgeFunction } from "../../src/exercise/judgeFunction.js";
import { judgeNumbers } from "../../src/exercise/judgeNumbers.js";

const half: NumberExercise = {
  asks: "how much is 2/3? Give it to 4 decimal places",
  hint: "Divide 2 by 3.",
  truth: () => 2 / 3,
  places: 4,
  slips: [{ gives: () => 3 / 2, says: "this is the reciprocal" }],
};
const pair: NumberExercise = { ...half, asks: "which ends?", truth: () => [1 / 3, 2 / 3], slips: [] };
const said = (exercise: NumberExercise, answer: unknown) => judgeNumbers(exercise, answer).toString();

describe("a number", () => {
  test.each([undefined, null, Number.NaN, [Number.NaN]])(
    "that is %s is missing, and the question is asked again",
    (answer) => {
      expect(said(half, answer)).toBe(`missing: ${half.asks}`);
    },
  );

  test("is correct when it rounds to the truth at the places asked for, or has more digits", () => {
    expect([0.6667, 2 / 3, 0.66671].map((answer) => said(half, answer))).toEqual(["correct", "correct", "correct"]);
    expect(judgeNumbers(half, 0.66675).mark).toBe("not yet");
  });

  test("written to the last place asked for is correct, whatever the truth", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 8 }), (truth, places) => {
        const written = Number(truth.toFixed(places));
        expect(said({ ...half, truth: () => truth, places, slips: [] }, written)).toBe("correct");
      }),
    );
  });

  test("that a known slip gives is told so", () => {
    expect(said(half, 1.5)).toBe("almost: this is the reciprocal");
  });

  test.each([
    [0.6666, "almost: the digits were cut off where they should be rounded"],
    [0.667, "almost: give it to 4 decimal places"],
    [-0.6667, "almost: the sign is wrong"],
    [66.67, "almost: this is in percent; give it as a fraction of 1"],
    [0.5, "not yet: 0.5 is too small. Divide 2 by 3."],
    [Number.POSITIVE_INFINITY, "not yet: Infinity is too large. Divide 2 by 3."],
    ["2/3", 'not yet: the answer is a number, and the text "2/3" is not'],
    [[1, 2], "not yet: the answer is a number, and an array of 2 is not"],
  ])("such as %s is answered: %s", (answer, words) => {
    expect(said(half, answer)).toBe(words);
  });
});

describe("several numbers", () => {
  test("may be an array or a typed array", () => {
    expect(said(pair, [0.3333, 0.6667])).toBe("correct");
    expect(said(pair, Float64Array.of(1 / 3, 2 / 3))).toBe("correct");
  });

  test("of which one is wrong are told which", () => {
    expect(said(pair, [0.3333, 0.5])).toBe("not yet: entry 2, 0.5, is not right. Divide 2 by 3.");
    expect(said(pair, 0.5)).toBe("not yet: the answer is an array of 2 numbers, and 0.5 is not");
  });
});

describe("a function", () => {
  const square: FunctionExercise = {
    asks: "write the function that squares the entries",
    hint: "Multiply each by itself.",
    truth: (xs: readonly number[]) => xs.map((x) => x * x),
    at: [[[1, 2]], [[-3, 0.1]]],
    slips: [{ gives: (xs: readonly number[]) => xs.map((x) => 2 * x), says: "this doubles" }],
  };
  const said = (answer: unknown) => judgeFunction(square, answer).toString();

  test("is held against the truth at arguments of the exercise", () => {
    expect(said((xs: number[]) => xs.map((x) => x ** 2))).toBe("correct");
    expect(said((xs: number[]) => xs.map((x) => x + x))).toBe("almost: this doubles");
    expect(said((xs: number[]) => xs)).toBe("not yet: at ([ 1, 2 ]) it gives [ 1, 2 ]. Multiply each by itself.");
  });

  test("that gives nothing, or is none, is missing or told so", () => {
    expect(said(() => undefined)).toBe(`missing: ${square.asks}`);
    expect(said(undefined)).toBe(`missing: ${square.asks}`);
    expect(said(4)).toBe("not yet: the answer is a function, and 4 is not");
  });

  test("that changes its arguments changes no other call's", () => {
    expect(said((xs: number[]) => xs.splice(0).map((x) => x * x))).toBe("correct");
  });

  test("that throws is heard", () => {
    expect(() => said(() => JSON.parse("{"))).toThrow(SyntaxError);
  });
});

test("an exercise is found by its name, and a slip in the name is told", async () => {
  expect(`${await check("sigmoid", 2.1972)}`).toBe("correct");
  await expect(check("sigmiod", 1)).rejects.toThrow(
    new RangeError('check: there is no exercise "sigmiod"; did you mean "sigmoid"?'),
  );
  await expect(check("toString", 1)).rejects.toThrow(/there is no exercise "toString"/);
});

test("a graded answer that is not correct throws what a checked one is told", async () => {
  expect((await grade("sigmoid", 2.1972)).mark).toBe("correct");
  await expect(grade("sigmoid", 9)).rejects.toThrow("almost: these are the odds; the score is their logarithm");
});

test("feedback shows itself as a badge, without the answer's markup", async () => {
  const bundle = (await check("sigmoid", "<b>"))[displaySymbol]();
  expect(bundle["text/plain"]).toBe('not yet: the answer is a number, and the text "<b>" is not');
  expect(bundle["text/html"]).toContain("&lt;b&gt;");
});
