import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { phrasesIn } from "../../src/check/words/find.js";

async function claims(text: string): Promise<string[]> {
  const [file] = (await checkText(text)).files;
  for (const { start, end, source, written } of file!.claims) {
    expect(text.slice(start.offset, end.offset)).toBe(source);
    if (written !== null) expect(source.endsWith(written)).toBe(true);
  }
  return file!.claims.map(({ verdict, source }) => `${verdict} ${source}`);
}

describe("what is said in words is judged", () => {
  test.each([
    // Shares with both numbers.
    ["57 of 60 (95%) are right", ["confirmed 57 of 60 (95%"]],
    ["57 out of 60 samples (93%) are right", ["wrong 57 out of 60 samples (93%"]],
    ["41 of 60 (68.3%), 41 of 60 (68.4%)", ["confirmed 41 of 60 (68.3%", "imprecise 41 of 60 (68.4%"]],
    ["9 of 30 = 30 %, and 9 of 30 is 35%", ["confirmed 9 of 30 = 30 %", "wrong 9 of 30 is 35%"]],
    ["57/60 (95%) and 57/60 (96%)", ["confirmed 57/60 (95%", "wrong 57/60 (96%"]],
    ["a share of **95%** (57 of 60)", []],
    ["a share of 95% (57/60), then 96% (57/60)", ["confirmed 95% (57/60", "wrong 96% (57/60"]],
    ["1,140 of 1,200 (95 %)", ["confirmed 1,140 of 1,200 (95 %"]],
    ["60 个样本中有 57 个正确（93%）。", ["wrong 60 个样本中有 57 个正确（93%"]],
    // Shares that no whole number makes.
    ["an accuracy of 97.5% on 40 test samples", ["confirmed 97.5% on 40"]],
    ["an accuracy of 97.4% on 40 test samples", ["wrong 97.4% on 40"]],
    ["The test accuracy is approximately 0.9871 on the 30 test images.", ["wrong 0.9871 on the 30"]],
    [
      "On a test set of 30 samples, the model reaches an accuracy of 0.9867.",
      ["wrong 30 samples, the model reaches an accuracy of 0.9867"],
    ],
    // Lists.
    ["The mean of 2, 4 and 9 is 5.", ["confirmed mean of 2, 4 and 9 is 5"]],
    ["The average of 2, 4, and 9.5 is 5.", ["confirmed average of 2, 4, and 9.5 is 5"]],
    ["The average of 2, 4, and 9 is 6.", ["wrong average of 2, 4, and 9 is 6"]],
    [
      "The sum of [1, 2, 3] is 7, the product of 2 and 3.5 is 7.",
      ["wrong sum of [1, 2, 3] is 7", "confirmed product of 2 and 3.5 is 7"],
    ],
    [
      "the median of 5, 1 and 9 is 5; the median of 1, 2, 3, 4 is 2.5",
      ["confirmed median of 5, 1 and 9 is 5", "confirmed median of 1, 2, 3, 4 is 2.5"],
    ],
    ["The variance of 2, 4, 4, 4, 5, 5, 7 and 9 is 4.", ["confirmed variance of 2, 4, 4, 4, 5, 5, 7 and 9 is 4"]],
    [
      "The variance of 2, 4, 4, 4, 5, 5, 7 and 9 is 4.571.",
      ["confirmed variance of 2, 4, 4, 4, 5, 5, 7 and 9 is 4.571"],
    ],
    [
      "The sample variance of 2, 4, 4, 4, 5, 5, 7 and 9 is 4.0.",
      ["wrong sample variance of 2, 4, 4, 4, 5, 5, 7 and 9 is 4.0"],
    ],
    [
      "The standard deviation of 2, 4, 4, 4, 5, 5, 7 and 9 is 3.1.",
      ["wrong standard deviation of 2, 4, 4, 4, 5, 5, 7 and 9 is 3.1"],
    ],
    ["2、4 和 9 的平均值是 6。", ["wrong 2、4 和 9 的平均值是 6"]],
    ["30%, 45% and 25% add up to 100%", ["confirmed 30%, 45% and 25% add up to 100%"]],
    ["30%, 45% and 35% sum to 100%", ["wrong 30%, 45% and 35% sum to 100%"]],
    ["33%, 33% and 33% sum to 100%", []],
    ["The mean rating was 3.47 from 20 integer ratings.", ["wrong 3.47 from 20"]],
    ["The mean rating was 3.45 from 20 integer ratings.", ["confirmed 3.45 from 20"]],
    // Operations.
    ["The square root of 2 is 1.414.", ["confirmed square root of 2 is 1.414"]],
    ["The square root of 2 is about 1.441.", ["wrong square root of 2 is about 1.441"]],
    ["20% of 50 is 12, 3 times 4 is 13", ["wrong 20% of 50 is 12", "wrong 3 times 4 is 13"]],
    [
      "the natural log of 2 is 0.69 and log base 2 of 8 is 3",
      ["confirmed natural log of 2 is 0.69", "confirmed log base 2 of 8 is 3"],
    ],
    [
      "a standard deviation of 2 with n = 16 gives a standard error of 0.6",
      ["wrong 2 with n = 16 gives a standard error of 0.6"],
    ],
    ["the mean of $x$, where 2 plus 4 is 7", ["wrong 2 plus 4 is 7"]],
    ["the mean of 2, 4\nand 9 is 6", ["wrong mean of 2, 4\nand 9 is 6"]],
  ])("%j", async (text, expected) => {
    expect((await claims(text)).filter((claim) => !claim.startsWith("null"))).toEqual(expected);
  });
});

describe("what may be meant otherwise is not called wrong", () => {
  test.each(
    [
      "Step 2 of 5 (20%)",
      "page 3 of 10 (20%)",
      "9 of 30 (70%)",
      "we removed 5 of 20 layers (40%)",
      "5 of 20 layers (26% of the parameters)",
      "about 2 of 3 (about 66%)",
      "the mean accuracy of 0.9871 on 30 samples",
      "an accuracy of 0.9871, averaged over 5 runs, on 30 samples",
      "a balanced accuracy of 0.9871 on 30 samples",
      "a top-5 accuracy of 98.71% on 30 images",
      "an accuracy of 98% on 1000 images",
      "accuracy improved by 0.9871 on 30 samples",
      "an accuracy of 97.43% on 50000 images",
      "The mean of 2, 4 and 9 is 6 cm.",
      "The sum of 30, 40 and 50 minutes is 2 hours.",
      "The sum of 3, 4 and 5 is 60 minutes.",
      "the mean of 3 runs is 5",
      "The mean rating was 3.47 from 20 ratings.",
      "The mean of integer scores was 3.47 on a scale from 5",
      "2 plus 3 times 4 is 14.",
      "the range of 2 to 9 is 5",
      "we take 20% of 2019 is a good year",
      "a product of 2 and 3 is listed",
      "It is 5 minus 3 squared is what",
      "The maximum of 10 is 5 stars",
      "The sum of the 3, 4 and 5 year bonds is 7%",
      "version 2 of 3 (50%)",
      "rated 4 out of 5 (90%)",
    ].map((text) => [text]),
  )("%j", async (text) => expect((await claims(text)).filter((claim) => claim.startsWith("wrong"))).toEqual([]));
});

test("an impossible share says which are possible", async () => {
  const [claim] = (await checkText("an accuracy of 97.4% on 40 samples")).files[0]!.claims;
  expect(claim).toMatchObject({
    verdict: "wrong",
    computed: null,
    reason: "no share of 40: 38 of 40 is 95.0%, 39 of 40 is 97.5%",
  });
});

test("a long text takes time as its length", () => {
  for (const piece of [
    "1, ",
    "the mean of 1, ",
    "5 of ",
    "30%, ",
    "accuracy of 0.5 ",
    "integer mean of 1.5 ",
    "2 times ",
  ]) {
    expect(phrasesIn(piece.repeat(100_000))).toEqual([]);
    expect(phrasesIn(`${piece.repeat(100)}.\n`.repeat(300))).toEqual([]);
  }
});
