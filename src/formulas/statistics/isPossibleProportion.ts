import { count, text } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkText, checkWhole } from "../../formula/validate.js";

/**
 * Whether a share that is written as `text`, such as `"0.9875"` or `"98.75%"`, can be that of a whole number among `n`:
 * whether some k/n rounds to the digits written.
 *
 * A text is asked for because "0.90" says more than 0.9. Ties may have been rounded either way. Worked out in whole
 * numbers, without any rounding. Throws a RangeError for a text that is no decimal number and unless `n` is a whole
 * number from 1, a TypeError for other kinds. Source: Brown & Heathers, The GRIM test (2017).
 */
export function isPossibleProportion(text: string, n: number): boolean {
  checkText("isPossibleProportion", "text", text);
  checkWhole("isPossibleProportion", "n", n, 1);
  const match = /^\s*([-+]?)(\d*)(?:\.(\d*))?\s*(%?)\s*$/.exec(text);
  const [, sign, whole = "", fraction = "", percent] = match ?? [];
  if (whole + fraction === "") {
    throw new RangeError(
      `isPossibleProportion: text is ${JSON.stringify(text)} but must be a decimal such as "0.9875" or "98.75%"`,
    );
  }
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  const unit = 10n ** BigInt(fraction.length + (percent === "%" ? 2 : 0));
  // |k/n − digits/unit| ≤ ½/unit, times 2·n·unit.
  const least = dividedUp((2n * digits - 1n) * BigInt(n), 2n * unit);
  const greatest = -dividedUp((-2n * digits - 1n) * BigInt(n), 2n * unit);
  return least <= greatest && least <= BigInt(n) && greatest >= 0n;
}

/** The least whole number that is not below the quotient. */
function dividedUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend > quotient * divisor ? quotient + 1n : quotient;
}

export default defineFormula({
  name: "isPossibleProportion",
  summary: "Whether a proportion, as it is written, can be that of a whole number among n.",
  args: [text("text"), count("n", 1, 1000)],
  latex: String.raw`\exists \, k \in \{0, \dots, n\} : \left\lvert \frac{k}{n} - p \right\rvert \le \tfrac{1}{2} \cdot 10^{-d}`,
  expr: none("how many digits a text has is not a matter of numbers"),
  value: isPossibleProportion,
  textbook: (text, n) => {
    const digits = text.split(".")[1]?.length ?? 0;
    return Math.abs(Math.round(Number(text) * n) / n - Number(text)) <= 0.5 * 10 ** -digits;
  },
  accuracy: { value: 0, partials: 0 },
  partials: none("yes or no has no slope"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: none("tensors hold no decimal numbers"),
  examples: [
    { at: ["0.9875", 30], gives: false, because: "29/30 is 0.9667 and 30/30 is 1: nothing lies between" },
    { at: ["0.9875", 80], gives: true, because: "79/80" },
    { at: ["98.75%", 80], gives: true, because: "the same in percent" },
    { at: ["0.33", 3], gives: true, because: "1/3 to two digits" },
    { at: ["0.330", 3], gives: false, because: "1/3 to three digits is 0.333: a zero more is a digit more" },
    { at: ["0.12", 8], gives: true, because: "1/8 is 0.125, halfway to 0.13, and may have been rounded either way" },
    { at: ["0.13", 8], gives: true, because: "1/8 again, the other way" },
    { at: ["1.2", 5], gives: false, because: "no share is more than the whole" },
  ],
  laws: [],
  sources: [
    "Brown & Heathers, The GRIM test: a simple technique detects numerous anomalies in the reporting of results in psychology (2017)",
  ],
});
