import { expressionOf } from "./render.js";
import { type Movable, type Sliders, slidersFor } from "./sliders.js";

/** A number of a chart that a reader moves, evenly from end to end or between values that are few. */
export type ChartSlider = {
  /** What stands before the slider; default its name. */
  label?: string;
  /** Where it stands at first; default its lowest value. */
  value?: number;
} & ({ from: number; to: number /** Default a round one. */; step?: number } | { values: readonly number[] });

/** Sliders by the names that expressions and functions know them by. */
export type ChartSliders = Readonly<Record<string, ChartSlider>>;

/** What a function of the sliders is given. */
export type SliderValues = Readonly<Record<string, number>>;

interface Named extends Movable {
  readonly parameter: string;
}

/** Names that mean something else in a chart's expressions. */
const taken =
  /^(x|datum|event|item|parent|width|height|padding|autosize|background|cursor|setting|(slider|at|value)\d+)$/;
const constants = /^(NaN|E|PI|LN2|LN10|LOG2E|LOG10E|SQRT1_2|SQRT2|MIN_VALUE|MAX_VALUE)$/;

/** How many values a slider of expressions has, where its step is not said. */
const mostSteps = 101;

/** The sliders that a caller names. `tabled`: whether the chart holds data for each of their combinations. */
export function namedSliders(caller: string, sliders: ChartSliders, tabled: boolean): Sliders<Named> {
  const named = Object.entries(sliders).map(([name, slider]) => movable(caller, name, slider));
  return tabled ? slidersFor(named) : slidersFor(named, mostSteps);
}

/** The values that sliders have in one of their combinations, by name. */
export function valuesByName({ all }: Sliders<Named>, values: readonly number[]): SliderValues {
  return Object.fromEntries(all.map(({ input }, i) => [input.parameter, values[i]!]));
}

/** Where the sliders are looked at to see how far a chart reaches: at first, at their ends and halfway, in each way. */
export function lookouts({ all }: Sliders<Named>): number[][] {
  const places = all.map(({ input, grid }) => {
    const [first, middle, last] = [grid[0]!, grid[Math.floor(grid.length / 2)]!, grid.at(-1)!];
    return [...new Set([input.value, first, middle, last])];
  });
  return places.reduce<number[][]>((all, some) => all.flatMap((one) => some.map((value) => [...one, value])), [[]]);
}

/**
 * An expression of a chart as a function of what it names, in that order.
 *
 * Throws a TypeError that names the expression where Vega cannot read it or it gives no number.
 */
export function numberExpression(caller: string, what: string, text: string, names: readonly string[]) {
  const among = names.length === 0 ? "numbers" : names.join(", ");
  const problem = (why: string) => new TypeError(`${caller}: ${what} is no expression of ${among}: ${why}`);
  let evaluate: ReturnType<typeof expressionOf>;
  try {
    evaluate = expressionOf(text, names);
  } catch (error) {
    throw problem((error as Error).message);
  }
  return (values: readonly number[]): number => {
    const result = evaluate(values);
    if (typeof result === "number") return result;
    throw problem(`${JSON.stringify(text)} gives ${JSON.stringify(result)}, which is no number`);
  };
}

function movable(caller: string, name: string, slider: ChartSlider): Named {
  const say = (problem: string) => new RangeError(`${caller}: the slider ${JSON.stringify(name)} ${problem}`);
  if (!/^[A-Za-z_]\w*$/.test(name)) throw say("has a name that no expression can use: letters, digits and _ only");
  if (taken.test(name) || constants.test(name)) throw say("has a name that means something else in a chart");
  const { label: symbol = name } = slider;
  const own = { parameter: name, symbol, whole: false };
  if ("values" in slider) {
    const { values, value = values[0]! } = slider;
    if (values.length === 0) throw say("has no values");
    if (!values.every(Number.isFinite)) throw say(`has values that are not finite: ${values.join(", ")}`);
    if (!values.includes(value)) throw say(`starts at ${value}, which is none of ${values.join(", ")}`);
    return { ...own, low: Math.min(...values), high: Math.max(...values), values, value };
  }
  const { from, to, step, value = from } = slider;
  if (!(from < to && Number.isFinite(to - from))) throw say(`goes from ${from} to ${to}`);
  if (step !== undefined && !(step > 0 && step <= to - from)) throw say(`has a step of ${step} from ${from} to ${to}`);
  if (!(from <= value && value <= to)) throw say(`starts at ${value}, which is not between ${from} and ${to}`);
  const steps = step === undefined ? 0 : (value - from) / step;
  if (Math.abs(steps - Math.round(steps)) > 1e-6) {
    throw say(`starts at ${value}, which is not from ${from} in steps of ${step}`);
  }
  return { ...own, low: from, high: to, values: undefined, value, ...(step === undefined ? {} : { step }) };
}
