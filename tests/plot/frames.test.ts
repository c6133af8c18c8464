import { describe, expect, it } from "vitest";
import { plotActivations } from "../../src/plot/plotActivations.js";
import { plotAttention } from "../../src/plot/plotAttention.js";
import { plotGradientNorms } from "../../src/plot/plotGradientNorms.js";
import { plotHeatmap } from "../../src/plot/plotHeatmap.js";
import { plotHistogram } from "../../src/plot/plotHistogram.js";
import { plotHistory } from "../../src/plot/plotHistory.js";
import { plotImages } from "../../src/plot/plotImages.js";
import { opened } from "./opened.js";

const epochs = { slider: "epoch", at: [0, 5, 10] };
const cells = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map(({ row, column, value }) => [row, column, value]);

describe("plotHeatmap", () => {
  it("lays a matrix out row by row, and shows the frame that the slider chooses", async () => {
    const of = [0, 1, 2].map((k) => [
      [k, 1, 2],
      [3, 4, 5 * k],
    ]);
    const view = opened(plotHeatmap({ ...epochs, of }, { rows: ["a", "b"] }));
    for (const [k, epoch] of epochs.at.entries()) {
      view.move("slider0", epoch);
      expect(await view.subtitle()).toBe(`epoch = ${epoch}`);
      expect(cells(view.rows("value"))).toEqual(
        of[k]!.flatMap((row, i) => row.map((value, j) => ["ab"[i], `${j}`, value])),
      );
    }
  });

  it("stands matrices under names side by side", () => {
    const rows = opened(plotHeatmap({ one: [[1, 2]], two: [[3, 4]] })).rows("value");
    expect(rows.map(({ panel, value }) => [panel, value])).toEqual([
      ["one", 1],
      ["one", 2],
      ["two", 3],
      ["two", 4],
    ]);
  });

  it("opens where it is told", () => {
    const view = opened(plotHeatmap({ ...epochs, start: 5, of: [[[1]], [[2]], [[3]]] }));
    expect(view.rows("value")[0]!.value).toBe(2);
  });
});

describe("plotActivations", () => {
  it("gives each unit a row and each example a column, class by class", () => {
    const view = opened(
      plotActivations(
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        { classes: ["b", "a", "b"] },
      ),
    );
    const found = view.rows("value").map((row) => [row.row, row.column, row.class, row.value] as unknown[]);
    expect(found).toEqual([
      ["0", "0", "b", 1],
      ["0", "2", "b", 5],
      ["0", "1", "a", 3],
      ["1", "0", "b", 2],
      ["1", "2", "b", 6],
      ["1", "1", "a", 4],
    ]);
  });
});

describe("plotAttention", () => {
  it("tells apart a token that comes twice", () => {
    const rows = opened(
      plotAttention(
        [
          [1, 0],
          [0.25, 0.75],
        ],
        ["the", "the"],
      ),
    ).rows("value");
    expect(cells(rows)).toContainEqual(["2 the", "1 the", 0.25]);
  });
});

describe("plotImages", () => {
  it("puts each pixel at its place, in the frame that the slider chooses", () => {
    const image = [1, 2, 3, 4];
    const of = epochs.at.map((k) => [image, image.map((one) => one + k)]);
    const view = opened(plotImages({ ...epochs, of }, { across: 1 }));
    view.move("slider0", 5);
    expect(view.rows("place").map(({ x, y, value }) => [x, y, value])).toEqual([
      [0, 0, 1],
      [1, 0, 2],
      [0, 1, 3],
      [1, 1, 4],
      [0, 3, 6],
      [1, 3, 7],
      [0, 4, 8],
      [1, 4, 9],
    ]);
  });
});

describe("plotHistogram", () => {
  it("counts every number once, the last edge included, and moves with the slider", () => {
    const of = [
      [0, 1, 2, 3, 4],
      [4, 4, 4, 4, 4],
      [0, 0, 0, 0, 1],
    ];
    const view = opened(plotHistogram({ ...epochs, of }, { bins: 4 }));
    const counts = () => view.rows("count").map(({ count }) => count);
    expect(counts()).toEqual([4, 1, 0, 0]);
    view.move("slider0", 0);
    expect(counts()).toEqual([1, 1, 1, 2]);
    view.move("slider0", 5);
    expect(counts()).toEqual([0, 0, 0, 5]);
  });
});

describe("plotGradientNorms", () => {
  it("follows the slider and leaves a gap at 0", () => {
    const of = [1, 2, 3].map((k) => ({ sigmoid: [k * 1e-6, 0], tanh: [1, k] }));
    const view = opened(plotGradientNorms({ ...epochs, of }));
    view.move("slider0", 5);
    expect(view.all().map((rows) => rows.map(({ norm }) => norm))).toContainEqual([2e-6, null, 1, 2]);
  });
});

describe("plotHistory", () => {
  const losses = [1, 0.6, 0.5, 0.55, 0.52, 0.51, 0.4, 0.6];
  const run = (shift = 0) => ({
    epochs: losses.map((loss, i) => ({
      epoch: i + 1,
      loss: loss / 2,
      accuracy: 0.5,
      validationLoss: loss + shift,
      validationAccuracy: 0.4,
    })),
  });

  it("marks the best epoch and shades the gap between training and validation", () => {
    const view = opened(plotHistory(run()));
    expect(view.all().some((rows) => rows.length === 1 && rows[0]!.epoch === 7)).toBe(true);
    const gap = view.all().filter((rows) => rows.length > 0 && "training" in rows[0]!);
    expect(gap.map((rows) => rows[1])).toContainEqual(
      expect.objectContaining({ epoch: 2, training: 0.3, validation: 0.6 }),
    );
  });

  it.each([
    [1, 4, 3],
    [3, 6, 3],
    [4, 8, 7],
    [8, 8, 7],
  ])("stops with patience %d at epoch %d and goes back to epoch %d", async (patience, stop, best) => {
    const view = opened(plotHistory(run(), { patience: 2 }));
    view.move("patience", patience);
    expect([view.signal("stop"), view.signal("best")]).toEqual([stop, best]);
  });

  it("draws runs as their mean with a band from the least to the most", () => {
    const rows = opened(plotHistory([run(), run(0.3), run(0.6)])).rows("lossLow");
    const first = rows.find((row) => (row.rows as unknown) === "validation" && row.epoch === 1)!;
    expect(first).toMatchObject({ loss: 1.3, lossLow: 1, lossHigh: 1.6 });
  });

  it("compares runs under names on the rows held back", () => {
    const rows = opened(plotHistory({ plain: run(), dropout: [run(0.1), run(0.3)] })).rows("loss");
    const at = (name: string) => rows.find((row) => (row.rows as unknown) === name && row.epoch === 3)!.loss;
    expect([at("plain"), at("dropout")]).toEqual([0.5, 0.7]);
  });

  it("leaves accuracy out where there is none", () => {
    const { epochs } = run();
    const chart = plotHistory({ epochs: epochs.map(({ epoch, loss }) => ({ epoch, loss })) });
    expect(chart.spec.hconcat).toHaveLength(1);
    expect(plotHistory(run()).spec.hconcat).toHaveLength(2);
  });
});

describe("a wrong argument is named with both facts", () => {
  const one = [
    [1, 2],
    [3, 4],
  ];
  const epoch = { epoch: 1, loss: 1, accuracy: 1 };
  it.each([
    [() => plotHeatmap([]), RangeError, "plotHeatmap: there is no number to plot"],
    [() => plotHeatmap([[1, 2], [3]]), RangeError, "plotHeatmap: row 1 has 1 entries but the first has 2"],
    [
      () => plotHeatmap({ a: one, b: [[1, 2]] }),
      RangeError,
      'plotHeatmap: a matrix of "b" has 1 rows but the first has 2',
    ],
    [() => plotHeatmap([[Number.NaN]]), RangeError, "plotHeatmap: a number is NaN"],
    [() => plotHeatmap(one, { rows: ["a"] }), RangeError, "plotHeatmap: rows has 1 entries for 2 rows"],
    [() => plotHeatmap({ ...epochs, of: [one] }), RangeError, "plotHeatmap: at has 3 entries but of has 1"],
    [
      () => plotHeatmap({ slider: "epoch", at: [2, 1], of: [one, one] }),
      RangeError,
      "plotHeatmap: the values of epoch do not rise: 2, 1",
    ],
    [() => plotHeatmap({ slider: "epoch", at: [], of: [] }), RangeError, "plotHeatmap: there is no frame of epoch"],
    [
      () => plotHeatmap(Array.from({ length: 300 }, () => new Float64Array(300))),
      RangeError,
      "plotHeatmap: 1 matrices of 300 by 300 are too many numbers for a chart",
    ],
    [
      () => plotActivations(one, { classes: ["a"] }),
      RangeError,
      "plotActivations: classes has 1 entries but there are 2 examples",
    ],
    [() => plotAttention(one, ["a", "b"]), RangeError, "plotAttention: row 0 sums to 3, not to 1"],
    [() => plotImages([]), RangeError, "plotImages: there is no image to plot"],
    [() => plotImages([[1, 2, 3]]), RangeError, "plotImages: 3 pixels make no square; say the width"],
    [() => plotImages([[1], [1, 2]]), RangeError, "plotImages: image 1 has 2 pixels but the first has 1"],
    [() => plotImages([[Number.NaN]]), RangeError, "plotImages: image 0 has a pixel of NaN"],
    [
      () => plotImages([[1]], { captions: [] }),
      RangeError,
      "plotImages: captions has 0 entries but there are 1 images",
    ],
    [() => plotHistogram([]), RangeError, "plotHistogram: there is no number to plot"],
    [() => plotHistogram({ a: [1], b: [Number.NaN] }), RangeError, 'plotHistogram: a number of "b" is NaN'],
    [() => plotGradientNorms({}), RangeError, "plotGradientNorms: there is no layer to plot"],
    [() => plotGradientNorms({ relu: [1, -1] }), RangeError, 'plotGradientNorms: the norm of layer 2 of "relu" is -1'],
    [() => plotHistory({}), RangeError, "plotHistory: there is no epoch to plot"],
    [
      () => plotHistory([{ epochs: [epoch] }, { epochs: [epoch, epoch] }]),
      RangeError,
      "plotHistory: run 1 has 2 epochs but run 0 has 1",
    ],
    [
      () => plotHistory({ epochs: [epoch] }, { patience: 1 }),
      RangeError,
      "plotHistory: patience has no validation loss to watch",
    ],
    [
      () => plotHistory({ epochs: [{ ...epoch, validationLoss: 1 }] }, { patience: 3 }),
      RangeError,
      "plotHistory: patience is 3, which is no number of epochs from 1 to 1",
    ],
  ])("%s", (run, kind, message) => {
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
  });
});
