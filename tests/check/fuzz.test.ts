import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { seededRandom } from "../../src/numeric/random.js";
import { labelledDocuments, readableTexts } from "./labels.js";
import { mutant } from "./mutate.mjs";

const documents = labelledDocuments().flatMap(({ name, text }) => readableTexts(name, text).map((cell) => cell.text));

/** A broken text comes from its seed alone: node bench/fuzz-check.mjs runs many more, and says the seed of one that fails. */
async function check(seed: number): Promise<void> {
  const text = mutant(documents, seededRandom(seed));
  const [file] = (await checkText(text)).files;
  for (const { start, end, source } of file!.claims) expect(text.slice(start.offset, end.offset)).toBe(source);
}

describe("documents broken at random", () => {
  const each = 100;
  test.each(Array.from({ length: 20 }, (_, i) => i * each))(
    "from the seed %i on neither stop nor stall it",
    async (first) => {
      for (let seed = first; seed < first + each; seed++) {
        await check(seed).catch((error: unknown) => {
          throw new Error(`seed ${seed}`, { cause: error });
        });
      }
    },
  );

  test("and nothing in them is run", () => expect(globalThis).not.toHaveProperty("evaluated"));
});
