import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../src/numeric/random.js";
import { layers } from "../../src/training/layers/index.js";
import { loadModel } from "../../src/training/loadModel.js";
import { sequential } from "../../src/training/sequential.js";

const { activation, conv2d, dense, dropout, embedding, flatten, layerNorm } = layers;
const { maxPool2d, positionalEncoding, residual, selfAttention, simpleRnn } = layers;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "workings-model-"));
});
afterAll(() => rm(folder, { recursive: true }));

const random = seededRandom(1);

describe("a saved model", () => {
  it.each([
    [
      "dense",
      [
        dense(8, { name: "leakyRelu", alpha: 0.2 }, { initializer: { normal: 0.5 } }),
        dropout(0.5),
        dense(3, "softmax"),
      ],
      [4],
    ],
    [
      "of images",
      [conv2d(2, 3, "relu", { padding: "same", stride: 2 }), maxPool2d(2, 1), flatten(), dense(2)],
      [8, 8, 1],
    ],
    ["of sequences", [simpleRnn(4, { sequences: true }), activation("silu"), simpleRnn(3)], [5, 2]],
    [
      "of tokens",
      [embedding(3, 4), positionalEncoding(), residual([layerNorm(), selfAttention({ heads: 2, causal: true })])],
      [6],
    ],
  ])("predicts the same bits after it was loaded: %s", async (name, list, inputs) => {
    const model = sequential(list, { inputs, seed: 7 });
    const x = Array.from({ length: 3 }, () =>
      Array.from({ length: inputs.reduce((a, b) => a * b) }, () => random.integer(0, 2)),
    );
    const file = join(folder, `${name}.json`);
    await model.save(file);
    const loaded = await loadModel(file);
    expect(loaded.predict(x)).toEqual(model.predict(x));
    expect(loaded.summary()).toEqual(model.summary());
  });

  it("keeps its loss and notes, and can be trained on", async () => {
    const [x, y] = [
      [[0], [1]],
      [[1], [3]],
    ];
    const model = sequential([dense(1)], { inputs: 1, seed: 7 });
    await model.fit(x, y, { epochs: 3, loss: "meanSquaredError" });
    const notes = { mean: [5.8], deviation: [0.1 + 0.2] };
    await model.save(join(folder, "notes.json"), notes);
    const loaded = await loadModel(join(folder, "notes.json"));
    expect(loaded.notes).toEqual(notes);
    expect(loaded.evaluate(x, y)).toEqual(model.evaluate(x, y));
    const history = [model, loaded].map((one) => one.fit(x, y, { epochs: 3, loss: "meanSquaredError" }));
    expect((await history[1]!).epochs).toEqual((await history[0]!).epochs);
    await loaded.save(join(folder, "again.json"));
    expect((await loadModel(join(folder, "again.json"))).notes).toEqual(notes);
  });

  it("runs on the other engine too", async () => {
    const model = sequential([dense(3, "tanh")], { inputs: 2, seed: 7 });
    await model.save(join(folder, "engine.json"));
    const loaded = await loadModel(join(folder, "engine.json"), { engine: "tensorflow" });
    expect(loaded.predict([[1, 2]])[0]![0]).toBeCloseTo(model.predict([[1, 2]])[0]![0]!, 6);
  });

  it("is written whole or not at all: what was there stays where writing fails", async () => {
    const model = sequential([dense(1)], { inputs: 1, seed: 7 });
    const file = join(folder, "whole.json");
    await model.save(file);
    const before = await readFile(file, "utf8");
    await mkdir(join(folder, "taken", "by a folder"), { recursive: true });
    const files = await readdir(folder);
    await expect(model.save(file, { circular: 1n })).rejects.toThrow(TypeError);
    expect(await readFile(file, "utf8")).toBe(before);
    await expect(model.save(join(folder, "none", "model.json"))).rejects.toThrow("ENOENT");
    // A folder in the way of the name fails at the very end.
    await expect(model.save(join(folder, "taken"))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(files);
  });
});

describe("a file that holds no model is refused, by its name", () => {
  const good = async () => {
    await sequential([dense(1)], { inputs: 1, seed: 7 }).save(join(folder, "good.json"));
    return JSON.parse(await readFile(join(folder, "good.json"), "utf8"));
  };
  it.each<[string, (model: Record<string, unknown>) => unknown, RegExp]>([
    ["other JSON", () => ({ a: 1 }), /bad\.json holds no model that can be read: its format is undefined$/],
    ["nothing", () => null, /its format is undefined$/],
    ["a later version", (model) => ({ ...model, version: 2 }), /its version is 2, and this package reads 1$/],
    ["too few weights", (model) => ({ ...model, parameters: "" }), /it has 0 parameters but its layers have 2$/],
    [
      "a layer that is none",
      (model) => ({ ...model, layers: [{ layer: "constructor", arguments: ["1"] }] }),
      /there is no layer constructor$/,
    ],
    [
      "a layer that cannot be",
      (model) => ({ ...model, layers: [{ layer: "dense", arguments: [-1] }] }),
      /dense: units is -1 but must be a whole number from 1$/,
    ],
  ])("%s", async (_, change, message) => {
    await writeFile(join(folder, "bad.json"), JSON.stringify(change(await good())));
    await expect(loadModel(join(folder, "bad.json"))).rejects.toThrow(message);
  });

  it("a torn one, and one that is not there", async () => {
    await writeFile(join(folder, "torn.json"), JSON.stringify(await good()).slice(0, 50));
    await expect(loadModel(join(folder, "torn.json"))).rejects.toThrow(/torn\.json holds no model that can be read: /);
    await expect(loadModel(join(folder, "none.json"))).rejects.toThrow(/none\.json does not exist$/);
  });
});
