import { describe, expect, it } from "vitest";
import { sigmoid, softmax } from "../../src/formulas/index.js";
import { chart } from "../../src/plot/customChart.js";
import { plotBars } from "../../src/plot/plotBars.js";
import { type CurvesOptions, plotCurves } from "../../src/plot/plotCurves.js";
import { plotFrames } from "../../src/plot/plotFrames.js";
import { opened } from "./opened.js";

const steepness = { a: { from: 0.5, to: 4, step: 0.5, value: 1 }, x0: { from: -3, to: 3, step: 0.25, value: 0.5 } };

describe("plotCurves with sliders", () => {
  it("computes an expression wherever the sliders stand, as the formula does", () => {
    const view = opened(plotCurves({ σ: "1/(1+exp(-a*(x-x0)))" }, { sliders: steepness }));
    for (const [a, x0] of [
      [1, 0.5],
      [4, -3],
      [0.5, 2.25],
    ] as const) {
      view.move("a", a);
      view.move("x0", x0);
      const rows = view.rows("curve");
      expect(rows.length).toBe(241);
      for (const { x, y } of rows) expect(y).toBeCloseTo(sigmoid(a * (x! - x0)), 14);
    }
  });

  it("holds a table of a function of the sliders", async () => {
    const curves = { σ: (x: number, { a, x0 }: Record<string, number>) => sigmoid(a! * (x - x0!)) };
    const view = opened(plotCurves(curves, { sliders: { ...steepness, x0: { values: [-1, 0, 1], value: 0 } } }));
    view.move("a", 3.5);
    view.move("x0", 1);
    expect(await view.subtitle()).toBe("a = 3.5, x0 = 1");
    for (const { x, y } of view.rows("curve")) expect(y).toBeCloseTo(sigmoid(3.5 * (x! - 1)), 4);
  });

  it.each([
    ["an expression", "1/(1+exp(-a*x))", 7],
    ["a function", (x: number, { a }: Record<string, number>) => sigmoid(a! * x), 4],
  ] as const)("moves tangent and point along %s", (_, curve, digits) => {
    const marks = { tangents: [{ on: "σ", x: "x0" }], points: [{ on: "σ", x: "x0", label: "here" }] };
    const view = opened(plotCurves({ σ: curve }, { sliders: steepness, samples: 49, ...marks }));
    for (const [a, x0] of [
      [1, 0.5],
      [2.5, -1],
    ] as const) {
      view.move("a", a);
      view.move("x0", x0);
      const [tangent] = view.rows("slope") as [Record<string, number>];
      expect(tangent.x).toBe(x0);
      expect(tangent.y).toBeCloseTo(sigmoid(a * x0), digits);
      expect(tangent.slope).toBeCloseTo(a * sigmoid(a * x0) * sigmoid(-a * x0), digits);
      expect((tangent.y2! - tangent.y1!) / (tangent.x2! - tangent.x1!)).toBeCloseTo(tangent.slope!, 12);
      expect(view.rows("label").find(({ label }) => (label as unknown) === "here")).toMatchObject({
        x: x0,
        y: tangent.y,
      });
    }
  });

  it("moves rules and the ends of fills", () => {
    const marks = { rules: [{ x: "x0 * 2", label: "twice" }], fills: [{ under: "line", from: "x0", to: 2 }] };
    const chart = plotCurves({ line: "a * x" }, { sliders: steepness, from: -3, to: 3, samples: 7, ...marks });
    const view = opened(chart);
    view.move("x0", -1);
    expect(view.signal("x0")).toBe(-1);
    const all = view.all();
    expect(all.some((rows) => rows.length === 1 && rows[0]!.x === -2)).toBe(true);
    expect(
      all.some(
        (rows) =>
          rows
            .map(({ x }) => x)
            .sort()
            .join() === "-1,0,1,2",
      ),
    ).toBe(true);
  });

  it("keeps its vertical axis while the sliders move", () => {
    const view = opened(plotCurves({ line: "a * x" }, { sliders: { a: { from: 1, to: 1.5, step: 0.1 } } }));
    const before = view.domain("y");
    expect(before).toEqual([-10, 10]);
    view.move("a", 1.5);
    expect(view.domain("y")).toEqual(before);
  });

  it("leaves a gap where an expression is not finite or, on a logarithmic axis, not positive", () => {
    const heights = (text: string, options: CurvesOptions) =>
      opened(plotCurves({ y: text }, { from: -1, to: 1, samples: 3, ...options }))
        .rows("curve")
        .map(({ y }) => y);
    expect(heights("1/x", {})).toEqual([-1, null, 1]);
    expect(heights("x", { yScale: "log" })).toEqual([null, null, 1]);
  });

  it("says in words where its sliders begin", () => {
    expect(plotCurves({ σ: "1/(1+exp(-a*(x-x0)))" }, { sliders: steepness }).description).toBe(
      "σ: σ from -6 to 6, a = 1, x0 = 0.5",
    );
  });
});

describe("plotBars", () => {
  const scores = ["z1", "z2", "z3"];
  const sliders = {
    z1: { from: -5, to: 5, step: 0.5, value: 3 },
    z2: { from: -5, to: 5, step: 0.5, value: 1 },
    z3: { from: -5, to: 5, step: 0.5, value: 2 },
    T: { from: 0.5, to: 4, step: 0.5, value: 1 },
  };
  const shares = Object.fromEntries(
    scores.map((z) => [z, `exp(${z} / T) / (${scores.map((one) => `exp(${one} / T)`).join(" + ")})`]),
  );

  it("follows four sliders in closed form: softmax at a temperature", () => {
    const view = opened(plotBars(shares, { sliders }));
    for (const [z1, T] of [
      [3, 1],
      [-2, 0.5],
      [5, 4],
    ] as const) {
      view.move("z1", z1);
      view.move("T", T);
      const heights = view.rows("value").map(({ value }) => value!);
      for (const [i, share] of softmax([z1 / T, 1 / T, 2 / T]).entries()) expect(heights[i]).toBeCloseTo(share, 14);
    }
  });

  it("follows a function of a slider by a table", () => {
    const view = opened(
      plotBars({ twice: ({ s }) => 2 * s!, one: 1 }, { sliders: { s: { from: 0, to: 3, step: 1 } } }),
    );
    view.move("s", 3);
    expect(view.rows("value").map(({ value }) => value)).toEqual([6, 1]);
  });
});

describe("plotFrames", () => {
  const rows = [0, 1, 2].flatMap((epoch) => [0, 1].map((unit) => ({ epoch, unit, norm: 10 ** -epoch * (unit + 1) })));

  it("shows the rows of the frame that the slider chooses, at first the last one", () => {
    const view = opened(plotFrames(rows, { x: "unit", y: "norm", frame: "epoch" }));
    const norms = () => view.rows("norm").map(({ norm }) => norm);
    expect(norms()).toEqual([0.01, 0.02]);
    view.move("slider0", 0);
    expect(norms()).toEqual([1, 2]);
  });

  it("offers a choice where the frames lie unevenly, and starts where it is told", async () => {
    const uneven = rows.map((row) => ({ ...row, epoch: [1, 10, 100][row.epoch]! }));
    const view = opened(plotFrames(uneven, { as: "bar", x: "unit", y: "norm", frame: "epoch", start: 10 }));
    const norms = () => view.rows("norm").map(({ norm }) => norm);
    expect(norms()).toEqual([0.1, 0.2]);
    view.move("slider0", 100);
    expect(norms()).toEqual([0.01, 0.02]);
    expect(await view.subtitle()).toBe("epoch = 100");
  });
});

describe("chart", () => {
  const bar = {
    mark: "bar",
    encoding: { x: { field: "a", type: "nominal" }, y: { field: "b", type: "quantitative" } },
  };
  const data = { values: [{ a: "one", b: 1 }] };

  it("draws a specification in the style of all charts, of which it may say otherwise", () => {
    const { spec, description } = chart({
      title: ["One", "bar"],
      data,
      ...bar,
      config: { axis: { labelFontSize: 20 } },
    });
    expect(description).toBe("One bar");
    expect(spec).toMatchObject({ background: "white", config: { axis: { labelFontSize: 20, labelColor: "#222" } } });
  });

  it.each([
    [{ data, ...bar }, "chart: the specification has no title; say in it what the chart shows"],
    [{ title: "t", data }, /^chart: Invalid specification/],
    [{ title: "t", data, mark: "bars" }, /^chart: bars is no mark; there are arc, area/],
    [{ title: "t", data, ...bar, transform: [{ calculate: "foo(1)", as: "c" }] }, "chart: Unrecognized function: foo"],
    [{ title: "t", data: { values: [{ a: "one" }] }, ...bar }, 'chart: no row has a number in the field "b"'],
    [
      { title: "t", data: { url: "x.csv" }, ...bar },
      "chart: data are fetched from a url; put them inline, as data.values",
    ],
  ])("says what is wrong with %j", (spec, message) => {
    expect(() => chart(spec)).toThrow(TypeError);
    expect(() => chart(spec)).toThrow(message);
  });
});

describe("a wrong argument is named with both facts", () => {
  const one = { from: 0, to: 1 };
  it.each([
    [() => plotCurves({}), RangeError, "plotCurves: there is no curve to plot"],
    [
      () => plotCurves({ f: "a * x" }),
      TypeError,
      'plotCurves: the curve "f" is no expression of x: Unrecognized signal name: "a"',
    ],
    [
      () => plotCurves({ f: "tanh(x)" }),
      TypeError,
      'plotCurves: the curve "f" is no expression of x: Unrecognized function: tanh',
    ],
    [() => plotCurves({ f: "x > 0" }), TypeError, 'plotCurves: the curve "f" is no expression of x: "x > 0" gives'],
    [
      () => plotCurves({ f: "x" }, { points: [{ on: "g", x: 1 }] }),
      TypeError,
      'plotCurves: a mark is on the curve "g", but the curves are f',
    ],
    [() => plotCurves({ f: "x" }, { points: [{ y: 1, x: Number.NaN }] }), RangeError, "plotCurves: a point is at NaN"],
    [
      () => plotCurves({ f: "x" }, { from: 1, to: 2, xScale: "log", tangents: [{ on: "f", x: 1 }] }),
      TypeError,
      "plotCurves: a tangent is straight on linear axes only",
    ],
    [
      () => plotCurves({ f: "x" }, { sliders: { x: one } }),
      RangeError,
      'plotCurves: the slider "x" has a name that means something else in a chart',
    ],
    [
      () => plotCurves({ f: "x" }, { sliders: { "a b": one } }),
      RangeError,
      'plotCurves: the slider "a b" has a name that no expression can use',
    ],
    [
      () => plotCurves({ f: "x" }, { sliders: { a: { ...one, value: 2 } } }),
      RangeError,
      'plotCurves: the slider "a" starts at 2, which is not between 0 and 1',
    ],
    [
      () => plotCurves({ f: "x" }, { sliders: { a: { ...one, step: 0.2, value: 0.3 } } }),
      RangeError,
      'plotCurves: the slider "a" starts at 0.3, which is not from 0 in steps of 0.2',
    ],
    [
      () => plotCurves({ f: "x" }, { sliders: { a: { from: 2, to: 1 } } }),
      RangeError,
      'plotCurves: the slider "a" goes from 2 to 1',
    ],
    [
      () => plotCurves({ f: "x" }, { sliders: { a: { values: [1, 2], value: 3 } } }),
      RangeError,
      'plotCurves: the slider "a" starts at 3, which is none of 1, 2',
    ],
    [
      () => plotCurves({ f: (x) => x }, { sliders: { a: { ...one, step: 0.001 } } }),
      RangeError,
      "plotCurves: a table of 1001 curves, one for each place of the sliders, is too large",
    ],
    [() => plotBars({}), RangeError, "plotBars: there is no bar to plot"],
    [() => plotBars({ a: Number.NaN }), RangeError, 'plotBars: the bar "a" is NaN'],
    [
      () => plotBars({ a: "b" }),
      TypeError,
      'plotBars: the bar "a" is no expression of numbers: Unrecognized signal name: "b"',
    ],
    [() => plotFrames([], { x: "x", y: "y", frame: "f" }), RangeError, "plotFrames: there is no row to plot"],
    [
      () => plotFrames([{ x: 1, f: 1 }], { x: "x", y: "y", frame: "f" }),
      RangeError,
      'plotFrames: row 0 has no column "y"',
    ],
    [
      () => plotFrames([{ x: 1, y: 1, f: "a" }], { x: "x", y: "y", frame: "f" }),
      TypeError,
      'plotFrames: the slider\'s column f holds "a", which is no number',
    ],
    [
      () =>
        plotFrames(
          [
            { x: 1, y: 1, f: 1 },
            { x: 1, y: 1, f: 2 },
            { x: 2, y: 1, f: 2 },
          ],
          { x: "x", y: "y", frame: "f" },
        ),
      RangeError,
      "plotFrames: at 2 there are 2 rows but at 1 there are 1",
    ],
    [
      () => plotFrames([{ x: 1, y: 1, f: 1 }], { x: "x", y: "y", frame: "f", start: 3 }),
      RangeError,
      "plotFrames: start is 3, which is no value of f",
    ],
  ])("%s", (run, kind, message) => {
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
  });
});
