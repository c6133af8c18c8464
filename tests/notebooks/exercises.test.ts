import path from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/exercise/check.js";
import { exercises } from "../../src/exercises/index.js";
import { exercisesOf } from "../../src/lesson/lesson.js";
import { type Cell, joined } from "../../src/notebook/notebook.js";
import { lessonFiles, notebooks, readNotebook } from "./notebook.js";

const lessons = lessonFiles().map((file) => ({ file, notebook: readNotebook(path.join(notebooks, file)) }));

test("every exercise is asked by one notebook", () => {
  const asked = lessons.flatMap(({ notebook }) => exercisesOf(notebook).map(({ id }) => id));
  expect(asked.toSorted()).toEqual(Object.keys(exercises).toSorted());
});

describe.each(lessons)("the exercises of $file", ({ notebook }) => {
  const asked = () => exercisesOf(notebook);

  test("are there", () => expect(asked().length).toBeGreaterThan(0));

  test("are answered in a variable of that name, which holds nothing yet", () => {
    for (const { id, answer } of asked()) {
      const [declared, comment, last] = joined(answer.source).split("\n");
      expect(declared).toMatch(/^let answer: .+ \| undefined;$/);
      expect(comment).toMatch(/^\/\/ answer = /);
      expect(last).toBe(`display(await check("${id}", answer));`);
    }
  });

  test("are kept as missing where nothing is answered, and as correct where the solution is", () => {
    for (const { answer, solution } of asked()) {
      expect(marks(answer)).toEqual([expect.stringMatching(/^missing: /)]);
      expect(marks(solution).at(-1)).toBe("correct");
    }
  });

  test("have solutions that declare what they found", () => {
    for (const { solution } of asked()) expect(joined(solution.source)).toMatch(/^const solution\b/m);
  });

  test("do not hold the answer: no number that the question names passes", async () => {
    for (const { id, question, answer } of asked()) {
      const text = joined(question.source) + joined(answer.source);
      const found = await Promise.all(literalsIn(text).map(async (one) => [one, (await check(id, one)).mark] as const));
      expect(found.filter(([, mark]) => mark === "correct")).toEqual([]);
    }
  });
});

/** What a cell's checks have said. */
function marks({ outputs = [] }: Cell): string[] {
  return outputs.flatMap((output) => ("data" in output ? [joined(output.data["text/plain"])] : []));
}

/** The numbers of a text, as they are and with a sign, and its lists of numbers. */
function literalsIn(text: string): (number | number[])[] {
  const numeral = /\d+(?:\.\d+)?(?:e-?\d+)?/g;
  const numbers = (text.match(numeral) ?? []).map(Number);
  const lists = (text.match(/\[[^[\]]+\]/g) ?? []).map((list) => (list.match(numeral) ?? []).map(Number));
  return [...numbers, ...numbers.map((number) => -number), ...lists.filter((list) => list.length > 0)];
}
