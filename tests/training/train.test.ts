import { describe, expect, it, vi } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import { seededRandom } from "../../src/numeric/random.js";
import type { FitOptions } from "../../src/training/fitOptions.js";
import { layers } from "../../src/training/layers/index.js";
import type { Model } from "../../src/training/model.js";
import { sgd } from "../../src/training/optimizers/sgd.js";
import { sequential } from "../../src/training/sequential.js";
import { expectClose } from "./agree.js";

/** Two clouds of points that a line parts, 40 rows each. */
const random = seededRandom(1);
const x = Array.from({ length: 80 }, (_, row) => [0, 1].map(() => random.normal(row < 40 ? -1 : 1)));
const y = x.map((_, row) => [Number(row < 40), Number(row >= 40)]);
const line = Array.from({ length: 20 }, (_, i) => [i / 10 - 1]);

const network = (seed = 7) => sequential([layers.dense(8, "relu"), layers.dense(2, "softmax")], { inputs: 2, seed });
const options: FitOptions = { epochs: 3, batchSize: 16, loss: "categoricalCrossEntropy" };
const bits = (model: Model) => model.weights.map(({ values }) => [...values]);

describe("fit", () => {
  it("repeats a run to the last bit when the seeds are the same, and not when one differs", async () => {
    const run = async (seed: number, ofOrder: number) => {
      const model = network(seed);
      const { epochs } = await model.fit(x, y, { ...options, seed: ofOrder, validation: { x, y } });
      return { epochs, weights: bits(model) };
    };
    const first = await run(1, 2);
    expect(await run(1, 2)).toEqual(first);
    expect((await run(1, 3)).weights).not.toEqual(first.weights);
    expect((await run(3, 2)).weights).not.toEqual(first.weights);
  });

  it("takes the same steps as one after another by hand", async () => {
    const [fitted, byHand] = [network(), network()];
    const rate = 0.1;
    await fitted.fit(x, y, {
      ...options,
      shuffle: false,
      batchSize: 32,
      epochs: 2,
      optimizer: sgd({ learningRate: rate }),
    });
    for (let epoch = 0; epoch < 2; epoch++) {
      for (let start = 0; start < 80; start += 32) {
        const batch = [x.slice(start, start + 32), y.slice(start, start + 32)] as const;
        const { weights } = byHand.gradients(...batch, "categoricalCrossEntropy");
        byHand.setWeights(
          byHand.weights.map(({ values, shape }, i) => ({
            data: values.map((value, j) => value - rate * weights[i]!.values[j]!),
            shape,
          })),
        );
      }
    }
    expect(bits(fitted)).toEqual(bits(byHand));
  });

  it("reports the mean over rows, a short last batch by its rows", async () => {
    const frozen = { ...options, optimizer: sgd({ learningRate: 0 }), epochs: 1 };
    const model = network();
    const truth = model.evaluate(x, y, "categoricalCrossEntropy");
    for (const batchSize of [80, 32, 1000]) {
      const { epochs } = await model.fit(x, y, { ...frozen, batchSize, validation: { x, y } });
      expectClose(epochs[0]!.loss, truth.loss);
      expect(epochs[0]!.accuracy).toBe(truth.accuracy);
      expectClose(epochs[0]!.validationLoss, truth.loss);
      expect(epochs[0]!.validationAccuracy).toBe(truth.accuracy);
    }
  });

  it("learns, and remembers its loss for evaluate", async () => {
    const model = network();
    const { epochs } = await model.fit(x, y, { ...options, epochs: 60 });
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(model.evaluate(x, y)).toMatchObject({ accuracy: expect.closeTo(0.93, 1) });
    expect(epochs.at(-1)!.loss).toBeLessThan(epochs[0]!.loss / 2);
  });

  it("tells no accuracy where a loss measures distances", async () => {
    const model = sequential([layers.dense(1)], { inputs: 1, seed: 1 });
    const answers = line.map(([value]) => 3 * value! + 1);
    const settings: FitOptions = { epochs: 200, loss: "meanSquaredError", optimizer: sgd({ learningRate: 0.1 }) };
    const history = await model.fit(line, answers, { ...settings, validation: { x: line, y: answers } });
    expect(Object.keys(history.epochs[0]!)).toEqual(["epoch", "loss", "validationLoss"]);
    expectClose(
      model.weights.map(({ values }) => values[0]),
      [3, 1],
      1e-3,
    );
  });

  it("leaves rows in order where they are not to be shuffled", async () => {
    const seen: number[] = [];
    const augment = (row: Float64Array) => {
      seen.push(row[0]!);
      return row;
    };
    await network().fit(x, y, { ...options, epochs: 1, shuffle: false, augment });
    expect(seen).toEqual(x.map((row) => row[0]));
    seen.length = 0;
    await network().fit(x, y, { ...options, epochs: 1, augment });
    expect(seen).not.toEqual(x.map((row) => row[0]));
    expect(seen.toSorted()).toEqual(x.map((row) => row[0]!).toSorted());
  });

  it("trains on what augment makes of a row, drawn from the seed, and leaves x as it is", async () => {
    const augment: FitOptions["augment"] = (row, random) => {
      row[0]! += random.normal();
      return row;
    };
    const [plain, first, second] = [network(), network(), network()];
    await plain.fit(x, y, options);
    const before = structuredClone(x);
    await first.fit(x, y, { ...options, augment });
    await second.fit(x, y, { ...options, augment });
    expect(x).toEqual(before);
    expect(bits(first)).toEqual(bits(second));
    expect(bits(first)).not.toEqual(bits(plain));
  });
});

it("gives a history that shows itself as learning curves, with accuracy and without", async () => {
  const history = await network().fit(x, y, { ...options, validation: { x, y } });
  expect(history[displaySymbol]()).toMatchObject({
    "text/plain": expect.stringMatching(/^Learning curves: 3 epochs, training loss/),
  });
  const answers = x.map((row) => [row[0]!, row[1]!]);
  const distances = await network().fit(x, answers, { ...options, loss: "meanSquaredError" });
  expect(distances[displaySymbol]()).toMatchObject({ "text/plain": expect.stringContaining("3 epochs") });
});

describe("early stopping", () => {
  /** Rows held back whose answers are the wrong way round: the better the model, the worse it is judged. */
  const validation = { x, y: y.map(([a, b]) => [b!, a!]) };

  it("ends after so many epochs without a new low, with the weights of the lowest", async () => {
    const [stopped, once] = [network(), network()];
    const history = await stopped.fit(x, y, { ...options, epochs: 50, patience: 4, validation });
    expect(history).toMatchObject({ bestEpoch: 1, stoppedEarly: true });
    expect(history.epochs).toHaveLength(5);
    await once.fit(x, y, { ...options, epochs: 1 });
    expect(bits(stopped)).toEqual(bits(once));
  });

  it("leaves the last weights where the best are not to be restored", async () => {
    const [stopped, five] = [network(), network()];
    await stopped.fit(x, y, { ...options, epochs: 50, patience: 4, restoreBest: false, validation });
    await five.fit(x, y, { ...options, epochs: 5 });
    expect(bits(stopped)).toEqual(bits(five));
  });

  it("judges by the training loss where nothing is held back", async () => {
    const history = await network().fit(x, y, { ...options, epochs: 20, patience: 2 });
    expect(history).toMatchObject({ bestEpoch: 20, stoppedEarly: false });
  });
});

describe("weights that are held down", () => {
  it("weightDecay shrinks by ηλ beside the step, as by hand: 2(1 − 0.1·0.01) − 0.05 = 1.948", async () => {
    const model = sequential([layers.dense(1)], { inputs: 1, seed: 1 });
    model.setWeights([[[2]], [0]]);
    // At w = 2 the mean squared error of 2x against 1.75 has slope 2(2 − 1.75) = 0.5.
    const settings: FitOptions = { epochs: 1, loss: "meanSquaredError", optimizer: sgd({ learningRate: 0.1 }) };
    await model.fit([[1]], [1.75], { ...settings, weightDecay: 0.01 });
    expectClose(model.weights[0]!.values, [1.948]);
  });

  it("clipNorm shortens the gradient of all weights as one vector", async () => {
    const model = sequential([layers.dense(1)], { inputs: 1, seed: 1 });
    model.setWeights([[[0]], [0]]);
    // The gradient is (−8·4, −8): clipped to the length 1, its direction stays.
    const settings: FitOptions = { epochs: 1, loss: "meanSquaredError", optimizer: sgd({ learningRate: 1 }) };
    await model.fit([[4]], [4], { ...settings, clipNorm: 1 });
    expectClose(
      model.weights.map(({ values }) => values[0]),
      [4 / Math.hypot(4, 1), 1 / Math.hypot(4, 1)],
    );
  });
});

describe("what others see", () => {
  it("onEpoch is awaited, and given the epoch and the model as it is", async () => {
    const model = network();
    const seen: [number, boolean][] = [];
    const weights: number[][][] = [];
    const history = await model.fit(x, y, {
      ...options,
      onEpoch: async (epoch, given) => {
        await Promise.resolve();
        weights.push(bits(given));
        seen.push([epoch.epoch, given === model]);
      },
    });
    expect(seen).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(weights.at(-1)).toEqual(bits(model));
    expect(weights[0]).not.toEqual(weights[1]);
    expect(history.epochs).toHaveLength(3);
  });

  it("others run while it trains", async () => {
    let ticks = 0;
    const tick = () => {
      ticks++;
      timer = setImmediate(tick);
    };
    let timer = setImmediate(tick);
    const augment = (row: Float64Array) => {
      for (const end = performance.now() + 1; performance.now() < end; );
      return row;
    };
    await network().fit(x, y, { ...options, augment });
    clearImmediate(timer);
    expect(ticks).toBeGreaterThan(0);
  });

  it("a bar shows how far it is, where that is asked for", async () => {
    const shown = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await network().fit(x, y, options);
    expect(shown).not.toHaveBeenCalled();
    await network().fit(x, y, { ...options, progress: true });
    expect(shown.mock.lastCall![0]).toMatch(/fit {2}100% █+ {2}3\/3/);
    shown.mockRestore();
  });

  it("a model is trained by one call at a time", async () => {
    const model = network();
    const first = model.fit(x, y, options);
    await expect(model.fit(x, y, options)).rejects.toThrow("fit: this model is being trained already");
    await first;
    await model.fit(x, y, options);
  });
});

describe("what cannot be trained is explained", () => {
  it("a loss that is no number", async () => {
    const model = sequential([layers.dense(1)], { inputs: 1, seed: 1 });
    const settings: FitOptions = { epochs: 2000, loss: "meanSquaredError", optimizer: sgd({ learningRate: 1e6 }) };
    await expect(model.fit(line, line, settings)).rejects.toThrow(
      /^fit: the loss is (Infinity|NaN) in epoch \d+, batch 1, where the largest weight is \d\.\d+e\+\d+; try a smaller learning rate/,
    );
  });

  it.each<[string, Partial<FitOptions>, unknown, unknown]>([
    ["fit: x has 80 rows but y has 3", {}, x, y.slice(0, 3)],
    ["fit: x has rows of 1 number but the model takes 2 numbers", {}, line, y],
    ["fit: y has rows of 1 number but the model gives 2 numbers", {}, line.map((row) => [...row, 0]), line],
    ["fit: validation.x has 80 rows but validation.y has 1", { validation: { x, y: [[1, 0]] } }, x, y],
    ["fit: epochs is 0 but must be a whole number from 1", { epochs: 0 }, x, y],
    ["fit: batchSize is 1.5 but must be a whole number from 1", { batchSize: 1.5 }, x, y],
    ["fit: weightDecay is -1 but must be 0 or more", { weightDecay: -1 }, x, y],
    ["fit: augment gave 1 numbers for a row of 2", { augment: () => [1] }, x, y],
    ["fit: y[0] is 0 but labels are -1 or 1", { loss: "hinge" }, x, x.map(() => [0, 1])],
  ])("%s", async (message, change, rows, answers) => {
    await expect(network().fit(rows as number[][], answers as number[][], { ...options, ...change })).rejects.toThrow(
      message,
    );
  });
});
