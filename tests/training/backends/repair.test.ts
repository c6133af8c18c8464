import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { repair } from "../../../src/training/backends/repair.js";

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

const length = (most: number) => fc.integer({ min: 1, max: most });

/** A batch of images, a window that fits in, how far it moves, and what is done at the edges. */
const windows = fc
  .record({ batch: length(3), height: length(9), width: length(9), channels: length(3), filters: length(4) })
  .chain((sizes) =>
    fc.record({
      ...Object.fromEntries(Object.entries(sizes).map(([name, value]) => [name, fc.constant(value)])),
      rows: length(Math.min(4, sizes.height)),
      columns: length(Math.min(4, sizes.width)),
      strides: fc.tuple(length(3), length(3)),
      padding: fc.constantFrom("valid" as const, "same" as const),
      seed: fc.nat(),
    }),
  ) as fc.Arbitrary<Windows>;

interface Windows {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
  readonly rows: number;
  readonly columns: number;
  readonly strides: [number, number];
  readonly padding: "valid" | "same";
  readonly seed: number;
}

const imagesOf = ({ batch, height, width, channels }: Windows) => [batch, height, width, channels];

/** The result and its gradients by all inputs, computed on a backend. */
async function on(backend: string, operation: Operation, shapes: readonly number[][], seed: number) {
  await tf.setBackend(backend);
  return tf.tidy(() => {
    const inputs = shapes.map((shape, i) => tf.randomNormal(shape, 0, 1, "float32", seed + i + 1));
    const output = operation(...inputs);
    const weights = tf.randomNormal(output.shape, 0, 1, "float32", seed + 99);
    const gradients = tf.grads((...given) => tf.sum(tf.mul(operation(...given), weights)))(inputs);
    return [output, ...gradients].map((tensor) => tensor.dataSync());
  });
}

async function expectAgreement(operation: Operation, shapes: readonly number[][], seed: number): Promise<void> {
  const truth = await on("cpu", operation, shapes, seed);
  const found = await on("wasm", operation, shapes, seed);
  for (const [i, entries] of truth.entries()) expectClose(found[i]!, entries);
}

function expectClose(found: ArrayLike<number>, truth: ArrayLike<number>): void {
  expect(found.length).toBe(truth.length);
  const largest = Array.from(truth).reduce((most, entry) => Math.max(most, Math.abs(entry)), 1);
  for (let i = 0; i < truth.length; i++) expect(Math.abs(found[i]! - truth[i]!)).toBeLessThan(1e-5 * largest);
}

beforeAll(async () => {
  tf.enableProdMode();
  for (const backend of ["cpu", "wasm"] as const) {
    repair(tf, backend);
    await tf.setBackend(backend);
  }
});

describe("the mended wasm backend agrees with cpu, values and gradients, on random shapes", () => {
  it("conv2d", () =>
    fc.assert(
      fc.asyncProperty(windows, (one) => {
        const { channels, filters, rows, columns, strides, padding, seed } = one;
        const convolution = (x: tf.Tensor, kernel: tf.Tensor) =>
          tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, strides, padding);
        return expectAgreement(convolution as Operation, [imagesOf(one), [rows, columns, channels, filters]], seed);
      }),
      { numRuns: 100, seed: 1 },
    ));

  it.each([
    ["maxPool", tf.maxPool],
    ["avgPool", tf.avgPool],
  ] as const)("%s", (_, of) =>
    fc.assert(
      fc.asyncProperty(windows, (one) => {
        const pool = (x: tf.Tensor) => of(x as tf.Tensor4D, [one.rows, one.columns], one.strides, one.padding);
        return expectAgreement(pool as Operation, [imagesOf(one)], one.seed);
      }),
      { numRuns: 100, seed: 1 },
    ),
  );

  it("depthwiseConv2d", () =>
    fc.assert(
      fc.asyncProperty(windows, (one) => {
        const { channels, filters, rows, columns, strides, padding, seed } = one;
        // TensorFlow.js has no depthwise convolution whose strides differ.
        const stride = strides[0];
        const convolution = (x: tf.Tensor, kernel: tf.Tensor) =>
          tf.depthwiseConv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, stride, padding);
        return expectAgreement(convolution as Operation, [imagesOf(one), [rows, columns, channels, filters]], seed);
      }),
      { numRuns: 30, seed: 1 },
    ));

  it("gather along each axis", () =>
    fc.assert(
      fc.asyncProperty(
        fc.tuple(length(5), length(4), length(3)),
        fc.array(fc.nat(), { minLength: 1, maxLength: 7 }),
        fc.nat(2),
        fc.nat(),
        (shape, picked, axis, seed) => {
          const indices = picked.map((one) => one % shape[axis]!);
          return expectAgreement((x) => tf.gather(x!, tf.tensor1d(indices, "int32"), axis), [[...shape]], seed);
        },
      ),
      { numRuns: 50, seed: 1 },
    ));

  it("einsum", async () => {
    const run = async (backend: string) => {
      await tf.setBackend(backend);
      const [a, b] = [tf.randomNormal([2, 3, 4], 0, 1, "float32", 1), tf.randomNormal([2, 5, 4], 0, 1, "float32", 2)];
      return tf.einsum("bqd,bkd->bqk", a, b).dataSync();
    };
    expectClose(await run("wasm"), await run("cpu"));
  });
});

describe("an average pool's gradient", () => {
  it.each(["cpu", "wasm"])("on %s is the transpose of the pool, whatever the padding", (backend) =>
    fc.assert(
      fc.asyncProperty(windows, async (one) => {
        await tf.setBackend(backend);
        const [left, right] = tf.tidy(() => {
          const pool = (x: tf.Tensor) =>
            tf.avgPool(x as tf.Tensor4D, [one.rows, one.columns], one.strides, one.padding);
          const [x, direction] = [1, 2].map((k) => tf.randomNormal(imagesOf(one), 0, 1, "float32", one.seed + k));
          const along = pool(direction!);
          const weights = tf.randomNormal(along.shape, 0, 1, "float32", one.seed + 3);
          const gradient = tf.grad((input: tf.Tensor) => tf.sum(tf.mul(pool(input), weights)))(x!);
          return [tf.sum(tf.mul(gradient, direction!)), tf.sum(tf.mul(along, weights))].map(
            (sum) => sum.dataSync()[0]!,
          );
        });
        expect(Math.abs(left! - right!)).toBeLessThan(1e-3);
      }),
      { numRuns: 60, seed: 1 },
    ),
  );
});

describe("a max pool's gradient", () => {
  it.each(["cpu", "wasm"])("on %s goes to the first of equal numbers", async (backend) => {
    await tf.setBackend(backend);
    const x = tf.fill([1, 2, 2, 1], -1) as tf.Tensor4D;
    const gradient = tf.grad((input) => tf.sum(tf.maxPool(input as tf.Tensor4D, 2, 2, "valid")))(x);
    expect([...gradient.dataSync()]).toEqual([1, 0, 0, 0]);
  });
});

describe("a convolutional network", () => {
  /** Images of 8 by 8 with a horizontal or a vertical bar, 24 of each. */
  const bars = () => {
    const images = Array.from({ length: 48 }, (_, n) =>
      Array.from({ length: 8 }, (_, r) => Array.from({ length: 8 }, (_, c) => [(n % 2 ? r : c) === n % 7 ? 1 : 0])),
    );
    return {
      x: tf.tensor4d(images),
      y: tf.oneHot(
        images.map((_, n) => n % 2),
        2,
      ),
    };
  };

  const network = () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [8, 8, 1],
          filters: 4,
          kernelSize: 3,
          activation: "relu",
          kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }),
        }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({
          units: 2,
          activation: "softmax",
          kernelInitializer: tf.initializers.glorotUniform({ seed: 4 }),
        }),
      ],
    });
    model.compile({ optimizer: tf.train.adam(0.02), loss: "categoricalCrossentropy" });
    return model;
  };

  const lossesOn = async (backend: string) => {
    await tf.setBackend(backend);
    const { x, y } = bars();
    const model = network();
    const losses: number[] = [];
    for (let step = 0; step < 40; step++) losses.push((await model.trainOnBatch(x, y)) as number);
    return losses;
  };

  it("trains on wasm, by the same losses as on cpu", async () => {
    const [onWasm, onCpu] = [await lossesOn("wasm"), await lossesOn("cpu")];
    expect(onWasm[39]!).toBeLessThan(onWasm[0]! / 4);
    for (const [step, loss] of onCpu.entries()) expect(onWasm[step]!).toBeCloseTo(loss, 3);
  });
});
