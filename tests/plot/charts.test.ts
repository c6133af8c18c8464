import { parse, View, Warn } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import { real } from "../../src/formula/argument.js";
import { formulas } from "../../src/formulas/index.js";
import type { Chart } from "../../src/plot/chart.js";
import { plotConfusionMatrix } from "../../src/plot/plotConfusionMatrix.js";
import { plotCurves } from "../../src/plot/plotCurves.js";
import { plotDecisionRegions } from "../../src/plot/plotDecisionRegions.js";
import { plotFormula } from "../../src/plot/plotFormula.js";
import { plotHistory } from "../../src/plot/plotHistory.js";
import { plotPaths } from "../../src/plot/plotPaths.js";

const square = {
  name: "square",
  args: [real("x", -2, 2)],
  value: (x: number) => x * x,
  partials: { x: { value: (x: number) => 2 * x } },
};
const twoClasses = (places: [number, number][]) => places.map(([x]) => (x < 0 ? [0.9, 0.1] : [0.2, 0.8]));
const plane = { x: [-1, 1], y: [-1, 1] } as const;

const charts: Readonly<Record<string, Chart>> = {
  plotCurves: plotCurves({ sine: Math.sin, cosine: Math.cos }),
  plotFormula: plotFormula(square, { tangentAt: 1 }),
  plotHistory: plotHistory({
    epochs: [
      { epoch: 1, loss: 1, accuracy: 0.5, validationLoss: 1.1, validationAccuracy: 0.4 },
      { epoch: 2, loss: 0.5, accuracy: 0.9, validationLoss: 0.7, validationAccuracy: 0.8 },
    ],
  }),
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
    expect(warnings).toEqual([]);
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
    expect(words.length).toBeGreaterThan(2);
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
    expect(titles.length).toBeGreaterThanOrEqual(chart === charts.plotFormula ? 1 : 2);
    expect(titles.every((title) => title !== "")).toBe(true);
  });
});

describe("plotFormula", () => {
  it("moves the tangent with the slider: through the curve's point, with the formula's slope", () => {
    const { spec } = compile(charts.plotFormula!.spec as unknown as TopLevelSpec);
    const view = new View(parse(spec), { renderer: "none" }).run();
    for (const x0 of [-2, -0.5, 1]) {
      view.signal("x0", x0).run();
      const rows = spec.data!.flatMap(({ name }) => view.data(name));
      const ends = rows.find((row) => "y1" in row)!;
      expect(ends.x).toBeCloseTo(x0, 12);
      expect((ends.y2! - ends.y1!) / (ends.x2! - ends.x1!)).toBeCloseTo(2 * x0, 12);
      expect((ends.y1! + ends.y2!) / 2).toBeCloseTo(x0 * x0, 12);
    }
  });
});

describe("plotFormula of the library's formulas", () => {
  it("draws every formula of one real number over the range it names", () => {
    for (const formula of [formulas.sigmoid, formulas.tanh, formulas.relu, formulas.leakyRelu]) {
      const { low, high } = formula.args[0];
      expect(plotFormula(formula).description).toBe(`${formula.name} and its slope: from ${low} to ${high}`);
    }
  });
});

describe("plotCurves", () => {
  it("leaves a gap where a curve is not finite or, on a logarithmic axis, not positive", () => {
    const values = (chart: Chart) => (chart.spec.data as { values: { y: number | null }[] }).values.map(({ y }) => y);
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
    [
      () => plotFormula(formulas.softmax as never),
      TypeError,
      "plotFormula: softmax is not a function of one real number, so it has no curve",
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
