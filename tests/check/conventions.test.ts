import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { conventionsIn } from "../../src/check/words/conventions.js";

describe("what a text says that log means", () => {
  test.each([
    ["Here $\\log$ denotes the base-2 logarithm.", 2],
    ["where log is base 2", 2],
    ["All logarithms are to the base 2.", 2],
    ["Logarithms are taken in base two.", 2],
    ["We use base-10 logarithms.", 10],
    ["using logarithms to base 10", 10],
    ["Here `log` means the natural logarithm.", "e"],
    ["Throughout, logs are natural.", "e"],
    ["log(x) stands for the common logarithm", 10],
    ["此处 log 表示以 2 为底的对数。", 2],
    ["其中 log 表示自然对数。", "e"],
    ["log bezeichnet den natürlichen Logarithmus", "e"],
    ["log désigne le logarithme népérien", "e"],
  ])("%s", (text, base) => expect(conventionsIn(text)).toEqual([{ base, from: 0 }]));

  test.each([
    "The log base 2 of 8 is 3.",
    "A log is written to the base directory.",
    "Use the log of the 10 runs.",
    "The logarithm comes first, but base 2 is common.",
    "The natural logarithm of 2 is 0.693.",
    "Log messages denote the base class.",
    "login is base64",
  ])("%s — nothing", (text) => expect(conventionsIn(text)).toEqual([]));
});

const verdicts = async (text: string) => (await checkText(text)).files[0]!.claims.map(({ verdict }) => verdict);

describe("a stated base", () => {
  test.each([
    ["holds for the whole document", "$\\log 8 = 3$, where log is base 2.", ["confirmed"]],
    ["makes a natural value a doubt", "Here log denotes the binary logarithm: $\\log 8 \\approx 2.079$", ["ambiguous"]],
    ["finds what fits no base", "Here log denotes the binary logarithm: $\\log 8 = 4$", ["wrong"]],
    ["leaves ln alone", "Here log denotes the binary logarithm: $\\ln 8 \\approx 2.079$", ["confirmed"]],
    [
      "is replaced by another",
      "Logs are natural. $\\log 8 \\approx 2.079$\n\nNow log denotes the binary logarithm. $\\log 8 = 3$",
      ["confirmed", "confirmed"],
    ],
  ])("%s", async (_, text, expected) => expect(await verdicts(text)).toEqual(expected));
});

describe("a numbered example has values of its own", () => {
  test.each(["Example 2: ", "**Example B.** ", "例 2：", "### Exercise 2\n\n", "Aufgabe 2. "])(
    "%s",
    async (heading) => {
      const text = `Let $x = 2$ and $y = 3$, so $x + 2y = 9.5$.\n\n${heading}Let $x = 3$, so $x + 2y = 9.5$.`;
      expect(await verdicts(text)).toEqual([null, null, "wrong", null, "unchecked"]);
    },
  );
});
