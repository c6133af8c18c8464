import { count, label } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber, checkRange, checkWhole } from "../../formula/validate.js";

/**
 * A vector of `size` entries that is 1 at `index`, counted from 0, and 0 elsewhere: the distribution that is certain.
 *
 * Throws a RangeError for a size that is not a whole number from 1 and an index that is none of its places, a TypeError
 * for anything but numbers. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), §6.2.2.3.
 */
export function oneHot(index: number, size: number): number[] {
  checkNumber("oneHot", "index", index);
  checkWhole("oneHot", "size", size, 1);
  const isPlace = Number.isInteger(index) && index >= 0 && index < size;
  checkRange("oneHot", "index", index, isPlace, `a whole number from 0 to ${size - 1}`);
  const result = new Array<number>(size).fill(0);
  result[index] = 1;
  return result;
}

export default defineFormula({
  name: "oneHot",
  summary: "Turns a class number into the vector that is 1 at its place and 0 elsewhere.",
  args: [label("index", "n", { latex: "k" }), count("size", 1, 8, { axis: "n", latex: "n" })],
  axes: { n: [1, 8] },
  latex: String.raw`e_i = [i = k + 1], \quad i = 1, \dots, n`,
  expr: "table(i, size, i == index + 1 ? 1 : 0)",
  value: oneHot,
  textbook: (index, size) => Array.from({ length: size }, (_, i) => (i === index ? 1 : 0)),
  accuracy: { value: 0, partials: 0 },
  partials: none("a class number cannot change a little"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, index, size) => {
    // TensorFlow.js wants two classes at least.
    const classes = size.dataSync()[0]!;
    return tf.slice(tf.cast(tf.oneHot(index.toInt(), classes + 1), "float32"), 0, classes);
  },
  examples: [
    { at: [1, 3], gives: [0, 1, 0], because: "the index counts from 0" },
    { at: [0, 3], gives: [1, 0, 0], because: "the first class" },
    { at: [2, 3], gives: [0, 0, 1], because: "the last of three classes has the index 2" },
    { at: [0, 1], gives: [1], because: "with one class there is no doubt" },
  ],
  laws: [
    { law: "sum(oneHot(index, size)) == 1", because: "it is a distribution" },
    { law: "oneHot(index, size)[index + 1] == 1", because: "that is what makes it one" },
    { law: "oneHot(index, size)^2 == oneHot(index, size)", because: "0 and 1 are their own squares" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), §6.2.2.3"],
});
