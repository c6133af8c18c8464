// How well does a logistic regression on words tell praise from complaint in sentences it has not seen, beside the
// majority, and does it hear a "not"? Run after `npm run build`: node bench/lessons/binary-cross-entropy.mjs
import { mean, readTable, sigmoid, split } from "workings";

const table = readTable(new URL("../../notebooks/data/sentences.csv", import.meta.url).pathname);
const labels = table.numbers("label");
const rows = table.texts("sentence").map((text, i) => ({ words: wordsOf(text), label: labels[i] }));

if (import.meta.filename === process.argv[1]) {
  const figures = Array.from({ length: 100 }, (_, seed) => trial(seed + 1));
  for (const name of Object.keys(figures[0])) {
    const values = figures.map((figure) => figure[name]);
    const first = values.slice(0, 20);
    const told = (some) => `${Math.min(...some)} to ${Math.max(...some)}, mean ${mean(some).toFixed(3)}`;
    console.log(`${name}: ${told(values)}; splits 1 to 20: ${told(first)}`);
  }
}

/** Of 90 sentences learnt and 30 tested, how many each way tells right, and how many words it weighs. */
export function trial(seed) {
  const { train, test } = split(rows, { test: 0.25, seed });
  const model = learnt(train);
  const usual = mean(train.map(({ label }) => label)) > 0.5 ? 1 : 0;
  const plain = wordsOf("The coffee was good.");
  const negated = wordsOf("The coffee was not good.");
  return {
    "right of 90 learnt": train.filter((row) => guess(model, row) === row.label).length,
    words: model.size - 1,
    regression: test.filter((row) => guess(model, row) === row.label).length,
    majority: test.filter(({ label }) => label === usual).length,
    good: sigmoid(score(model, plain)),
    notGood: sigmoid(score(model, negated)),
  };
}

function guess(model, { words }) {
  return score(model, words) > 0 ? 1 : 0;
}

/** Each word once, and the empty one, whose weight is the bias. */
function wordsOf(text) {
  return ["", ...new Set(text.toLowerCase().match(/[a-z]+/g))];
}

function score(model, words) {
  return words.reduce((sum, word) => sum + (model.get(word) ?? 0), 0);
}

function learnt(train) {
  const seen = train.flatMap(({ words }) => words);
  const often = [...new Set(seen)].filter((word) => seen.filter((one) => one === word).length >= 2);
  const model = new Map(often.map((word) => [word, 0]));
  for (let step = 0; step < 300; step++) learnFrom(model, train);
  return model;
}

function learnFrom(model, train) {
  const misses = train.map(({ words, label }) => sigmoid(score(model, words)) - label);
  for (const [i, { words }] of train.entries()) {
    for (const word of words) {
      if (model.has(word)) model.set(word, model.get(word) - (0.5 / train.length) * misses[i]);
    }
  }
}
