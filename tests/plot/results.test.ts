import { describe, expect, it } from "vitest";
import { precision, recall } from "../../src/formulas/index.js";
import { plotConfusionMatrix } from "../../src/plot/plotConfusionMatrix.js";
import { plotDecisionRegions } from "../../src/plot/plotDecisionRegions.js";
import { plotDistribution } from "../../src/plot/plotDistribution.js";
import { plotForecast } from "../../src/plot/plotForecast.js";
import { plotGraph } from "../../src/plot/plotGraph.js";
import { plotPaths } from "../../src/plot/plotPaths.js";
import { plotPrecisionRecall } from "../../src/plot/plotPrecisionRecall.js";
import { plotSearch } from "../../src/plot/plotSearch.js";
import { quantile } from "../../src/plot/quantile.js";
import { opened } from "./opened.js";

const plane = { x: [-1, 1], y: [-1, 1] } as const;

describe("plotPaths", () => {
  it("holds the paths of each place of the sliders, a shorter one to its end", () => {
    const bowl = (x: number, y: number) => x * x + y * y;
    const paths = ({ rate }: Readonly<Record<string, number>>) => ({
      down: Array.from({ length: rate! > 0.2 ? 2 : 4 }, (_, k): [number, number] => [(1 - rate!) ** k, 0.5]),
    });
    const view = opened(plotPaths(bowl, paths, { ...plane, sliders: { rate: { from: 0.1, to: 0.3, step: 0.1 } } }));
    const x = () => view.rows("step").map((row) => row.x);
    expect(x()).toEqual([1, 0.9, 0.81, 0.729]);
    view.move("rate", 0.3);
    expect(x()).toEqual([1, 0.7]);
  });
});

describe("plotDecisionRegions", () => {
  it("shows the classifier that the slider chooses, and how sure it is", () => {
    const at = (share: number) => (places: [number, number][]) => places.map(() => [share, 1 - share]);
    const frames = { slider: "epoch", at: [1, 2], of: [at(0.9), at(0.25)] };
    const view = opened(plotDecisionRegions(frames, { ...plane, labels: ["a", "b"] }));
    const tile = () => view.rows("x2")[0] as unknown as { class: string; probability: number };
    expect(tile()).toMatchObject({ class: "b", probability: 0.75 });
    view.move("slider0", 1);
    expect(tile()).toMatchObject({ class: "a", probability: 0.9 });
  });
});

describe("plotConfusionMatrix", () => {
  it("writes the recall beside each row and the precision over each column", () => {
    const view = opened(
      plotConfusionMatrix(
        [
          [8, 2],
          [0, 5],
        ],
        ["no", "yes"],
      ),
    );
    expect(view.rows("found")).toMatchObject([
      { label: "no", found: "8/10 = 80.0 %", right: "8/8 = 100.0 %" },
      { label: "yes", found: "5/5 = 100.0 %", right: "5/7 = 71.4 %" },
    ]);
  });
});

describe("plotDistribution", () => {
  const frames = { slider: "epoch", at: [1, 2], of: [{ a: [28, 29, 30, 29] }, { a: [30, 30, 30, 30] }] };

  it("stacks equal results evenly about the middle, and moves with the slider", () => {
    const view = opened(plotDistribution(frames));
    expect(view.rows("stack").map(({ result, stack }) => [result, stack])).toEqual([
      [30, -1.5],
      [30, -0.5],
      [30, 0.5],
      [30, 1.5],
    ]);
    view.move("slider0", 1);
    expect(view.rows("stack").map(({ result, stack }) => [result, stack])).toEqual([
      [28, 0],
      [29, -0.5],
      [30, 0],
      [29, 0.5],
    ]);
  });

  it("says the mean and the interval of the middle 95 %, of whole numbers between whole numbers", () => {
    const view = opened(plotDistribution({ a: [...Array.from({ length: 99 }, () => 30), 20, 29] }));
    expect(view.rows("words")[0]).toMatchObject({ low: 30, high: 30, words: "29.89 [30, 30], 101 runs" });
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.025)).toBeCloseTo(1.075, 14);
  });
});

describe("plotGraph", () => {
  const graph = {
    loss: { from: ["wx"], value: 4, gradient: 1 },
    wx: { from: ["w", "x"], value: 2 },
    w: { value: 1 },
    x: {},
  };

  it("stands each node right of those it comes from, none on another", () => {
    const nodes = opened(plotGraph(graph)).rows("forward");
    const x = Object.fromEntries(nodes.map((node) => [node.name as unknown as string, node.x!]));
    for (const [name, { from }] of Object.entries(graph as Record<string, { from?: string[] }>)) {
      for (const one of from ?? []) expect(x[one]).toBeLessThan(x[name]!);
    }
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
  });

  it("follows the slider through the steps of backpropagation", () => {
    const back = { ...graph, wx: { ...graph.wx, gradient: -0.25 } };
    const view = opened(plotGraph({ slider: "step", at: [0, 1], of: [graph, back] }));
    const gradient = () => view.rows("back").find(({ name }) => (name as unknown) === "wx")!.back as unknown;
    expect(gradient()).toBe("∂ −0.25");
    view.move("slider0", 0);
    expect(gradient()).toBe("");
  });
});

describe("plotForecast", () => {
  it("draws the band from the residuals given, round each forecast that was made", () => {
    const chart = plotForecast([1, 2, 3], { model: [null, 2, 2.5] }, { residuals: [-1, 0, 1], level: 0.5 });
    expect(opened(chart).rows("low")).toMatchObject([
      { time: 2, low: 1.5, high: 2.5 },
      { time: 3, low: 2, high: 3 },
    ]);
    expect(chart.description).toContain("the middle 50 % of residuals held back; 2 of 2 values lie in it");
  });
});

describe("plotPrecisionRecall", () => {
  const yTrue = [0, 0, 1, 0, 1, 1, 0, 1];
  const scores = [0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.6, 0.9];

  it("gives at each threshold the precision and the recall of the library", () => {
    const view = opened(plotPrecisionRecall(yTrue, scores));
    for (const threshold of scores) {
      view.move("threshold", threshold);
      const yPred = scores.map((score) => (score >= threshold ? 1 : 0));
      const dot = view.rows("nearest")[0]!;
      expect(dot.precision).toBeCloseTo(precision(yTrue, yPred), 4);
      expect(dot.recall).toBeCloseTo(recall(yTrue, yPred), 4);
    }
  });

  it("counts what misses and false alarms cost, at the share of cases that the slider says", () => {
    const view = opened(plotPrecisionRecall(yTrue, scores, { costs: { missed: 10, alarm: 1 }, prevalence: true }));
    view.move("threshold", 0.5);
    expect(view.rows("nearest")[0]!.cost).toBeCloseTo(1000 * (10 * 0.25 * 0.5 + 0.25 * 0.5), 8);
    view.move("prevalence", 0.01);
    view.move("missed", 100);
    const rare = view.rows("nearest")[0]!;
    expect(rare.cost).toBeCloseTo(1000 * (100 * 0.25 * 0.01 + 0.25 * 0.99), 8);
    expect(rare.precision).toBeCloseTo((0.75 * 0.01) / (0.75 * 0.01 + 0.25 * 0.99), 8);
  });
});

describe("plotSearch", () => {
  it("places each trial along the axes, logarithmic ones by the logarithm", () => {
    const trials = [
      { rate: 0.001, width: 10, score: 0.5 },
      { rate: 0.1, width: 30, score: 0.9 },
      { rate: 0.01, width: 20, score: 0.7 },
    ];
    const chart = plotSearch(trials, { score: "score", logarithmic: ["rate"] });
    expect(chart.description).toBe("Which settings did well: 3 trials, best score 0.9 at rate 0.1, width 30");
    const places = opened(chart)
      .rows("key")
      .filter(({ trial }) => trial === 2)
      .map(({ column, place }) => [column, place]);
    expect(places).toEqual([
      ["rate", 0.5],
      ["width", 0.5],
      ["score", 0.5],
    ]);
  });
});

describe("a wrong argument is named with both facts", () => {
  it.each([
    [
      () =>
        plotPaths(
          () => 0,
          ({ a }) => (a! > 0.5 ? { p: [] } : { q: [] }),
          { ...plane, sliders: { a: { from: 0, to: 1, step: 1 } } },
        ),
      'plotPaths: the path "p" is there for some values only',
    ],
    [
      () => plotDecisionRegions({ slider: "e", at: [1], of: [() => []] }, { ...plane, labels: ["a"] }),
      "plotDecisionRegions: probabilities has 0 rows for 1936 places",
    ],
    [() => plotDistribution({}), "plotDistribution: there is no run to plot"],
    [() => plotDistribution({ a: [] }), 'plotDistribution: there is no run of "a"'],
    [() => plotDistribution({ a: [Number.NaN] }), 'plotDistribution: a run of "a" gave NaN'],
    [() => plotGraph({}), "plotGraph: there is no node to plot"],
    [() => plotGraph({ a: { from: ["b"] } }), 'plotGraph: the node "a" comes from "b", which is not there'],
    [() => plotGraph({ a: { from: ["b"] }, b: { from: ["a"] } }), 'plotGraph: the node "a" comes from itself'],
    [() => plotForecast([1], {}), "plotForecast: there is no series or no forecast"],
    [() => plotForecast([1], { a: [] }), 'plotForecast: "a" has 0 entries but actual has 1'],
    [() => plotForecast([1], { a: [null] }), 'plotForecast: "a" forecasts nothing'],
    [
      () => plotForecast([1], { a: [1] }, { level: 95 }),
      "plotForecast: level is 95, which is no share between 0 and 1",
    ],
    [() => plotForecast([Number.NaN], { a: [1] }), 'plotForecast: the value of "actual" at 1 is NaN'],
    [() => plotPrecisionRecall([0, 1], [1]), "plotPrecisionRecall: yTrue has 2 entries but scores has 1"],
    [() => plotPrecisionRecall([0, 2], [1, 1]), "plotPrecisionRecall: a label is 2, which is neither 0 nor 1"],
    [() => plotPrecisionRecall([0, 0], [1, 1]), "plotPrecisionRecall: yTrue has 0 cases among 2"],
    [() => plotPrecisionRecall([0, 1], [1, Number.NaN]), "plotPrecisionRecall: a score is not finite"],
    [
      () => plotPrecisionRecall([0, 1], [0, 1], { threshold: 2 }),
      "plotPrecisionRecall: threshold is 2, which is not between the scores 0 and 1",
    ],
    [() => plotSearch([], { score: "s" }), "plotSearch: there is no trial to plot"],
    [() => plotSearch([{ a: 1 }], { score: "s" }), 'plotSearch: trial 0 has undefined for "s"'],
    [
      () => plotSearch([{ a: 0, s: 1 }], { score: "s", logarithmic: ["a"] }),
      'plotSearch: trial 0 has 0 for "a", which is no number for a logarithmic axis',
    ],
  ])("%s", (run, message) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });
});
