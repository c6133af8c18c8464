import { approx } from "../../formula/approx.js";
import { count, options, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkWhole, withDefaults } from "../../formula/validate.js";
import type { DoubleDouble } from "../../numeric/doubleDouble.js";
import { add, divide, exactProduct, multiply, toNumber } from "../../numeric/doubleDouble.js";
import { squareRoot } from "../../numeric/moments.js";
import { normalHalfWidth } from "../../numeric/normalQuantile.js";

export interface WilsonIntervalOptions {
  /** How often such intervals are to hold the true proportion, between 0 and 1; 0.95 unless said otherwise. */
  readonly confidence?: number;
}

const defaults = { confidence: 0.95 };

/**
 * Between which two proportions the true one lies, as far as `successes` of `n` tell: `[low, high]`, both from 0 to 1.
 *
 * It stays within 0 and 1, which p ± z√(p(1−p)/n) does not, and does not shrink to a point where all or none succeeded;
 * its ends are exactly 0 or 1 there. The difference for the lower end, which cancels where few succeeded, is not taken: the
 * ends multiply to k²/(n(n + z²)). Throws a RangeError unless both are whole numbers, n from 1, with no more successes
 * than n, and the confidence lies between 0 and 1; a TypeError for other kinds. Source: Wilson, Probable inference, the law
 * of succession, and statistical inference (1927).
 */
export function wilsonInterval(successes: number, n: number, options: WilsonIntervalOptions = defaults): number[] {
  checkWhole("wilsonInterval", "successes", successes, 0);
  checkWhole("wilsonInterval", "n", n, 1);
  checkRange("wilsonInterval", "successes", successes, successes <= n, `at most ${n}, the number of all`);
  const { confidence } = withDefaults("wilsonInterval", options, defaults);
  checkRange("wilsonInterval", "confidence", confidence, confidence > 0 && confidence < 1, "between 0 and 1");
  const z = normalHalfWidth(confidence);
  const square = multiply(z, z);
  const spread = divide(exactProduct(successes, n - successes), [n, 0]);
  const root = multiply(z, squareRoot(add(spread, over4(square))));
  const sum = add(add([successes, 0], multiply([0.5, 0], square)), root);
  const low = divide(divide(exactProduct(successes, successes), [n, 0]), sum);
  const high = divide(sum, add([n, 0], square));
  return [toNumber(low), successes === n ? 1 : toNumber(high)];
}

function over4([high, low]: DoubleDouble): DoubleDouble {
  return [high / 4, low / 4];
}

const z = "(sqrt(2) * erfinv(confidence))";
const share = "successes / n";
const root = `${z} * sqrt(${share} * (1 - ${share}) / n + ${z}^2 / (4 * n^2))`;

export default defineFormula({
  name: "wilsonInterval",
  summary: "Between which two proportions the true one lies, as far as some successes of n tell.",
  args: [
    count("successes", 0, 20, { latex: "k" }),
    count("n", 20, 100, { domain: [1, Number.MAX_SAFE_INTEGER] }),
    options(
      setting("confidence", 0.95, 0.5, 0.999, {
        latex: "c",
        domain: [Number.MIN_VALUE, 1 - 2 ** -53],
      }),
    ),
  ],
  latex: String.raw`p_{\pm} = \frac{\hat{p} + \frac{z^2}{2n} \pm z \sqrt{\frac{\hat{p} (1 - \hat{p})}{n} + \frac{z^2}{4n^2}}}{1 + \frac{z^2}{n}} \quad\text{with}\quad \hat{p} = \frac{k}{n}, \quad z = \Phi^{-1}\left(\frac{1 + c}{2}\right)`,
  expr: `[(${share} + ${z}^2 / (2 * n) - ${root}) / (1 + ${z}^2 / n), (${share} + ${z}^2 / (2 * n) + ${root}) / (1 + ${z}^2 / n)]`,
  value: wilsonInterval,
  textbook: none("the quantile z of the normal distribution takes more than five lines"),
  accuracy: { value: 1, partials: 0 },
  partials: none("successes are counted"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: none("TensorFlow.js has no inverse of the error function"),
  examples: [
    {
      at: [29, 30],
      gives: [approx("0.833296090085908"), approx("0.994091409618388")],
      because: "29/30 is 0.967, but 30 tries tell no more than this",
    },
    {
      at: [290, 300],
      gives: [approx("0.9397"), approx("0.9818")],
      because: "ten times as many tries make it about a third as wide",
    },
    {
      at: [29, 30, { confidence: 0.5 }],
      gives: [approx("0.9367"), approx("0.9827")],
      because: "who may be wrong half of the time can say more",
    },
    {
      at: [0, 10],
      gives: [0, approx("0.2775")],
      because: "none of ten: z²/(10 + z²), while p ± z√(p(1−p)/n) would be 0 ± 0",
    },
    { at: [10, 10], gives: [approx("0.7225"), 1], because: "all of ten: what none of ten leaves to 1" },
    { at: [1, 1], gives: [approx("0.2065"), 1], because: "one try says little" },
  ],
  laws: [
    {
      law: "wilsonInterval(n - successes, n, confidence)[1] == 1 - wilsonInterval(successes, n, confidence)[2]",
      because: "failures are what successes leave",
    },
    {
      law: "wilsonInterval(successes, n, confidence)[1] <= successes / n",
      because: "it holds the share that was found",
    },
    {
      law: "wilsonInterval(successes, n, confidence)[2] >= successes / n",
      because: "it holds the share that was found",
    },
    {
      law: "erf(abs(wilsonInterval(successes, n, confidence)[2] - successes / n) / sqrt(2 * wilsonInterval(successes, n, confidence)[2] * (1 - wilsonInterval(successes, n, confidence)[2]) / n)) == confidence",
      because: "were the true proportion at an end, what was found would lie just z of its own deviations away",
    },
  ],
  sources: ["Wilson, Probable inference, the law of succession, and statistical inference (1927)"],
});
