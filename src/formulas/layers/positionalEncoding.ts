import { approx } from "../../formula/approx.js";
import { count } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkWhole } from "../../formula/validate.js";
import { divide } from "../../numeric/doubleDouble.js";
import { powersOfRoot } from "../../numeric/wavelengths.js";

/**
 * What tells a transformer where a word stands: a row of sines and cosines in turn for each place, of wavelengths from
 * 2π to 10 000 · 2π; shape `(length, width)`.
 *
 * Places count from 0. The angles are carried in twice the precision, without which a sine at place 5 000 would lose
 * three digits. Of an odd width the last column is a sine. Throws a RangeError for sizes that are not whole numbers from
 * 1, a TypeError for anything but numbers. Source: Vaswani et al., Attention is all you need (2017), §3.5.
 */
export function positionalEncoding(length: number, width: number): number[][] {
  checkWhole("positionalEncoding", "length", length, 1);
  checkWhole("positionalEncoding", "width", width, 1);
  const divisors = powersOfRoot(width, Math.ceil(width / 2));
  return Array.from({ length }, (_, place) => {
    const row: number[] = [];
    for (const divisor of divisors) {
      const [angle, rest] = divide([place, 0], divisor);
      const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
      row.push(sine + rest * cosine);
      if (row.length < width) row.push(cosine - rest * sine);
    }
    return row;
  });
}

const pair = "floor((c - 1) / 2)";
const angle = `(p - 1) / 10000^(2 * ${pair} / width)`;

export default defineFormula({
  name: "positionalEncoding",
  summary: "Marks each place by sines and cosines of many wavelengths.",
  args: [count("length", 1, 12, { latex: "n" }), count("width", 1, 9, { latex: "d" })],
  latex: String.raw`\begin{aligned}
\mathrm{PE}_{p, 2i} &= \sin\left(\frac{p}{10000^{2i/d}}\right) \\
\mathrm{PE}_{p, 2i + 1} &= \cos\left(\frac{p}{10000^{2i/d}}\right), \quad p = 0, \dots, n - 1
\end{aligned}`,
  expr: `table(p, length, table(c, width, c - 1 == 2 * ${pair} ? sin(${angle}) : cos(${angle})))`,
  value: positionalEncoding,
  textbook: (length, width) => {
    const angle = (place: number, column: number) => place / 10000 ** ((2 * Math.floor(column / 2)) / width);
    const wave = (angle: number, column: number) => (column % 2 === 0 ? Math.sin(angle) : Math.cos(angle));
    const row = (place: number) => Array.from({ length: width }, (_, column) => wave(angle(place, column), column));
    return Array.from({ length }, (_, place) => row(place));
  },
  accuracy: { value: 1.5, partials: 0 },
  partials: none("a length cannot change a little"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, length, width) => {
    const [rows, columns] = [length.dataSync()[0]!, width.dataSync()[0]!];
    const column = tf.range(0, columns);
    const pair = tf.floor(tf.div(column, 2));
    const divisor = tf.pow(tf.scalar(10000), tf.div(tf.mul(pair, 2), width));
    const angle = tf.div(tf.reshape(tf.range(0, rows), [rows, 1]), divisor);
    return tf.where(tf.equal(tf.sub(column, tf.mul(pair, 2)), 0), tf.sin(angle), tf.cos(angle));
  },
  examples: [
    {
      at: [2, 4],
      gives: [
        [0, 1, 0, 1],
        [approx("0.84147098"), approx("0.54030231"), approx("0.0099998333"), approx("0.99995000")],
      ],
      because: "sin 1, cos 1, then 10000^(2/4) = 100 times slower: sin 0.01, cos 0.01",
    },
    { at: [1, 3], gives: [[0, 1, 0]], because: "the first place is all sines of 0 and cosines of 0" },
    {
      at: [3, 1],
      gives: [[0], [approx("0.8415")], [approx("0.9093")]],
      because: "an odd width ends with a sine: sin 0, sin 1, sin 2",
    },
    {
      at: [4, 2],
      gives: [
        [0, 1],
        [approx("0.8415"), approx("0.5403")],
        [approx("0.9093"), approx("-0.4161")],
        [approx("0.1411"), approx("-0.9900")],
      ],
      because: "each pair of columns goes round a circle",
    },
  ],
  laws: [
    {
      law: "table(p, length, positionalEncoding(length, 4)[p, 3]^2 + positionalEncoding(length, 4)[p, 4]^2) == 1",
      because: "each pair lies on a circle",
    },
    { law: "abs(positionalEncoding(length, width)) <= 1", because: "sines and cosines go no further" },
    {
      law: "table(p, length, positionalEncoding(length + 2, 2)[p + 2, 1]) == table(p, length, sin(2) * positionalEncoding(length, 2)[p, 2] + cos(2) * positionalEncoding(length, 2)[p, 1])",
      because: "two places on is the same turn from wherever one starts",
    },
  ],
  sources: ["Vaswani et al., Attention is all you need (2017), §3.5"],
});
