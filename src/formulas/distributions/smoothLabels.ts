import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, probabilities, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkProbabilities, checkRange, checkVector, withDefaults } from "../../formula/validate.js";
import { add, divide, exactProduct, exactSum, multiply, rest } from "../../numeric/twofold.js";

export interface SmoothLabelsOptions {
  /** ε in [0, 1]: the share that is spread over all classes alike; 0.1 unless said otherwise. */
  readonly epsilon?: number;
}

const defaults = { epsilon: 0.1 };

/**
 * Moves a share ε of the labels `p` of shape `(K)` to all classes alike: (1 − ε)p + ε/K, so that no class is certain.
 *
 * The paper's convention: ε/K goes to every class, the true one included; some codes give ε/(K − 1) to the others only.
 * Throws a RangeError for an empty vector, negative probabilities and an ε outside [0, 1], a TypeError for other kinds.
 * Source: Szegedy et al., Rethinking the Inception architecture for computer vision (2016), §7.
 */
export function smoothLabels(p: Vector, options: SmoothLabelsOptions = defaults): number[] {
  const epsilon = checked(p, options);
  const kept = exactSum(1, -epsilon);
  const keptLow = rest.low;
  const share = divide(epsilon, 0, p.length, 0);
  const shareLow = rest.low;
  const smoothed = new Array<number>(p.length);
  for (let i = 0; i < p.length; i++) {
    const label = multiply(p[i]!, 0, kept, keptLow);
    smoothed[i] = Number.isFinite(label) ? add(label, rest.low, share, shareLow) : p[i]!;
  }
  return smoothed;
}

/** Row i, column j: ∂/∂pⱼ of the ith entry. */
function jacobian(p: Vector, options: SmoothLabelsOptions = defaults): number[][] {
  const epsilon = checked(p, options);
  return Array.from(p, (_, i) => Array.from(p, (_, j) => (i === j ? 1 - epsilon : 0)));
}

function slopesByEpsilon(p: Vector, options: SmoothLabelsOptions = defaults): number[] {
  checked(p, options);
  return Array.from(p, (label) => {
    const whole = exactProduct(label, p.length);
    const excess = add(1, 0, -whole, -rest.low);
    return divide(excess, rest.low, p.length, 0);
  });
}

function checked(p: Vector, options: SmoothLabelsOptions): number {
  checkVector("smoothLabels", "p", p);
  checkProbabilities("smoothLabels", "p", p);
  const { epsilon } = withDefaults("smoothLabels", options, defaults);
  checkRange("smoothLabels", "epsilon", epsilon, !(epsilon < 0 || epsilon > 1), "in [0, 1]");
  return epsilon;
}

export default defineFormula({
  name: "smoothLabels",
  summary: "Takes a share ε from the labels and spreads it over all classes alike.",
  args: [
    probabilities("p"),
    options(setting("epsilon", 0.1, 0, 1, { latex: String.raw`\varepsilon`, domain: [0, 1] })),
  ],
  latex: String.raw`\mathrm{smooth}(p)_i = (1 - \varepsilon) \, p_i + \frac{\varepsilon}{n}`,
  expr: "(1 - epsilon) * p + epsilon / length(p)",
  value: smoothLabels,
  textbook: (p: Vector, { epsilon = 0.1 }: SmoothLabelsOptions = {}) =>
    Array.from(p, (label) => (1 - epsilon) * label + epsilon / p.length),
  accuracy: { value: 1, partials: 1 },
  partials: {
    p: {
      latex: String.raw`\frac{\partial}{\partial p_j} = (1 - \varepsilon) \, [i = j]`,
      expr: "(1 - epsilon) * (i == j ? 1 : 0)",
      value: jacobian,
    },
    epsilon: {
      latex: String.raw`\frac{\partial}{\partial \varepsilon} = \frac{1}{n} - p_i`,
      expr: "1 / length(p) - p",
      value: slopesByEpsilon,
    },
  },
  derivation: none("a weighted mean is a straight line in each of its parts, whose slope can be read off"),
  kinks: [],
  tensor: (tf, p, { epsilon }) => tf.add(tf.mul(p, 1 - epsilon), epsilon / p.size),
  examples: [
    { at: [[0, 1]], gives: [0.05, 0.95], because: "a tenth is taken from the label and halved among two classes" },
    {
      at: [[0, 1, 0, 0]],
      gives: [0.025, 0.925, 0.025, 0.025],
      because: "0.1 / 4 each; with ε/(K − 1) it would be 0.0333 and 0.9",
    },
    { at: [[0, 1, 0], { epsilon: 0.3 }], gives: [0.1, 0.8, 0.1], because: "0.7 stays, and each class is given 0.1" },
    { at: [[0.25, 0.75], { epsilon: 0 }], gives: [0.25, 0.75], because: "nothing is taken" },
    { at: [[1, 0], { epsilon: 1 }], gives: [0.5, 0.5], because: "all is spread: the label is forgotten" },
    {
      at: [[0, 1, 0]],
      gives: [approx("0.0333"), approx("0.9333"), approx("0.0333")],
      because: "0.1 / 3, and 0.9 more for the label",
    },
  ],
  laws: [
    {
      law: "sum(smoothLabels(p, epsilon)) == (1 - epsilon) * sum(p) + epsilon",
      because: "what is taken is given back: a distribution stays one",
    },
    { law: "smoothLabels(p, 0) == p", because: "nothing is taken" },
    { law: "smoothLabels(p, 1) == 1 / length(p)", because: "all is spread alike" },
    { law: "smoothLabels(p, epsilon) >= epsilon / length(p)", because: "every class has its share of what is spread" },
  ],
  sources: ["Szegedy et al., Rethinking the Inception architecture for computer vision (2016), §7"],
});
