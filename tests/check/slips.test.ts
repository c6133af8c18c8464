import { expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";

const slip = async (formula: string) => (await checkText(`$${formula}$`)).files[0]!.claims.at(-1)!.slip;

test.each([
  ["\\ln(0.07) \\approx 2.659", "the value with the other sign"],
  ["\\frac{64}{69} \\approx 7.246\\%", "one minus the value"],
  ["\\frac{1 + 1.5}{4 + 3.1} \\approx 2.84", "the reciprocal of the value"],
  ["3.1 \\cdot 4.7 \\approx 29.14", "twice the value"],
  ["\\frac{0.29 + 0.333}{2} = 0.623", "twice the value"],
  ["\\frac{1.1 + 2.2 + 3.35}{3} = 6.65", "the sum, not divided"],
  ["3.1 \\cdot 4.7 = 145.7", "ten times the value"],
  ["3.1 \\cdot 4.7 = 0.1457", "the value divided by a hundred"],
  ["1.11 + 2.22 + 3.35 \\approx 2.227", "the mean of the 3 terms, not their sum"],
  ["\\ln(18.62) \\approx 1.26998", "the value with the logarithm to base 10"],
  ["\\ln(18.62) \\approx 4.219", "the value with the logarithm to base 2"],
  ["2 \\ln(18.62) + 1 \\approx 9.4376", "the value with the logarithm to base 2"],
  ["\\sin(30) \\approx 0.500", undefined],
  ["\\sin(31) \\approx 0.5150", undefined],
  ["\\sin(5.5) \\approx 0.0958", "the value with degrees for radians"],
  ["\\cos(31^\\circ) \\approx 0.9147", "the value with radians for degrees"],
  ["\\sin(0.7) \\approx 0.7648", "the value with the cosine for the sine"],
  ["\\sigma(1.3) \\approx 0.8617", "the value with tanh for σ"],
  ["\\sigma(1.3) \\approx 0.1683", "the derivative of σ"],
  ["\\sigma(1.3) \\approx 0.2142", "one minus the value"],
  ["\\tanh(1.3) \\approx 0.7858", "the value with σ for tanh"],
  ["\\tanh(1.3) \\approx 0.2574", "the derivative of tanh"],
  ["\\tanh(1.3) \\approx 0.5717", "the value of half the argument"],
  ["e^{1.3} \\approx 0.2725", "the reciprocal of the value"],
  ["2 - 0.37 \\cdot 0.55 = 1.45", "the value without the factor 0.37"],
  ["\\frac{1}{2} \\cdot 17.7 \\cdot 20.1^2 = 177.885", "the value without the power 2"],
  ["20.1^2 + 3 = 43.2", "the value with a product for a power"],
  ["19.1 + 5.36 + 3 = 24.46", "the value without the term 3"],
  ["19.1 - 5.36 + 2 = 26.46", "the value with a plus for a minus"],
  ["\\sqrt{37} \\approx 18.52", undefined],
  ["1 + 1 = 4", undefined],
])("%s: %s", async (formula, name) => {
  const found = await slip(formula!);
  expect(found?.replace("what is written is ", "")).toBe(name);
});

test.each(["\\sqrt{37} \\approx 6.038", "\\sqrt{37} \\approx 6.803", "8 \\cdot 7 = 65"])(
  "two digits are swapped in %s",
  async (formula) => {
    expect(await slip(formula)).toBe("two digits are swapped");
  },
);

test("digits are counted to any number of places", async () => {
  expect(await slip(`2 \\approx 0.${"0".repeat(120)}1`)).toBe(undefined);
});

test("a slip is a hint only where something is wrong", async () => {
  expect(await slip("\\ln(18.62) \\approx 2.924")).toBe(undefined);
  expect(await slip("\\log(18.62) \\approx 1.26998")).toBe(undefined);
});

test("a value of very many digits is told by its first ones", async () => {
  const [claim] = (await checkText("$170! = 3$")).files[0]!.claims;
  expect(claim).toMatchObject({ verdict: "wrong", reason: "the value is 7.2574… × 10^306", computed: null });
});
