import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";

/** The verdict on the last claim of a text. */
const last = async (text: string) => (await checkText(text)).files[0]!.claims.at(-1)?.verdict;

describe("a name has the value that the sentence before gives it", () => {
  test.each([
    "where α = 0.1, we get $3\\alpha = 0.4$",
    "- `\\alpha = 0.1`\n- `β = 0.9`\n\nso $3\\alpha = 0.4$",
    "with a rate α = 0.1 the step is $3\\alpha = 0.4$",
    "设 α = 0.1，则 $3\\alpha = 0.4$",
    "其中α=0.1。因此 $3\\alpha = 0.4$",
    "wobei α = 0,1 ist. $3\\alpha = 0.4$",
    "où α = 0,1, donc $3\\alpha = 0.4$",
    "donde α = 0.1; $3\\alpha = 0.4$",
    "Let $\\alpha = 0.5$. Now α = 0.1, so $3\\alpha = 0.4$",
    "with α = 0.1 samples $3\\alpha = 0.4$",
    "(α = 0.1) $3\\alpha = 0.4$",
    "**α = 0.1**: $3\\alpha = 0.4$",
  ])("%j", async (text) => expect(await last(text)).toBe("wrong"));
});

describe("a name whose value is not told has none, even where it had one", () => {
  test.each([
    "α = 0.1 or 0.2",
    "α = 0.1, 0.2",
    "α = 0.1, …, 0.5",
    "α = 0.1 and 0.2",
    "α = 0.1 to 0.2",
    "α = 0.1–0.2",
    "α = 0.1, which is reduced to 0.01",
    "α = 0.1 m/s",
    "α = 0.1 km",
    "α = 0.1 million",
    "α = 0.1 seconds",
    "α = 0.1 V",
    "α = 0.1 $",
    "α = 2 万",
    "α = 0.1、0.2",
  ])("%j", async (sentence) => {
    expect(await last(`Let $\\alpha = 0.3$. Take ${sentence}.\n\nThen $3\\alpha + 0.1 = 0.4$`)).toBe("unchecked");
    expect(await last(`Let $\\alpha = 0.3$. Take it.\n\nThen $3\\alpha + 0.1 = 0.4$`)).toBe("wrong");
  });
});
