// How near to the grammar's own loss does one causal block come with one head and with two, and does its verb agree with
// the first noun? Writes the table of the lesson. Run after `npm run build`:
// node bench/lessons/attention.mjs > notebooks/data/attention-runs.csv
import { adam, argMax, layers, mean, seededRandom, sequential } from "workings";

const nouns = ["dog", "dogs", "cat", "cats", "bird", "birds", "fox", "foxes"];
const verbs = ["sees", "see", "hears", "hear", "likes", "like"];
const words = [".", "the", "near", ...nouns, ...verbs];
const loss = "sparseCategoricalCrossEntropyFromLogits";

if (import.meta.filename === process.argv[1]) {
  console.log("heads,seed,loss,agreement,first_noun");
  for (const heads of [1, 2]) {
    for (let seed = 1; seed <= 60; seed++) {
      const found = trial(heads, seed);
      const figures = [found.loss, found.agreement, found.firstNoun].map((figure) => figure.toFixed(4));
      console.log([heads, seed, ...figures].join());
    }
  }
}

/**
 * Trains a network of one block on 400 batches of 32 sentences. On 2000 others: its loss, the share of verbs whose likeliest
 * agrees with the first noun, and how much of it the place before the verb asks, in the head where that is most.
 */
export function trial(heads, seed) {
  const [model, random] = [network(heads, seed), seededRandom(seed)];
  const trainer = model.trainer(adam({ learningRate: 0.005 }));
  for (let step = 0; step < 400; step++) {
    const { x, y } = sentences(random, 32);
    trainer.step(x, y, loss);
  }
  const { x, y } = sentences(seededRandom(1000), 2000);
  const firstVerb = words.indexOf(verbs[0]);
  const agrees = model
    .predict(x)
    .map((logits, i) => argMax(logits[5].slice(firstVerb)) % 2 === (y[i][5] - firstVerb) % 2);
  const attention = model.activations(x.slice(0, 200)).find(({ name }) => name === "attention");
  const maps = attention.nested();
  const firstNoun = Math.max(...maps[0].map((_, head) => mean(maps.map((map) => map[head][5][2]))));
  return { loss: model.evaluate(x, y, loss).loss, agreement: mean(agrees.map(Number)), firstNoun };
}

function network(heads, seed) {
  const { dense, embedding, positionalEncoding, residual, selfAttention } = layers;
  const attention = residual([selfAttention({ heads, causal: true })]);
  const block = [attention, residual([dense(32, "relu"), dense(16)])];
  const all = [embedding(words.length, 16), positionalEncoding(), ...block, dense(words.length)];
  return sequential(all, { inputs: [9], seed });
}

/** Sentences as whole numbers, and what comes after each of their places; the first stands after a full stop. */
function sentences(random, count) {
  const all = Array.from({ length: count }, () => sentence(random).map((word) => words.indexOf(word)));
  return { x: all.map((tokens) => tokens.slice(0, -1)), y: all.map((tokens) => tokens.slice(1)) };
}

function sentence(random) {
  const [a, b, c] = [1, 2, 3].map(() => random.integer(0, 7));
  const verb = verbs[2 * random.integer(0, 2) + (a % 2)];
  return `. the ${nouns[a]} near the ${nouns[b]} ${verb} the ${nouns[c]} .`.split(" ");
}
