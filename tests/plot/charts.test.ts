import { parse, View, Warn } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import { real } from "../../src/formula/argument.js";
import { formulas, leakyRelu, sigmoid, softmax, transformerParameterCount } from "../../src/formulas/index.js";
import type { Chart } from "../../src/plot/chart.js";
import { chart as customChart } from "../../src/plot/customChart.js";
import { plotActivations } from "../../src/plot/plotActivations.js";
import { plotAttention } from "../../src/plot/plotAttention.js";
import { plotBars } from "../../src/plot/plotBars.js";
import { plotConfusionMatrix } from "../../src/plot/plotConfusionMatrix.js";
import { plotCurves } from "../../src/plot/plotCurves.js";
import { plotDecisionRegions } from "../../src/plot/plotDecisionRegions.js";
import { plotDistribution } from "../../src/plot/plotDistribution.js";
import { plotForecast } from "../../src/plot/plotForecast.js";
import { plotFormula } from "../../src/plot/plotFormula.js";
import { plotFrames } from "../../src/plot/plotFrames.js";
import { plotGradientNorms } from "../../src/plot/plotGradientNorms.js";
import { plotGraph } from "../../src/plot/plotGraph.js";
import { plotHeatmap } from "../../src/plot/plotHeatmap.js";
import { plotHistogram } from "../../src/plot/plotHistogram.js";
import { plotHistory } from "../../src/plot/plotHistory.js";
import { plotImages } from "../../src/plot/plotImages.js";
import { plotPaths } from "../../src/plot/plotPaths.js";
import { plotPrecisionRecall } from "../../src/plot/plotPrecisionRecall.js";
import { plotSearch } from "../../src/plot/plotSearch.js";
import { opened } from "./opened.js";

const square = {
  name: "square",
  args: [real("x", -2, 2)],
  value: (x: number) => x * x,
  partials: { x: { value: (x: number) => 2 * x } },
};
const twoClasses = (places: [number, number][]) => places.map(([x]) => (x < 0 ? [0.9, 0.1] : [0.2, 0.8]));
const learning = [1, 2].map((epoch) => {
  return { epoch, loss: 1 / epoch, accuracy: 0.4 * epoch, validationLoss: 2 / epoch, validationAccuracy: 0.3 * epoch };
});
const twoEpochs = { slider: "epoch", at: [1, 2] };
const plane = { x: [-1, 1], y: [-1, 1] } as const;

const isCurve = ({ spec }: Chart) => "color" in ((spec.encoding ?? {}) as object) && "layer" in spec;

/** Rows whose names say what they are. */
const hasNamedRows = ({ spec }: Chart) =>
  (spec.encoding as { y?: { field?: string } } | undefined)?.y?.field === "name";

const charts: Readonly<Record<string, Chart>> = {
  plotCurves: plotCurves({ sine: Math.sin, cosine: Math.cos }),
  "plotCurves with sliders and marks": plotCurves(
    { σ: "1 / (1 + exp(-a * (x - b)))", "of a function": (x, { a }) => Math.tanh(a! * x) },
    {
      sliders: {
        a: { from: 0.5, to: 4, step: 0.5, value: 1, label: "steepness" },
        b: { values: [-1, 0, 2], value: 0 },
      },
      points: [
        { x: 1, y: 0.5, label: "here" },
        { x: "b", on: "σ", label: "half" },
        { x: 2, on: "of a function" },
      ],
      tangents: [
        { on: "σ", x: "b" },
        { on: "of a function", x: 0.5 },
      ],
      rules: [{ x: "b", label: "middle" }, { y: 1 }],
      fills: [
        { under: "σ", from: 0, to: "b + 2" },
        { under: "of a function", above: "σ" },
      ],
    },
  ),
  chart: customChart({
    title: "One bar",
    data: { values: [{ name: "a", share: 0.5 }] },
    mark: "bar",
    encoding: { x: { field: "name", type: "nominal" }, y: { field: "share", type: "quantitative" } },
  }),
  plotBars: plotBars(
    { p: { a: 0.7, b: 0.3 }, q: { a: "s", b: "1 - s" } },
    { sliders: { s: { from: 0, to: 1, step: 0.1, value: 0.8 } }, xTitle: "class", yTitle: "probability" },
  ),
  "plotFrames of lines": plotFrames(
    [1, 2].flatMap((epoch) => [0, 1, 2].map((x) => ({ epoch, x, y: x * epoch, run: "a" }))),
    { x: "x", y: "y", color: "run", frame: "epoch" },
  ),
  "plotFrames of heat": plotFrames(
    [1, 2].flatMap((epoch) => [0, 1].flatMap((x) => [0, 1].map((y) => ({ epoch, x, y, weight: (x - y) * epoch })))),
    { as: "heat", x: "x", y: "y", value: "weight", frame: "epoch" },
  ),
  plotFormula: plotFormula(square, { tangentAt: 1 }),
  "plotFormula with a slider and a kink": plotFormula(formulas.leakyRelu),
  "plotFormula of a vector": plotFormula(formulas.softmax),
  "plotFormula of a loss": plotFormula(formulas.meanAbsoluteError),
  "plotFormula of an optimizer": plotFormula(formulas.adamStep),
  "plotFormula of a schedule": plotFormula(formulas.cosineDecay),
  "plotFormula of a matrix": plotFormula(formulas.matMul),
  plotHistory: plotHistory({
    epochs: [
      { epoch: 1, loss: 1, accuracy: 0.5, validationLoss: 1.1, validationAccuracy: 0.4 },
      { epoch: 2, loss: 0.5, accuracy: 0.9, validationLoss: 0.7, validationAccuracy: 0.8 },
    ],
  }),
  "plotHistory with patience": plotHistory({ epochs: learning }, { patience: 1 }),
  "plotHistory of runs": plotHistory({
    one: [{ epochs: learning }, { epochs: learning }],
    other: { epochs: learning },
  }),
  plotHeatmap: plotHeatmap({ one: [[1, -2]], two: [[3, 4]] }),
  plotActivations: plotActivations(
    {
      ...twoEpochs,
      of: [
        [[1], [2]],
        [[3], [4]],
      ],
    },
    { classes: ["a", "b"] },
  ),
  plotAttention: plotAttention(
    {
      ...twoEpochs,
      of: [
        { one: [[1]], two: [[1]] },
        { one: [[1]], two: [[1]] },
      ],
    },
    ["a"],
  ),
  plotImages: plotImages({ ...twoEpochs, of: [[[1, 2, 3, 4]], [[-1, 2, 3, 4]]] }, { captions: ["unit"] }),
  "plotImages of ink": plotImages([
    [0, 1, 2, 3],
    [4, 3, 2, 1],
  ]),
  plotHistogram: plotHistogram({
    ...twoEpochs,
    of: [
      { a: [1, 2], b: [3] },
      { a: [1, 1], b: [2] },
    ],
  }),
  "plotHistogram of one": plotHistogram([1, 2, 2, 3]),
  plotGradientNorms: plotGradientNorms({ ...twoEpochs, of: [{ relu: [1, 2] }, { relu: [1, 0.1] }] }),
  plotDistribution: plotDistribution(
    {
      ...twoEpochs,
      of: [
        { a: [1, 2], b: [3] },
        { a: [1, 1], b: [2] },
      ],
    },
    { reference: { at: 2, label: "baseline" } },
  ),
  plotGraph: plotGraph({
    ...twoEpochs,
    of: [
      { x: { value: 1 }, y: { from: ["x"], value: 2 } },
      { x: { value: 1, gradient: 2 }, y: { from: ["x"], value: 2, gradient: 1 } },
    ],
  }),
  plotForecast: plotForecast([1, 2, 3, 4], { last: [null, 1, 2, 3], model: [1, 2, 3, 4] }),
  plotPrecisionRecall: plotPrecisionRecall([0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4]),
  "plotPrecisionRecall with costs": plotPrecisionRecall([0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4], {
    costs: { missed: 10, alarm: 1 },
    prevalence: true,
  }),
  plotSearch: plotSearch(
    [
      { rate: 0.1, width: 4, score: 0.5 },
      { rate: 0.01, width: 8, score: 0.7 },
    ],
    {
      score: "score",
      logarithmic: ["rate"],
    },
  ),
  "plotPaths with sliders": plotPaths(
    (x, y) => x + y,
    ({ a }) => ({
      p: [
        [0, a!],
        [1, 1],
      ],
    }),
    {
      ...plane,
      sliders: { a: { values: [0, 0.5] } },
    },
  ),
  "plotDecisionRegions by epoch": plotDecisionRegions(
    { ...twoEpochs, of: [twoClasses, twoClasses] },
    { ...plane, labels: ["left", "right"], points: [{ x: 0, y: 0, label: "left" }] },
  ),
  plotConfusionMatrix: plotConfusionMatrix(
    [
      [3, 1],
      [0, 4],
    ],
    ["no", "yes"],
  ),
  plotDecisionRegions: plotDecisionRegions(twoClasses, {
    ...plane,
    labels: ["left", "right"],
    points: [{ x: 0, y: 0, label: "left" }],
  }),
  plotPaths: plotPaths(
    (x, y) => x * x + y * y,
    {
      path: [
        [1, 1],
        [0.5, 0.5],
        [0, 0],
      ],
    },
    { ...plane },
  ),
};

describe.each(Object.entries(charts))("the chart of %s", (_, chart) => {
  it("is valid Vega-Lite v5: it compiles and runs without a warning", () => {
    const warnings: unknown[] = [];
    const note = (...words: unknown[]) => {
      warnings.push(words);
      return logger;
    };
    const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
    const { spec } = compile(chart.spec as unknown as TopLevelSpec, { logger: logger as never });
    new View(parse(spec), { renderer: "none", logger: logger as never, logLevel: Warn }).run().finalize();
    expect(chart.spec.$schema).toContain("vega-lite/v5");
    // A brush listens to the window, which is there where the chart is shown.
    expect(warnings.flat().filter((warning) => warning !== "Can not resolve event source: window")).toEqual([]);
  });

  it("offers itself interactive, as images and in words, and never as HTML", () => {
    const bundle = chart[displaySymbol]();
    const isLarge = chart.toSvg().length > 100_000;
    expect(Object.keys(bundle)).toEqual([
      "application/vnd.vegalite.v5+json",
      "image/png",
      ...(isLarge ? [] : ["image/svg+xml"]),
      "text/plain",
    ]);
    expect(
      Buffer.from(bundle["image/png"] as string, "base64")
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(bundle["image/svg+xml"] ?? "<svg ></svg>").toMatch(/^<svg .*<\/svg>$/s);
    expect(bundle["text/plain"]).toBe(chart.description);
  });

  it("has a title, a description, a white ground and its data inline, 3 000 rows at most", () => {
    expect(chart.spec).toMatchObject({
      title: expect.anything(),
      description: expect.stringMatching(/\w/),
      background: "white",
    });
    const rows = [...JSON.stringify(chart.spec).matchAll(/"values":(\[.*?\}\])/g)].flatMap(([, json]) =>
      JSON.parse(json!),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(3000);
    expect(JSON.stringify(chart.spec)).not.toContain('"url"');
  });

  it("writes in dark ink on its white ground even where a theme would write in white", async () => {
    const white = { labelColor: "white", titleColor: "white" };
    const config = { axis: white, legend: white, header: white, title: { color: "white", subtitleColor: "white" } };
    const { spec } = compile(chart.spec as unknown as TopLevelSpec, { config });
    const svg = await new View(parse(spec), { renderer: "none" }).toSVG();
    const words = [...svg.matchAll(/class="mark-text role-(?:axis|legend|title)[\s\S]*?<\/g>/g)].map(
      ([words]) => words,
    );
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((word) => word.includes('fill="white"'))).toEqual([]);
  });

  it("names each thing in its legend once", () => {
    const labels = [...chart.toSvg().matchAll(/class="mark-text role-legend-label"[\s\S]*?<text[^>]*>([^<]*)</g)];
    const names = labels.map(([, name]) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it("titles both axes", () => {
    const titles = [...chart.toSvg().matchAll(/class="mark-text role-axis-title"[\s\S]*?<text[^>]*>([^<]*)</g)].map(
      ([, text]) => text,
    );
    // The legend says what a curve and its slope are.
    const axes = [...chart.toSvg().matchAll(/class="mark-group role-axis"/g)].length;
    expect(titles.length).toBeGreaterThanOrEqual(axes === 0 ? 0 : isCurve(chart) || hasNamedRows(chart) ? 1 : 2);
    expect(titles.every((title) => title !== "")).toBe(true);
  });
});

describe("plotFormula", () => {
  it("moves the tangent with the slider: through the curve's point, with the formula's slope", () => {
    const view = opened(charts.plotFormula!);
    for (const x0 of [-2, -0.5, 1]) {
      view.move("x0", x0);
      const ends = view.rows("y1")[0]!;
      expect(ends.x).toBeCloseTo(x0, 12);
      expect((ends.y2! - ends.y1!) / (ends.x2! - ends.x1!)).toBeCloseTo(2 * x0, 12);
      expect((ends.y1! + ends.y2!) / 2).toBeCloseTo(x0 * x0, 12);
    }
  });

  it("draws every formula of one real number over the range it names", () => {
    for (const formula of [formulas.sigmoid, formulas.tanh, formulas.relu, formulas.leakyRelu]) {
      const { low, high } = formula.args[0];
      expect(plotFormula(formula).description).toBe(`${formula.name} and its slope: from ${low} to ${high}`);
    }
  });

  it("takes a formula's function as well as its definition", () => {
    expect(plotFormula(sigmoid).spec).toEqual(plotFormula(formulas.sigmoid).spec);
  });

  it.each([0, 0.01, 0.1, 0.4, 0.5])("follows the slider without a kernel: leakyRelu with α = %d", async (alpha) => {
    const view = opened(plotFormula(formulas.leakyRelu));
    view.move("slider0", alpha);
    expect(await view.title()).toBe(`leakyRelu and its slope, α = ${alpha}`);
    const rows = view.rows("value0");
    expect(rows.length).toBeGreaterThan(100);
    for (const { x, value0 } of rows) expect(value0).toBeCloseTo(leakyRelu(x!, { alpha }), 4);
    for (const { x, slope0 } of rows) if (Math.abs(x!) > 0.1) expect(slope0).toBe(x! > 0 ? 1 : alpha);
  });

  it("rounds a slider to the nearest value that it has data for, and says which", async () => {
    const view = opened(plotFormula(formulas.leakyRelu));
    view.move("slider0", 0.11);
    expect(await view.title()).toBe("leakyRelu and its slope, α = 0.1");
    view.move("slider0", 0.04);
    expect(await view.title()).toBe("leakyRelu and its slope, α = 0.05");
  });

  it("moves two sliders independently", async () => {
    const view = opened(plotFormula(formulas.softmax, { sliders: ["z[1]", "z[2]"] }));
    view.move("slider0", -4);
    view.move("slider1", 6);
    expect(await view.title()).toBe("softmax and its slope along z[0], z[1] = −4, z[2] = 6");
    const row = view.rows("value0").find(({ x }) => x === 8)!;
    for (const [i, share] of softmax([8, -4, 6]).entries()) expect(row[`value${i}`]).toBeCloseTo(share, 4);
  });

  it("marks a kink with the convention and with the slopes on both sides, whatever the slider says", () => {
    const view = opened(plotFormula(formulas.leakyRelu));
    view.move("slider0", 0.3);
    const dots = new Map(view.rows("note").map(({ note, x, y }) => [note, [x, y]]));
    expect(Object.fromEntries(dots)).toEqual({
      kink: [0, 0],
      "slope to the right": [0, 1],
      "slope at the kink, a convention": [0, 0.3],
    });
  });

  it("finds the kink of a loss at the truth, and leaves a gap in the slope there", () => {
    const view = opened(plotFormula(formulas.meanAbsoluteError));
    view.move("slider0", 1);
    const dots = view.rows("note").map(({ x, y }) => `${x}, ${y}`);
    expect(dots.sort()).toEqual(["1, -1", "1, 0", "1, 0", "1, 1"]);
    const gaps = view
      .rows("slope0")
      .filter((row) => row.slope0 === null)
      .map(({ x }) => x!);
    expect(new Set(gaps.map((x) => Math.abs(x - 1) < 0.2))).toEqual(new Set([true]));
  });

  it("moves a share at the cost of the others", () => {
    const chart = plotFormula(formulas.crossEntropy, {
      at: [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
      sliders: [],
    }); // prettier-ignore
    const rows = opened(chart).rows("value0");
    const row = rows.find(({ x }) => x === 0.25)!;
    expect(row.value0).toBeCloseTo(0.8369882167858358, 14);
    expect(row.slope0).toBeCloseTo(-0.5 / 0.25 + 0.5 / 0.75, 14);
  });

  it("opens the path of an optimizer at the rate that leads deepest, and follows the slider", () => {
    const view = opened(plotFormula(formulas.gradientDescentStep));
    const ends = () => view.rows("step").find(({ step }) => step === 50)!;
    expect(Math.hypot(ends().x!, ends().y!)).toBeLessThan(0.01);
    view.move("slider0", 0.05);
    expect(ends().x).toBeCloseTo(-4 * 0.95 ** 50, 4);
    expect(ends().y).toBeCloseTo(1.5 * 0.6 ** 50, 4);
  });

  it("draws a matrix as what an example gives, numbers written in", () => {
    const rows = opened(plotFormula(formulas.matMul, { at: [[[1, 2]], [[3], [-4]]] })).rows("value");
    expect(rows).toMatchObject([{ row: 0, column: 0, value: -5 }]);
    expect(plotFormula(formulas.transpose, { at: [[[1.5, 2]]] }).toSvg()).toMatch(/>1\.5<[\s\S]*>2</);
  });

  it("draws numbers in a row that are many, or as many as an argument says, as they are", () => {
    const { description } = plotFormula(formulas.softmax, { at: [[1, 2, 3, 4, 5, 6, 7]] });
    expect(description).toBe("What softmax([1, 2, 3, 4, 5, 6, 7]) gives: 1 row, 7 columns");
    expect(plotFormula(formulas.oneHot).description).toMatch(/^What oneHot\(.*\) gives: 1 row, \d columns$/);
    expect(plotFormula(formulas.positionalEncoding).description).toContain("12 rows, 9 columns");
  });

  it("starts from a place without a value where it knows no other, and draws nothing where there is nothing", () => {
    const reciprocal = { ...square, value: (x: number) => 1 / x, partials: {} };
    const rows = opened(plotFormula(reciprocal)).rows("value0");
    expect(rows.find(({ x }) => x === -2)!.value0).toBe(-0.5);
    expect(rows.find(({ x }) => x === 0)!.value0).toBeNull();
    expect(plotFormula({ ...square, value: () => Number.NaN, partials: {} }).toSvg()).toMatch(/^<svg /);
  });

  it("varies a number of a record that is given by name", () => {
    const chart = plotFormula(formulas.transformerParameterCount);
    expect(chart.description).toBe("transformerParameterCount along layers: from 1 to 128");
    const deeper = opened(plotFormula(formulas.transformerParameterCount, { along: "model.layers", sliders: [] }));
    const model = { width: 768, vocabulary: 50257, context: 1024 };
    for (const { x, value0 } of deeper.rows("value0")) {
      expect(value0).toBe(transformerParameterCount({ layers: x!, ...model }));
    }
  });

  it("leaves out a slope that would lie along the axis, and looks at a schedule over as long as it takes", () => {
    const chart = plotFormula(formulas.transformerSchedule);
    expect(chart.description).toBe("transformerSchedule: from 1 to 300");
    const rates = opened(chart)
      .rows("value0")
      .map(({ value0 }) => value0!);
    const peak = rates.indexOf(Math.max(...rates));
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(rates.length - 1);
  });

  it("starts a loss from one example, and where that has no result from all of them", () => {
    const subtitle = (chart: Chart) => (chart.spec.title as { subtitle: string[] }).subtitle[0];
    expect(subtitle(plotFormula(formulas.meanSquaredError))).toBe("the rest as in meanSquaredError([2], [2.5])");
    expect(subtitle(plotFormula(formulas.r2Score))).toBe("the rest as in r2Score([1, 2, 3], [1, 2, 3])");
  });

  it("gives a flag a choice of its two values", async () => {
    const view = opened(plotFormula(formulas.adamStep, { sliders: ["biasCorrection"] }));
    const first = () => view.rows("step").find(({ step }) => step === 1)!;
    const corrected = first().x!;
    view.move("slider0", 0);
    expect(first().x! - -4).toBeCloseTo((corrected - -4) * (0.1 / Math.sqrt(0.001)), 3);
  });
});

describe("plotCurves", () => {
  it("leaves a gap where a curve is not finite or, on a logarithmic axis, not positive", () => {
    const values = (chart: Chart) =>
      opened(chart)
        .rows("curve")
        .map(({ y }) => y);
    expect(values(plotCurves({ reciprocal: (x) => 1 / x }, { from: -1, to: 1, samples: 3 }))).toEqual([-1, null, 1]);
    expect(values(plotCurves({ same: (x) => x }, { from: -1, to: 1, samples: 3, yScale: "log" }))).toEqual([
      null,
      null,
      1,
    ]);
  });
});

describe("a wrong argument is named with both facts", () => {
  it.each([
    [
      () => plotCurves({ same: (x) => x }, { from: 2, to: 1 }),
      RangeError,
      "plotCurves: the axis starts at 2 but ends at 1",
    ],
    [
      () => plotCurves({ same: (x) => x }, { from: 0, to: 1, xScale: "log" }),
      RangeError,
      "plotCurves: a logarithmic axis cannot start at 0",
    ],
    [() => plotFormula(Math.tanh), TypeError, "plotFormula: this function is not a formula; plotCurves plots any"],
    [
      () => plotFormula(formulas.softmax, { along: "y" }),
      TypeError,
      'plotFormula: along is "y", but what softmax takes is z[0], z[1], z[2]',
    ],
    [
      () => plotFormula(formulas.leakyRelu, { sliders: ["beta"] }),
      TypeError,
      'plotFormula: sliders is "beta", but what leakyRelu takes beside what varies is alpha',
    ],
    [
      () => plotFormula({ ...square, value: () => [[[[1]]]], name: "grid" }),
      TypeError,
      "plotFormula: grid gives arrays of arrays, so it has no curve; plotCurves draws what you choose of it",
    ],
    [
      () => plotFormula(formulas.accuracy),
      TypeError,
      "plotFormula: accuracy takes no number that could vary, so it has no curve; plotCurves draws what you choose of it",
    ],
    [
      () => plotFormula(formulas.isPossibleProportion),
      TypeError,
      "plotFormula: isPossibleProportion gives yes or no, so it has no curve; plotCurves draws what you choose of it",
    ],
    [
      () => plotFormula(formulas.softmax, { at: [[1, 2, 3, 4, 5, 6, 7]], along: "z[0]" }),
      TypeError,
      "plotFormula: softmax gives 7 numbers, too many for one chart, so it has no curve",
    ],
    [
      () => plotFormula(formulas.matMul, { tangentAt: 0 }),
      TypeError,
      "plotFormula: matMul is drawn as a matrix, of which tangentAt says nothing; along makes it a curve",
    ],
    [
      () => plotFormula(formulas.softmax, { at: [[1, 2, 3, 4, 5, 6, 7]], tangentAt: 0 }),
      TypeError,
      "plotFormula: softmax is drawn as a matrix, of which tangentAt says nothing; along makes it a curve",
    ],
    [
      () => plotFormula(formulas.softmax, { tangentAt: 0 }),
      TypeError,
      "plotFormula: tangentAt needs one curve with a slope, and softmax has 3",
    ],
    [
      () => plotFormula(formulas.adamStep, { from: 0 }),
      TypeError,
      "plotFormula: adamStep is drawn as a path, of which from says nothing; along makes it a curve",
    ],
    [
      () => plotFormula(formulas.softmax, { sliders: ["z[0]"] }),
      TypeError,
      'plotFormula: sliders is "z[0]", but what softmax takes beside what varies is z[1], z[2]',
    ],
    [
      () => plotFormula(formulas.softmax, { at: [[1, 2, 3, 4, 5]], sliders: ["z[1]", "z[2]", "z[3]", "z[4]"] }),
      RangeError,
      "plotFormula: sliders names 4 but a chart holds 3 at most",
    ],
    [
      () => plotFormula(formulas.sigmoid, { from: 1, to: 0 }),
      RangeError,
      "plotFormula: the axis starts at 1 but ends at 0",
    ],
    [() => plotHistory({ epochs: [] }), RangeError, "plotHistory: there is no epoch to plot"],
    [
      () => plotConfusionMatrix([[1]], ["a", "b"]),
      RangeError,
      "plotConfusionMatrix: counts has 1 rows but labels has 2 entries",
    ],
    [
      () => plotConfusionMatrix([[1, 2], [1]], ["a", "b"]),
      RangeError,
      "plotConfusionMatrix: row 1 has 1 entries but labels has 2",
    ],
    [
      () => plotDecisionRegions(() => [], { ...plane, labels: ["a"] }),
      RangeError,
      "plotDecisionRegions: probabilities has 0 rows for 1936 places",
    ],
    [
      () => plotDecisionRegions(twoClasses, { ...plane, labels: ["a"] }),
      RangeError,
      "plotDecisionRegions: labels has 1 entries but a row has 2",
    ],
  ])("%s", (run, kind, message) => {
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
  });
});
