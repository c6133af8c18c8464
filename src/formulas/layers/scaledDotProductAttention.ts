import { approx } from "../../formula/approx.js";
import type { Matrix } from "../../formula/argument.js";
import { flag, matrix, options, real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLengths, checkMatrix, withDefaults } from "../../formula/validate.js";
import { attend } from "../../numeric/attention.js";
import { inRows, Rows } from "../../numeric/matrixProduct.js";

export interface AttentionOptions {
  /** Whether a query sees only the keys up to its own place; false unless said otherwise. */
  readonly causal?: boolean;
}

const defaults: Required<AttentionOptions> = { causal: false };

/**
 * Means of the values, weighed for each query by how well each key agrees with it: softmax(QKᵀ/√d)V.
 *
 * `queries` have shape `(n, d)`, `keys` `(m, d)`, `values` `(m, v)`, the result `(n, v)`. With `causal`, query i sees keys
 * 1 to i, as if the scores of all others were −Infinity. The root keeps scores of long vectors from growing with their
 * length, where the softmax would be all but certain. Scores are carried in twice the precision, which the softmax would
 * otherwise magnify. Throws a RangeError for empty or ragged matrices and for lengths that differ, a TypeError for other
 * kinds. Source: Vaswani et al., Attention is all you need (2017), eq. 1.
 */
export function scaledDotProductAttention(
  queries: Matrix,
  keys: Matrix,
  values: Matrix,
  options: AttentionOptions = defaults,
): number[][] {
  const [, width] = checkMatrix("scaledDotProductAttention", "queries", queries);
  const [count, ofKeys] = checkMatrix("scaledDotProductAttention", "keys", keys);
  const [ofValues, outputs] = checkMatrix("scaledDotProductAttention", "values", values);
  const { causal } = withDefaults("scaledDotProductAttention", options, defaults);
  checkLengths("scaledDotProductAttention", "queries[0]", width, "keys[0]", ofKeys);
  checkLengths("scaledDotProductAttention", "keys", count, "values", ofValues);
  const seenBy = (query: number) => (causal ? Math.min(query + 1, count) : count);
  return inRows(attend(Rows.of(queries), Rows.of(keys), Rows.ofColumns(values), seenBy), outputs);
}

const seen = "(causal ? min(i, length(keys)) : length(keys))";
const score = (key: string) => `sum(k, length(keys[1]), queries[i, k] * keys[${key}, k]) / sqrt(length(keys[1]))`;
const weight = `(1 / sum(l, ${seen}, exp(${score("l")} - ${score("j")})))`;

export default defineFormula({
  name: "scaledDotProductAttention",
  summary: "Gives each query the mean of the values, weighed by how well their keys agree with it.",
  args: [
    matrix("queries", ["n", "d"], -2, 2, { latex: "Q" }),
    matrix("keys", ["m", "d"], -2, 2, { latex: "K" }),
    matrix("values", ["m", "v"], -2, 2, { latex: "V" }),
    options(flag("causal", false)),
  ],
  axes: { n: [1, 3], m: [1, 3], d: [1, 2], v: [1, 2] },
  latex: String.raw`Y = P V \quad\text{with}\quad p_{i} = \mathrm{softmax}\left(\frac{q_i K^\top}{\sqrt{d}}\right) \text{ over the keys that query } i \text{ sees}`,
  expr: `table(i, length(queries), table(c, length(values[1]), sum(j, ${seen}, ${weight} * values[j, c])))`,
  value: scaledDotProductAttention,
  textbook: (queries: Matrix, keys: Matrix, values: Matrix, { causal = false }: AttentionOptions = {}) => {
    const agree = (q: ArrayLike<number>, k: ArrayLike<number>) =>
      Array.from(q, (x, j) => x * k[j]!).reduce((a, b) => a + b) / Math.sqrt(q.length);
    const powers = Array.from(queries, (q, i) =>
      Array.from(keys, (k, j) => (causal && j > i ? 0 : Math.exp(agree(q, k)))),
    );
    const weights = powers.map((row) => row.map((power) => power / row.reduce((a, b) => a + b)));
    return weights.map((row) =>
      Array.from(values[0]!, (_, c) => row.reduce((sum, weight, j) => sum + weight * values[j]![c]!, 0)),
    );
  },
  accuracy: { value: 1, partials: 0 },
  partials: none("a matrix by a matrix has four axes; by the values it is a dense layer with the weights for inputs"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, queries, keys, values, { causal }) => {
    const scores = tf.div(tf.matMul(queries, keys, false, true), Math.sqrt(queries.shape[1]!));
    const seen = tf.linalg.bandPart(tf.onesLike(scores), -1, causal ? 0 : -1);
    const masked = tf.where(tf.greater(seen, 0), scores, tf.fill(scores.shape, Number.NEGATIVE_INFINITY));
    return tf.matMul(tf.softmax(masked), values);
  },
  examples: [
    {
      at: [
        [[1, 0]],
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ],
      gives: [[approx("0.66976155"), approx("0.33023845")]],
      because: "scores 1/√2 and 0: σ(0.7071) and what is left to 1",
    },
    {
      at: [
        [[0, 0]],
        [
          [1, 2],
          [3, 4],
        ],
        [[10], [20]],
      ],
      gives: [[15]],
      because: "a query that agrees with no key more than with another gets the plain mean",
    },
    {
      at: [[[1], [1]], [[0], [0]], [[10], [20]], { causal: true }],
      gives: [[10], [15]],
      because: "the first query sees one key only, the second both",
    },
    {
      at: [[[1000]], [[1], [-1]], [[3], [5]]],
      gives: [[3]],
      because: "scores 2000 apart leave nothing to the second key; e¹⁰⁰⁰ would overflow",
    },
    {
      at: [
        [[2, 2, 2, 2]],
        [
          [1, 1, 1, 1],
          [0, 0, 0, 0],
        ],
        [[1], [0]],
      ],
      gives: [[approx("0.9820")]],
      because: "8/√4 is 4, and σ(4) ≈ 0.9820; without the root it would be σ(8) ≈ 0.9997",
    },
  ],
  laws: [
    {
      law: "scaledDotProductAttention(0 * queries, keys, values, 0) == table(i, length(queries), mean(j, length(keys), values[j]))",
      because: "a query that asks nothing gets the mean",
    },
    {
      law: "scaledDotProductAttention(queries, keys, values, 1)[1] == values[1]",
      because: "at the first place there is only one key to see",
    },
    {
      law: "scaledDotProductAttention(queries, table(j, length(keys), keys[j] + keys[1]), values, causal) == scaledDotProductAttention(queries, keys, values, causal)",
      because: "what all keys have in common adds the same to all scores of a query",
    },
    {
      law: "scaledDotProductAttention(queries, keys, values + c, causal) == scaledDotProductAttention(queries, keys, values, causal) + c",
      because: "the weights add up to 1",
      with: [real("c", -4, 4)],
    },
  ],
  sources: ["Vaswani et al., Attention is all you need (2017), eq. 1"],
});
