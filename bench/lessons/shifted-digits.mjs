// How much does a network lose when digits move by one pixel, and what do moved copies in training bring and cost? Run
// after `npm run build`: node bench/lessons/shifted-digits.mjs [seeds]; prints the table notebooks/data/shifted-digits.csv.
import { adam, digits, kNearest, layers, mean, nearestCentroid, sequential, split } from "workings";

const places = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
];
const { conv2d, dense, flatten, maxPool2d } = layers;
const networks = {
  dense: (seed) => sequential([dense(32, "relu"), dense(10, "softmax")], { inputs: 64, seed }),
  CNN: (seed) =>
    sequential([conv2d(8, 3, "relu"), maxPool2d(2), flatten(), dense(10, "softmax")], { inputs: [8, 8, 1], seed }),
};

if (import.meta.filename === process.argv[1]) {
  const seeds = Number(process.argv[2] ?? 10);
  console.log("model,augmented,seed,still,moved");
  for (let seed = 1; seed <= seeds; seed++) {
    for (const { name, augmented, still, moved } of [...(await trial(seed)), ...baselines(seed)])
      console.log([name, augmented ? "yes" : "no", seed, still.toFixed(4), moved.toFixed(4)].join());
  }
}

/** The shares of 359 test digits that are right, as they are and moved by one pixel each way, by network. */
export async function trial(seed, names = Object.keys(networks)) {
  const { train, test } = shades(seed);
  const results = [];
  for (const name of names) {
    for (const augmented of [false, true]) {
      const model = networks[name](seed);
      const augment = augmented ? { augment: (row, random) => move(row, places[random.integer(0, 4)]) } : {};
      const loss = "sparseCategoricalCrossEntropy";
      await model.fit(train.x, train.y, { epochs: 60, loss, optimizer: adam({ learningRate: 0.001 }), ...augment });
      results.push({ name, augmented, ...shares((x) => model.evaluate(x, test.y).accuracy, test) });
    }
  }
  return results;
}

/** The same of what needs no training: the nearest mean digit, and the vote of the 5 nearest ones. */
export function baselines(seed) {
  const { train, test } = shades(seed);
  const copies = {
    x: places.flatMap((place) => train.x.map((row) => move(row, place))),
    y: places.flatMap(() => train.y),
  };
  const named = [
    ["nearest centroid", false, nearestCentroid(train)],
    ["5 nearest", false, kNearest(train, 5)],
    ["5 nearest", true, kNearest(copies, 5)],
  ];
  return named.map(([name, augmented, baseline]) => {
    const right = (x) => mean(baseline.predict(x).map((label, i) => (label === test.y[i] ? 1 : 0)));
    return { name, augmented, ...shares(right, test) };
  });
}

function shades(seed) {
  const data = digits();
  return split(data.withInputs(data.x.map((row) => row.map((shade) => shade / 16))), {
    test: 0.2,
    seed,
    stratified: true,
  });
}

function shares(right, { x }) {
  const [still, ...moved] = places.map((place) => right(x.map((row) => move(row, place))));
  return { still, moved: mean(moved) };
}

/** The image moved by some pixels across and down; what comes in is white, what leaves is lost. */
function move(image, [across, down]) {
  return Array.from(image, (_, i) => {
    const [row, column] = [Math.floor(i / 8) - down, (i % 8) - across];
    return row >= 0 && row < 8 && column >= 0 && column < 8 ? image[8 * row + column] : 0;
  });
}
