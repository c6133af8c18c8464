// How near do a recurrent network, a linear autoregression and two forecasts without weights come to demand that we
// generated, what does the stock for a service level of 95 % keep, and what does a shuffled split pretend? Run after
// `npm run build`: node bench/lessons/forecasting.mjs [seeds]
import {
  adam,
  lastValue,
  layers,
  leastSquares,
  mean,
  meanAbsoluteError,
  seededRandom,
  sequential,
  split,
  windows,
} from "workings";

if (import.meta.filename === process.argv[1]) {
  const figures = [];
  for (let seed = 1; seed <= Number(process.argv[2] ?? 20); seed++) figures.push(await trial(seed));
  for (const name of Object.keys(figures[0])) {
    const values = figures.map((figure) => figure[name]).sort((a, b) => a - b);
    const [least, most] = [values[0], values.at(-1)];
    console.log(`${name}: ${least.toFixed(3)} to ${most.toFixed(3)}, mean ${mean(values).toFixed(3)}`);
  }
  const won = figures.filter(({ recurrent, linear }) => recurrent < linear).length;
  console.log(`the recurrent network is nearer than the linear model for ${won} of ${figures.length} seeds`);
}

/** Mean absolute errors on the last days, and what stock and shuffling give. */
export async function trial(seed) {
  const series = demand(seed);
  const rows = windows(series, { length: 14 });
  const { train: known, test } = split(rows, { test: 0.2, inOrder: true });
  const { train, test: held } = split(known, { test: 0.2, inOrder: true });
  const error = (model) => meanAbsoluteError(test.y, model.predict(test.x));
  const network = await recurrent(train, seed);
  const linear = autoregression(train);
  const residuals = (data) => network.predict(data.x).map((forecast, i) => data.y[i] - forecast);
  const buffer = quantile(residuals(held), 0.95);
  const shuffled = split(rows, { test: 0.2, seed });
  const shuffledNetwork = await recurrent(split(shuffled.train, { test: 0.2, inOrder: true }).train, seed);
  return {
    recurrent: error(network),
    linear: error(linear),
    "recurrent less linear": error(network) - error(linear),
    "last value": error(lastValue()),
    "last week": error(lastValue({ back: 7 })),
    buffer,
    "days with enough": mean(residuals(test).map((residual) => (residual <= buffer ? 1 : 0))),
    "lookup, in order": meanAbsoluteError(test.y, lookup(known, test)),
    "lookup, shuffled": meanAbsoluteError(shuffled.test.y, lookup(shuffled.train, shuffled.test)),
    "recurrent, shuffled": meanAbsoluteError(shuffled.test.y, shuffledNetwork.predict(shuffled.test.x)),
    "memory 1 back": memory(network, test)[0],
    "memory 2 back": memory(network, test)[1],
    "memory 7 back": memory(network, test)[6],
    "memory 14 back": memory(network, test)[13],
  };
}

/** Kilograms of bread that a shop sells each day: a trend, a week, busy Saturdays, and chance that lingers. */
export function demand(seed, days = 560) {
  const random = seededRandom(seed);
  let rest = 0;
  return Array.from({ length: days }, (_, day) => {
    rest = 0.8 * rest + random.normal(0, 5);
    const week = 5 * Math.sin((2 * Math.PI * day) / 7) + (day % 7 === 5 ? 20 : 0);
    return 60 + 0.05 * day + week + rest;
  });
}

/** Each window is seen from its own mean, so that a trend does not lead out of what was learnt. */
function centred(x) {
  return x.map((row) => row.map((value) => value - mean(row)));
}

function above({ x, y }) {
  return y.map((value, i) => value - mean(x[i]));
}

async function recurrent(train, seed) {
  const spread = Math.sqrt(mean(centred(train.x).map((row) => mean(row.map((value) => value ** 2)))));
  const scaled = (x) => centred(x).map((row) => row.map((value) => value / spread));
  const model = sequential([layers.simpleRnn(16), layers.dense(1)], { inputs: [14, 1], seed });
  const answers = above(train).map((value) => value / spread);
  const optimizer = adam({ learningRate: 0.003 });
  await model.fit(scaled(train.x), answers, { epochs: 20, batchSize: 16, loss: "meanSquaredError", optimizer });
  const predict = (x) => model.predict(scaled(x)).map(([z], i) => mean(x[i]) + spread * z);
  return { model, scaled, predict };
}

/** 13 weights and one more number: the first of 14 values that have mean 0 follows from the others. */
function autoregression(train) {
  const shorter = (x) => centred(x).map((row) => row.slice(1));
  const model = leastSquares({ x: shorter(train.x), y: above(train) });
  return { predict: (x) => model.predict(shorter(x)).map((value, i) => mean(x[i]) + value) };
}

/** How much the forecast moves with a day's value, by how many days back it lies: the mean size of the slope. */
function memory({ model, scaled }, { x }) {
  const byDay = model
    .pullBack(
      scaled(x),
      x.map(() => [1]),
    )
    .inputs.nested();
  return Array.from({ length: 14 }, (_, back) =>
    mean(byDay.map((days) => Math.abs([days.flat().at(-1 - back)].flat()[0]))),
  );
}

/** Finds the known window that goes on one day longer like this one, and answers with the day that it has more. */
function lookup(known, { x }) {
  return x.map((row) => {
    const far = known.x.map((other) => row.slice(1).reduce((sum, value, i) => sum + (value - other[i]) ** 2, 0));
    return known.x[far.indexOf(Math.min(...far))].at(-1);
  });
}

function quantile(values, level) {
  return values.toSorted((a, b) => a - b)[Math.ceil(level * values.length) - 1];
}
