import type { Argument } from "../formula/argument.js";
import { formulaOf } from "../formula/defineFormula.js";
import type { AnyFunction } from "../formula/definition.js";
import { literal } from "../formula/describe.js";
import { isNone, type None } from "../formula/none.js";
import { abscissas } from "./abscissas.js";
import { Chart } from "./chart.js";
import { type Curve, curveAlong } from "./curve.js";
import { exampleCalls, type PlottedExamples } from "./exampleCall.js";
import { isFlat, withoutSlopes, yScale } from "./formulaAxis.js";
import { kinkLayers, tangent, tangentSlider } from "./formulaMarks.js";
import { type Input, inputsOf } from "./inputs.js";
import { shorten } from "./plane.js";
import { matrixOf, plotMatrix } from "./plotMatrix.js";
import { isStep, plotSteps, stepInputs } from "./plotSteps.js";
import { isLogarithmic, type Slider, type Sliders, slidersFor } from "./sliders.js";
import { palette } from "./style.js";

/** What a chart needs to know of a formula. */
export interface PlottedFormula extends PlottedExamples {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly value: AnyFunction;
  readonly partials: { readonly [by: string]: { readonly value: AnyFunction } | None | undefined } | None;
  readonly kinks?: readonly unknown[];
}

export interface FormulaPlotOptions {
  title?: string;
  /** The number that varies, as one would type it: `x`, `z[0]`, `alpha`. */
  along?: string;
  /** Ends of the horizontal axis; default the range that the formula names for the number that varies. */
  from?: number;
  to?: number;
  /** The call whose other numbers stay as they are; default one of the worked examples. */
  at?: readonly unknown[];
  /** Numbers that get a slider; default two at most, settings first. Three make a chart of some hundred kilobytes. */
  sliders?: readonly string[];
  /** Adds a tangent at this place, and a slider that moves it. */
  tangentAt?: number;
}

/** How many numbers the data of all sliders' values may hold. */
const mostNumbers = 6000;
const mostSamples = 161;
const fewestSamples = 41;
/** How many entries of a result can be told apart, and how many with their slopes. */
const mostEntries = palette.length;
const mostSlopes = 3;

type Code = (...args: readonly unknown[]) => unknown;

/**
 * Plots a formula along one of its numbers, with its derivative and with the conventions at kinks: a function of one
 * number over the range worth looking at, a function of a vector over its first entry, a loss over one prediction, a
 * schedule over steps. An optimizer's step is plotted as the path it takes down a valley, and what gives a matrix as the
 * one that an example gives. Settings have sliders, which need no running kernel.
 *
 * Takes a formula's function or its definition. Throws a TypeError for what has no curve, such as a function of labels,
 * and for a number that the formula does not take; a RangeError when `from` is not below `to`.
 */
export function plotFormula(subject: PlottedFormula | AnyFunction, options: FormulaPlotOptions = {}): Chart {
  const formula = typeof subject === "function" ? formulaOf(subject) : subject;
  if (formula === undefined) throw new TypeError("plotFormula: this function is not a formula; plotCurves plots any");
  if (options.along === undefined && isStep(formula)) {
    refuseOptions(formula, "a path", options, ["from", "to", "at", "tangentAt"]);
    const inputs = stepInputs(formula);
    return plotSteps(formula, chosenSliders(formula, inputs, options) ?? defaultSliders(inputs).slice(0, 2), options);
  }
  const start = options.at ?? startingCall(formula);
  if (start === undefined) throw refusal(formula, "has no example to start from");
  const at = formula.args.map((_, i) => start[i]);
  const inputs = inputsOf(formula.args, at);
  const input =
    options.along === undefined ? defaultInput(formula, inputs) : namedInput("along", options.along, formula, inputs);
  const matrix = options.along === undefined ? matrixAlong(formula, at, input) : undefined;
  if (matrix !== undefined) {
    refuseOptions(formula, "a matrix", options, ["from", "to", "sliders", "tangentAt"]);
    return plotMatrix(formula, at, matrix, options);
  }
  if (input === undefined) throw refusal(formula, "takes no number that could vary");
  const length = resultLength(formula, at);
  const others = inputs.filter(({ name }) => name !== input.name);
  const sliders =
    chosenSliders(formula, others, options) ?? defaultSliders(others).slice(0, length === undefined ? 2 : 1);
  return draw(formula, { at, input, sliders: slidersFor(sliders), length }, options);
}

/** What is plotted, once it is known. */
interface Plot {
  readonly at: readonly unknown[];
  readonly input: Input;
  readonly sliders: Sliders<Input>;
  /** How many numbers the formula gives; undefined where it gives one by itself. */
  readonly length: number | undefined;
}

function draw(formula: PlottedFormula, { at, input, sliders, length }: Plot, options: FormulaPlotOptions): Chart {
  const count = length ?? 1;
  const { from = input.low, to = input.high, tangentAt } = options;
  const scale = isLogarithmic({ ...input, low: from, high: to }) ? "log" : "linear";
  const partial = partialBy(formula, input);
  const code = {
    value: formula.value,
    // Over powers of ten a slope is a line along the axis.
    partial: count > mostSlopes || scale === "log" ? undefined : partial,
    hasKinks: (formula.kinks ?? []).length > 0,
    length,
  };
  if (tangentAt !== undefined && (count > 1 || code.partial === undefined)) {
    throw noTangent(formula, count > 1 ? `${count}` : "no slope along it");
  }
  const perPoint = sliders.combinations.length * (code.partial === undefined ? count : 2 * count);
  const samples = Math.max(fewestSamples, Math.min(mostSamples, Math.floor(mostNumbers / perPoint)));
  const x = places(input, abscissas("plotFormula", from, to, samples, scale));
  const all = sliders.combinations.map((values) => curveAlong(code, input, called(at, sliders.all, values), x));
  const curves = tangentAt === undefined && isFlat(all[sliders.opening]!) ? all.map(withoutSlopes) : all;
  const [first] = curves as [Curve, ...Curve[]];

  const names = count > 1 ? first.values.map((_, i) => `${formula.name}[${i}]`) : [formula.name];
  const lines = [
    ...names.map((name, i) => ({ field: `value${i}`, name, dashed: false, of: (curve: Curve) => curve.values[i]! })),
    ...first.slopes.map((_, i) => ({
      field: `slope${i}`,
      name: count > 1 ? names[i]! : "its slope",
      dashed: true,
      of: (curve: Curve) => curve.slopes[i]!,
    })),
  ];
  const moves = sliders.all.length > 0;
  const rows = x.map((place, i) => {
    const columns = lines.map(({ field, of }) => {
      const column = curves.map((curve) => of(curve)[i]!);
      return moves ? [`${field}s`, column.map((y) => (y === null ? y : shorten(y)))] : [field, column[0]!];
    });
    return { x: place, ...Object.fromEntries(columns) };
  });
  const hasKinks = curves.some(({ kinks }) => kinks.length > 0);
  const title = options.title ?? titleOf(formula, input, first);
  const legend = [...new Set(lines.map(({ name }) => name))];
  const step = (x.at(-1)! - x[0]!) / (x.length - 1);
  return new Chart(`${title}: from ${from} to ${to}`, {
    title: {
      text: moves ? { expr: `${JSON.stringify(`${title}, `)} + ${sliders.inWords}` } : title,
      ...subtitle([
        ...(isOnly(formula, input) ? [] : rest(formula, at)),
        ...(count > 1 && first.slopes.length > 0 ? [`dashed: the derivative by ${input.symbol}`] : []),
        ...(hasKinks ? ["filled dot: the slope at a kink, a convention"] : []),
      ]),
    },
    width: 480,
    height: 300,
    data: { values: rows },
    ...(moves || tangentAt !== undefined
      ? { params: [...sliders.params, ...(tangentAt === undefined ? [] : [tangentSlider(tangentAt, from, to, step)])] }
      : {}),
    ...(moves ? { transform: lines.map(({ field }) => ({ calculate: `datum.${field}s[setting]`, as: field })) } : {}),
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: input.symbol,
        scale: { type: scale, nice: false },
        axis: { labelFlush: false, ...numberFormat(x) },
      },
      y: {
        type: "quantitative",
        title: null,
        scale: yScale(curves, curves[sliders.opening]!, scale),
        axis: numberFormat(first.values.flat()),
      },
      color: {
        type: "nominal",
        title: null,
        scale: { domain: legend, range: palette.slice(0, legend.length) },
        legend: legend.length > 1 ? { orient: "top", labelLimit: 0 } : null,
      },
    },
    layer: [
      ...lines.map(({ field, name, dashed }) => ({
        mark: {
          type: "line",
          clip: true,
          strokeDash: dashed ? [6, 4] : [1, 0],
          invalid: "break-paths-show-path-domains",
        },
        encoding: {
          y: { field },
          color: { datum: name },
          tooltip: [
            { field: "x", type: "quantitative", title: input.symbol },
            { field, type: "quantitative", title: dashed && count > 1 ? `∂${name}/∂${input.name}` : name },
          ],
        },
      })),
      ...(hasKinks ? kinkLayers(curves, count, moves) : []),
      ...(tangentAt === undefined ? [] : tangent(from, to, step)),
    ],
  });
}

/** An example to start from, with settings that are larger than is worth looking at brought to the middle of that. */
function startingCall(formula: PlottedFormula): readonly unknown[] | undefined {
  // A matrix of which only the size is given is looked at where there is most of it.
  const most = formula.args.flatMap((argument) => (argument.kind === "count" ? [argument.high] : []));
  if (most.length === formula.args.length && matrixOf((formula.value as Code)(...most)) !== undefined) return most;
  const calls = exampleCalls(formula).filter((one) => resultAt(formula, one) !== undefined);
  const finite = calls.filter((one) => resultAt(formula, one) !== "none");
  const size = (one: readonly unknown[]) => matrixOf((formula.value as Code)(...one))?.flat().length ?? 0;
  // Of matrices the largest says most, as long as its numbers can be written into it.
  const [largest] = finite.filter((one) => size(one) <= 64).sort((a, b) => size(b) - size(a));
  const call = largest ?? finite[0] ?? calls[0];
  if (call === undefined) return undefined;
  const at = formula.args.map((_, i) => call[i]);
  const middled = inputsOf(formula.args, at)
    .filter(({ isSetting, value, high }) => isSetting && value > high)
    .reduce<readonly unknown[]>((changed, input) => input.with(changed, middleOf(input)), at);
  return resultAt(formula, middled) === "some" ? middled : at;
}

function middleOf({ low, high, whole }: Input): number {
  const middle = (low + high) / 2;
  return whole ? Math.round(middle) : shorten(middle);
}

/** Whether a call gives anything to draw, since a loss of one example may not; undefined where it throws. */
function resultAt({ value }: PlottedFormula, call: readonly unknown[]): "some" | "none" | undefined {
  try {
    const result = (value as Code)(...call);
    return typeof result === "number" && !Number.isFinite(result) ? "none" : "some";
  } catch {
    return undefined;
  }
}

/** The number that a formula is plotted along: the first one, or the first of the last array it is differentiated by. */
function defaultInput(formula: PlottedFormula, inputs: readonly Input[]): Input | undefined {
  const own = inputs.filter(({ isSetting }) => !isSetting);
  const onlyOptions = formula.args.every(({ kind }) => kind === "options");
  const varied = own.filter((input) => partialBy(formula, input) !== undefined);
  const last = varied.at(-1);
  if (last !== undefined && last.name !== last.of) return varied.find(({ of }) => of === last.of);
  return varied[0] ?? own[0] ?? inputs.find(({ values }) => values === undefined && onlyOptions);
}

/** A result that is better looked at as it is: a matrix, or numbers in a row that are many or as many as an input says. */
function matrixAlong(
  { value }: PlottedFormula,
  at: readonly unknown[],
  input: Input | undefined,
): readonly (readonly number[])[] | undefined {
  const result = (value as Code)(...at);
  if (!Array.isArray(result) || !result.every((entry) => typeof entry === "number")) return matrixOf(result);
  if (result.length > mostEntries || input === undefined) return [result];
  const other = (value as Code)(...input.with(at, input.high)) as number[];
  return other.length === result.length ? undefined : [result];
}

function namedInput(option: string, name: string, { name: formula }: PlottedFormula, inputs: readonly Input[]): Input {
  const found = inputs.find((input) => input.name === name);
  if (found !== undefined) return found;
  const names = inputs.map((input) => input.name).join(", ");
  throw new TypeError(
    `plotFormula: ${option} is ${JSON.stringify(name)}, but what ${formula} takes${option === "sliders" ? " beside what varies" : ""} is ${names}`,
  );
}

/** The inputs that are to have sliders, if a caller says so; more than three would take data past all measure. */
function chosenSliders(
  formula: PlottedFormula,
  inputs: readonly Input[],
  { sliders }: FormulaPlotOptions,
): Input[] | undefined {
  if (sliders !== undefined && sliders.length > 3) {
    throw new RangeError(`plotFormula: sliders names ${sliders.length} but a chart holds 3 at most`);
  }
  return sliders?.map((name) => namedInput("sliders", name, formula, inputs));
}

/** Settings first; what spans powers of ten is there to avoid a division by 0, and moves nothing that shows. */
function defaultSliders(inputs: readonly Input[]): Input[] {
  const others = inputs.filter((input) => !(input.isSetting && isLogarithmic(input)));
  const numbers = others.filter(({ isSetting, values }) => !isSetting || values === undefined);
  return [...numbers.filter(({ isSetting }) => isSetting), ...numbers.filter(({ isSetting }) => !isSetting)];
}

/** How many numbers a formula gives, undefined for one by itself. Throws a TypeError where they make no curves. */
function resultLength(formula: PlottedFormula, at: readonly unknown[]): number | undefined {
  const result = (formula.value as Code)(...at);
  if (typeof result === "number") return undefined;
  const isVector = Array.isArray(result) && result.every((entry) => typeof entry === "number");
  if (!isVector) throw refusal(formula, `gives ${Array.isArray(result) ? "arrays of arrays" : kindOf(result)}`);
  if (result.length > mostEntries) throw refusal(formula, `gives ${result.length} numbers, too many for one chart`);
  return result.length;
}

function kindOf(result: unknown): string {
  return typeof result === "boolean" ? "yes or no" : "several results by name";
}

/** Says that a formula cannot be plotted without being told how. */
export class NoCurve extends TypeError {
  override readonly name = "TypeError";
}

function refusal({ name }: PlottedFormula, problem: string): NoCurve {
  return new NoCurve(`plotFormula: ${name} ${problem}, so it has no curve; plotCurves draws what you choose of it`);
}

function noTangent({ name }: PlottedFormula, has: string): TypeError {
  return new TypeError(`plotFormula: tangentAt needs one curve with a slope, and ${name} has ${has}`);
}

/** Throws a TypeError for an option that says nothing of what is drawn. */
function refuseOptions(
  { name }: PlottedFormula,
  drawn: string,
  options: FormulaPlotOptions,
  meaningless: readonly (keyof FormulaPlotOptions)[],
): void {
  const found = meaningless.find((option) => options[option] !== undefined);
  if (found === undefined) return;
  throw new TypeError(
    `plotFormula: ${name} is drawn as ${drawn}, of which ${found} says nothing; along makes it a curve`,
  );
}

function partialBy({ partials }: PlottedFormula, { of }: Input): AnyFunction | undefined {
  const partial = isNone(partials) ? undefined : (partials as Exclude<typeof partials, None>)[of];
  return partial === undefined || isNone(partial) ? undefined : partial.value;
}

function titleOf(formula: PlottedFormula, input: Input, { slopes }: Curve): string {
  const along = isOnly(formula, input) ? "" : ` along ${input.symbol}`;
  return `${formula.name}${slopes.length > 0 ? " and its slope" : ""}${along}`;
}

/** Whether a number is all that a formula takes, but for options. */
function isOnly({ args }: PlottedFormula, input: Input): boolean {
  return args.filter(({ kind }) => kind !== "options").length === 1 && input.name === input.of;
}

/** What the numbers are that neither vary nor have a slider, where that fits into a line. */
function rest({ name }: PlottedFormula, at: readonly unknown[]): string[] {
  const given = at.filter((value) => value !== undefined).map(literal);
  const call = `${name}(${given.join(", ")})`;
  return call.length > 60 ? [] : [`the rest as in ${call}`];
}

/** The places of a whole number are whole, and each is there once. */
function places({ whole }: Input, spread: readonly number[]): number[] {
  return whole ? [...new Set(spread.map(Math.round))] : spread.map((x) => Number(x.toPrecision(12)));
}

/** A call with what the sliders say in it. */
function called(
  at: readonly unknown[],
  sliders: readonly Slider<Input>[],
  values: readonly number[],
): readonly unknown[] {
  return sliders.reduce<readonly unknown[]>((call, { input }, i) => input.with(call, values[i]!), at);
}

/** Millions and more are written as powers of ten. */
function numberFormat(numbers: readonly (number | null)[]): { format?: string } {
  return numbers.some((one) => one !== null && Math.abs(one) >= 1e6) ? { format: "~e" } : {};
}

function subtitle(notes: readonly string[]): { subtitle?: readonly string[] } {
  return notes.length > 0 ? { subtitle: notes } : {};
}
