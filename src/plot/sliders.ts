import { shorten } from "./plane.js";

/** What a slider can move: a number with the values of it that are worth looking at. */
export interface Movable {
  /** What the slider is called in the chart. */
  readonly symbol: string;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
  /** The only values that it can have, where they are few. */
  readonly values: readonly number[] | undefined;
  /** Where it stands at first. */
  readonly value: number;
  /** From one value to the next; default a round step. */
  readonly step?: number;
  /** The name of the slider's parameter in the chart's expressions; default by its place among the sliders. */
  readonly parameter?: string;
}

/** A number that a reader moves, and the values of it that the chart holds data for. */
export interface Slider<T extends Movable> {
  readonly input: T;
  readonly grid: readonly number[];
  /** The name, in the chart's expressions, of the value that is in force. */
  readonly value: string;
}

/** Sliders with the parameters that they are in a specification, and the rows of data that they choose between. */
export interface Sliders<T extends Movable> {
  readonly all: readonly Slider<T>[];
  readonly params: readonly Readonly<Record<string, unknown>>[];
  /** Each combination of the values, in the order of the parameter `setting`, the last slider fastest. */
  readonly combinations: readonly (readonly number[])[];
  /** The place among them of those that the sliders begin with. */
  readonly opening: number;
  /** What says, in an expression of the chart, which values are in force: `α = 0.01`. */
  readonly inWords: string;
}

/** How many values a slider has, where it is the only one, one of two, one of three. */
const mostValues = [1, 21, 9, 5];

/**
 * Sliders whose charts need no running kernel: the data for each of their values is in the chart, and what a slider says
 * is rounded to the nearest of them. The value that the input has is always one of them. A slider without a step of its
 * own has `most` values at most; default so many that the data of all combinations stay small.
 */
export function slidersFor<T extends Movable>(
  inputs: readonly T[],
  most = mostValues[Math.min(inputs.length, mostValues.length - 1)]!,
): Sliders<T> {
  const parts = inputs.map((input, i) => oneSlider(input, most, i));
  const setting = parts.reduce((text, { slider }, i) => `(${text}) * ${slider.grid.length} + at${i}`, "0");
  return {
    all: parts.map(({ slider }) => slider),
    params: inputs.length === 0 ? [] : [...parts.flatMap(({ params }) => params), { name: "setting", expr: setting }],
    // Made when they are asked for: what is computed in the chart itself needs none, and they may be very many.
    get combinations() {
      return parts.reduce<number[][]>(
        (all, { slider }) => all.flatMap((one) => slider.grid.map((value) => [...one, value])),
        [[]],
      );
    },
    get opening() {
      return this.combinations.findIndex((values) =>
        values.every((value, i) => shorten(value) === shorten(inputs[i]!.value)),
      );
    },
    inWords: parts.map(({ words }) => words).join(" + ', ' + "),
  };
}

function oneSlider<T extends Movable>(input: T, most: number, i: number) {
  const { symbol, value } = input;
  const [name, at, used] = [input.parameter ?? `slider${i}`, `at${i}`, `value${i}`];
  const bound = (grid: readonly number[], bind: Readonly<Record<string, unknown>>, index: string) => ({
    slider: { input, grid, value: used },
    params: [
      { name, value, bind: { ...bind, name: `${symbol} = ` } },
      { name: at, expr: index },
      { name: used, expr: `[${grid.join(", ")}][${at}]` },
    ],
    words: `'${symbol} = ' + format(${used}, '~g')`,
  });
  const few = input.values ?? (input.step === undefined && isLogarithmic(input) ? powersOfTen(input) : undefined);
  if (few !== undefined) {
    return bound(few, { input: "select", options: few }, `indexof([${few.join(", ")}], +${name})`);
  }
  const step = input.step ?? niceStep(input, most - 1);
  const count = Math.floor((input.high - input.low) / step + 1e-9) + 1;
  const even = Array.from({ length: count }, (_, n) => shorten(input.low + n * step));
  const high = even.at(-1)!;
  const nearest = `clamp(round((${name} - ${input.low}) / ${step}), 0, ${count - 1})`;
  if (even.includes(shorten(value))) {
    return bound(even, { input: "range", min: input.low, max: high, step }, nearest);
  }
  const isNearer = `abs(${name} - ${value}) <= abs(${name} - ${input.low} - ${step} * ${nearest})`;
  const bind = {
    input: "range",
    min: Math.min(input.low, value),
    max: Math.max(high, value),
    step: finerStep(value, step),
  };
  return bound([...even, value], bind, `${isNearer} ? ${count} : ${nearest}`);
}

/** Whether what an input is worth looking at spans powers of ten. */
export function isLogarithmic({ low, high, whole }: Pick<Movable, "low" | "high" | "whole">): boolean {
  return low > 0 && high / low >= (whole ? 10_000 : 1000);
}

function powersOfTen({ low, high, value }: Movable): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const powers = Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`));
  return [...new Set([...powers, value])].sort((a, b) => a - b);
}

/** The smallest round step that goes from end to end in at most so many, if possible by places that are round too. */
function niceStep({ low, high, whole }: Movable, most: number): number {
  const least = (high - low) / most;
  const exponent = Math.floor(Math.log10(least));
  const candidates = (mantissas: readonly number[]) =>
    [exponent, exponent + 1]
      .flatMap((power) => mantissas.map((mantissa) => Number(`${mantissa}e${power}`)))
      .filter((step) => step >= least * (1 - 1e-9) && (!whole || Number.isInteger(step)));
  const isEven = (step: number) => Math.abs((high - low) / step - Math.round((high - low) / step)) < 1e-9;
  const [roundest, round] = [candidates([1, 2, 5]), candidates([1, 2, 2.5, 4, 5])];
  return [...roundest.slice(0, 2), ...round.slice(0, 4)].find(isEven) ?? round[0]!;
}

/** A step on which `value` lies too. */
function finerStep(value: number, step: number): number {
  const exponent = Number(/e([-+]\d+)$/.exec(Math.abs(step).toExponential())![1]);
  const places = String(value).split(".")[1]?.length ?? 0;
  return Number(`1e${Math.min(-places, exponent)}`);
}
