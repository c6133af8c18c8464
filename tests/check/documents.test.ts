import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { formats, labelledDocuments } from "./labels.js";
import type { Found } from "./score.js";
import { figures, reasons, score, together } from "./score.js";

const documents = labelledDocuments();
const scores = await Promise.all(
  documents
    .filter(({ name }) => formats.test(name))
    .map(async ({ name, text, labels }) => {
      const [file] = (await checkText(text, { path: name })).files;
      return score(name, labels, file!.claims as readonly Found[]);
    }),
);
const whole = together(scores);
console.log(`${figures(whole)}\n${reasons(whole)}`);
// For whoever wants to see each: WORKINGS_MISSES=1 npx vitest run tests/check/documents.test.ts
if (process.env.WORKINGS_MISSES) console.log(whole.unread.map(({ told, why }) => `${told} (${why})`).join("\n"));

describe("labelled documents", () => {
  test("are enough to say something", () => {
    expect(documents.length).toBeGreaterThanOrEqual(50);
    const labels = documents.flatMap((document) => document.labels);
    expect(labels.length).toBeGreaterThanOrEqual(1400);
    expect(labels.filter(({ accept }) => accept[0] === "wrong" || accept[0] === "imprecise").length).toBeGreaterThan(
      200,
    );
  });

  test("have no label that claims a verdict on a number which corpus/truth.py has not worked out", () => {
    const unfounded = documents.flatMap(({ name, labels }) =>
      labels
        .filter(({ accept, value }) => !accept.includes("unchecked") && accept[0] !== "null" && value === undefined)
        .map(({ source }) => `${name}: ${source}`),
    );
    expect(unfounded).toEqual([]);
  });

  test("nothing right is called wrong", () => expect(whole.falseAccusations).toEqual([]));

  test("nothing is judged otherwise than the mathematics says", () => expect(whole.misjudged).toEqual([]));

  test("the values told are right", () => expect(whole.miscomputed).toEqual([]));

  test("what is judged stands where it says", () => expect(whole.misplaced).toEqual([]));

  test("errors are found, and most of what can be read is judged", () => {
    expect(whole.errorsFound / whole.errors).toBeGreaterThanOrEqual(0.95);
    expect(whole.judged / whole.readable).toBeGreaterThanOrEqual(0.95);
  });
});
