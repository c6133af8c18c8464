import type { Argument } from "../formula/argument.js";
import { Chart } from "./chart.js";
import { type Input, inputsOf } from "./inputs.js";
import { shorten } from "./plane.js";
import type { FormulaPlotOptions, PlottedFormula } from "./plotFormula.js";
import { type Sliders, slidersFor } from "./sliders.js";
import { palette } from "./style.js";

const steps = 50;
const start = [-4, 1.5] as const;
/** How much steeper the valley is across than along. */
const steepness = 8;
const width = { x: [-5, 3], y: [-2.2, 2.2] } as const;

type Code = (...args: readonly unknown[]) => unknown;

/** Whether a formula takes parameters, or a state that has some, and their gradient: a step of an optimizer. */
export function isStep({ args }: PlottedFormula): boolean {
  const [first, second] = args;
  const hasParameters =
    first?.kind === "state" ? first.fields.some(({ name }) => name === "parameters") : first?.name === "parameters";
  return hasParameters && second?.name === "gradient";
}

/** Plots the path that an optimizer's steps take down a valley; it opens at the learning rate that leads deepest. */
export function plotSteps(formula: PlottedFormula, inputs: readonly Input[], options: FormulaPlotOptions): Chart {
  const first = beginning(formula.args);
  const rate = inputs.find(({ name }) => name === "learningRate");
  const others = inputs.filter(({ name }) => name !== "learningRate");
  const sliders = slidersFor([...(rate === undefined ? [] : [withBest(formula, rate, first)]), ...others]);
  const paths = sliders.combinations.map((values) => pathOf(formula, called(first, sliders, values)));
  const moves = sliders.all.length > 0;
  const title = options.title ?? `${steps} steps of ${formula.name} down a valley`;
  const rows = Array.from({ length: steps + 1 }, (_, step) => {
    const [x, y] = [0, 1].map((axis) => paths.map((path) => drawable(path[step]![axis]!)));
    return moves ? { step, xs: x, ys: y } : { step, x: x![0], y: y![0] };
  });
  const axis = (title: string, domain: readonly [number, number]) => ({
    type: "quantitative",
    title,
    scale: { domain, nice: false },
    axis: { grid: false, labelFlush: false },
  });
  return new Chart(`${title}: from (${start.join(", ")}) towards (0, 0)`, {
    title: {
      text: moves ? { expr: `${JSON.stringify(`${title}, `)} + ${sliders.inWords}` } : title,
      subtitle: `rings of equal height of (x² + ${steepness}y²) / 2, whose lowest place is the cross`,
    },
    width: 480,
    height: 300,
    ...(moves ? { params: sliders.params } : {}),
    encoding: { x: axis("x", width.x), y: axis("y", width.y) },
    layer: [
      {
        data: { values: rings() },
        mark: { type: "line", strokeWidth: 1, clip: true },
        encoding: {
          x: { field: "x" },
          y: { field: "y" },
          detail: { field: "ring", type: "nominal" },
          order: { field: "place" },
          color: { value: "#bbb" },
        },
      },
      {
        data: { values: [{ x: 0, y: 0 }] },
        mark: { type: "point", shape: "cross", size: 90, filled: true, color: "#333", opacity: 1 },
        encoding: { x: { field: "x" }, y: { field: "y" } },
      },
      {
        data: { values: rows },
        ...(moves ? { transform: ["x", "y"].map((at) => ({ calculate: `datum.${at}s[setting]`, as: at })) } : {}),
        mark: {
          type: "line",
          clip: true,
          strokeJoin: "round",
          strokeWidth: 1.5,
          color: palette[0],
          point: { size: 22, filled: true, color: palette[0] },
        },
        encoding: {
          x: { field: "x" },
          y: { field: "y" },
          order: { field: "step" },
          tooltip: ["step", "x", "y"].map((field) => ({ field, type: "quantitative" })),
        },
      },
    ],
  });
}

/** The numbers of a step that may have sliders: all but what moves. */
export function stepInputs({ args }: PlottedFormula): Input[] {
  return inputsOf(args, beginning(args)).filter(({ of }) => of !== "parameters" && of !== "gradient");
}

/** The first call: at the start of the path, with nothing remembered. */
function beginning(args: readonly Argument[]): readonly unknown[] {
  const value = (argument: Argument): unknown => {
    if (argument.kind === "state")
      return Object.fromEntries(argument.fields.map((field) => [field.name, value(field)]));
    if (argument.kind === "options") return {};
    if (argument.kind === "real") return (argument.low + argument.high) / 2;
    return argument.name === "parameters" ? [...start] : argument.kind === "count" ? 0 : [0, 0];
  };
  return args.map(value);
}

/** The input with the value, of those that its slider would have, whose path ends lowest. */
function withBest(formula: PlottedFormula, input: Input, first: readonly unknown[]): Input {
  const [slider] = slidersFor([input]).all;
  const heights = slider!.grid.map((value) => height(pathOf(formula, input.with(first, value)).at(-1)!));
  const lowest = heights.reduce((best, one, i) => (one < heights[best]! ? i : best), 0);
  return { ...input, value: slider!.grid[lowest]! };
}

function called(first: readonly unknown[], { all }: Sliders<Input>, values: readonly number[]): readonly unknown[] {
  return all.reduce<readonly unknown[]>((call, { input }, i) => input.with(call, values[i]!), first);
}

function pathOf({ value }: PlottedFormula, [state, , ...rest]: readonly unknown[]): (readonly number[])[] {
  const path = [parametersOf(state)];
  for (let step = 0, now = state; step < steps; step++) {
    const [x, y] = parametersOf(now) as [number, number];
    now = (value as Code)(now, [x, steepness * y], ...rest);
    path.push(parametersOf(now));
  }
  return path;
}

function parametersOf(state: unknown): readonly number[] {
  return Array.isArray(state) ? state : (state as { parameters: readonly number[] }).parameters;
}

function height([x, y]: readonly number[]): number {
  const height = (x! ** 2 + steepness * y! ** 2) / 2;
  return Number.isNaN(height) ? Number.POSITIVE_INFINITY : height;
}

/** Ellipses of equal height, at distances that grow evenly. */
function rings(): { ring: number; place: number; x: number; y: number }[] {
  const points = 48;
  return [1, 2, 3, 4, 5, 6].flatMap((ring) =>
    Array.from({ length: points + 1 }, (_, place) => {
      const angle = (2 * Math.PI * place) / points;
      const x = shorten(ring * Math.cos(angle));
      return { ring, place, x, y: shorten((ring / Math.sqrt(steepness)) * Math.sin(angle)) };
    }),
  );
}

function drawable(x: number): number | null {
  return Math.abs(x) < 100 ? shorten(x) : null;
}
