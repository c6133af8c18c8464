import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/numeric/random.js";
import { layers } from "../../src/training/layers/index.js";
import { adam } from "../../src/training/optimizers/adam.js";
import { sgd } from "../../src/training/optimizers/sgd.js";
import { sequential } from "../../src/training/sequential.js";
import { differences, expectClose } from "./agree.js";

const random = seededRandom(4);
const rows = (count: number, width: number) =>
  Array.from({ length: count }, () => Array.from({ length: width }, () => random.normal()));
const network = (inputs = 3, outputs = 2) =>
  sequential([layers.dense(5, "tanh"), layers.dense(outputs)], { inputs, seed: 2 });

describe("a trainer", () => {
  const [x, y] = [rows(8, 3), rows(8, 2)];

  it("takes the steps that fit takes, with one optimizer throughout", async () => {
    const [fitted, stepped, applied] = [network(), network(), network()];
    const options = { loss: "meanSquaredError", optimizer: adam(), shuffle: false } as const;
    const history = await fitted.fit(x, y, { ...options, epochs: 5 });
    const [stepping, applying] = [stepped.trainer(adam()), applied.trainer(adam())];
    const losses = history.epochs.map(() => stepping.step(x, y, "meanSquaredError"));
    for (const _ of history.epochs) applying.apply(applied.gradients(x, y, "meanSquaredError"));
    expect(losses).toEqual(history.epochs.map(({ loss }) => loss));
    expect(stepped.weights).toEqual(fitted.weights);
    expect(applied.weights).toEqual(fitted.weights);
  });

  it("trains one network through another, by its gradient by the inputs", () => {
    const [generator, judge] = [network(3, 4), network(4, 1)];
    const ones = x.map(() => [1]);
    const loss = () => judge.evaluate(generator.predict(x), ones, "binaryCrossEntropyFromLogits").loss;
    const { inputs } = judge.gradients(generator.predict(x), ones, "binaryCrossEntropyFromLogits");
    const pulled = generator.pullBack(x, inputs);
    expectClose(
      pulled.weights.flatMap(({ values }) => [...values]),
      differences(generator.network.parameters, loss),
      1e-9,
    );
    const before = loss();
    generator.trainer(sgd({ learningRate: 0.1 })).apply(pulled);
    expect(loss()).toBeLessThan(before);
  });

  it("refuses gradients of other weights, and stops where the loss is no number", () => {
    expect(() =>
      network()
        .trainer(adam())
        .apply(network(4).gradients(rows(1, 4), rows(1, 2), "huber")),
    ).toThrow("apply: the gradients are not those of this model's weights");
    const model = network();
    const trainer = model.trainer(sgd({ learningRate: 1e200 }));
    trainer.step(x, y, "meanSquaredError");
    expect(() => trainer.step(x, y, "meanSquaredError")).toThrow(/^step: the loss is (Infinity|NaN); /);
  });
});
