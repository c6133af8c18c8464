import type { Tensor } from "@tensorflow/tfjs";
import type { Value } from "../../expression/evaluate.js";
import type { Argument } from "../../formula/argument.js";
import type { TensorFlow } from "../../formula/definition.js";
import type { AnyFormula } from "../../formula/formula.js";
import { isNone } from "../../formula/none.js";
import type { Interval } from "../../numeric/interval.js";
import { isTelling } from "../agreement.js";
import { lengthsAt } from "../axes.js";
import { allFinite, bind, exactly, resolved } from "../bindings.js";
import type { Measurement } from "../measure.js";
import { callText, Tally } from "../measure.js";
import type { Route } from "../report.js";
import type { PartialSubject, Place, Subject } from "../subject.js";
import { encloseDerivative, encloseScales, encloseValue, placesOf } from "../subject.js";
import { largestTerm } from "../tree.js";
import { differentiated } from "./derivative.js";

/** What float32 may be off, in units in the last place of the largest number that it has to deal with. */
const limit = 4;

type Variables = ReadonlyMap<string, Value<Interval>>;
const largestFloat = (2 - 2 ** -23) * 2 ** 127;

type Truths = (variables: Variables, precision: number) => ReadonlyMap<string, Interval>;
/** What errors count against, by place, or for all places. */
type Scales = (variables: Variables, shape: ReturnType<typeof placesOf>) => ReadonlyMap<string, Interval>;

/** Holds the tensor version against the expression, at numbers that float32 can hold. */
export function tensorRoute(subject: Subject, points: readonly unknown[][], tf: TensorFlow): Route {
  const route = "TensorFlow.js";
  const { tensor, expr } = subject.formula;
  if (isNone(tensor)) return { route, verdict: "unchecked", detail: tensor.none };
  if (isNone(expr)) return { route, verdict: "unchecked", detail: expr.none };
  return holdTensors(
    route,
    subject,
    points,
    (at) => tensorPlaces(subject.formula, at, tf),
    (variables, precision) => encloseValue(subject, variables, precision).values,
    (variables) => encloseScales(subject, variables, encloseValue(subject, variables, 64).next),
    tf,
  );
}

/** Holds what TensorFlow.js's own differentiation makes of the tensor version against differentiation of the expression. */
export function tensorGradientRoute(
  subject: Subject,
  { by, expression }: PartialSubject,
  points: readonly unknown[][],
  tf: TensorFlow,
): Route {
  const route = `∂${by}: TensorFlow.js`;
  const { formula, functions } = subject;
  const terms = largestTerm(expression, formula.accuracy.cancels !== undefined);
  if (isNone(formula.tensor)) return { route, verdict: "unchecked", detail: formula.tensor.none };
  if (isNone(formula.expr)) return { route, verdict: "unchecked", detail: formula.expr.none };
  const position = formula.args.findIndex(({ name }) => name === by);
  if (position < 0) return { route, verdict: "unchecked", detail: "an option is not a tensor" };
  const call = tensorCall(formula, tf);
  const gradients = (at: readonly unknown[]) => {
    const tensors = toTensors(formula.args, at, tf);
    const result = (x: Tensor) => call(...tensors.map((one, i) => (i === position ? x : one))) as Tensor;
    const value = result(tensors[position] as Tensor);
    return placesOf(value.arraySync()).flatMap(({ place }, entry) => {
      const one = (x: Tensor) => result(x).flatten().gather(tf.scalar(entry, "int32"));
      return placesOf(fromTensors(tf.grad(one)(tensors[position] as Tensor)), place);
    });
  };
  return holdTensors(
    route,
    subject,
    points,
    gradients,
    (variables, precision) => differentiated(subject, by, variables, precision),
    (variables, shape) => encloseDerivative(terms, shape, { variables, functions }, 64),
    tf,
  );
}

function holdTensors(
  route: string,
  subject: Subject,
  points: readonly unknown[][],
  compute: (at: readonly unknown[]) => ReturnType<typeof placesOf>,
  truths: Truths,
  scalesAt: Scales,
  tf: TensorFlow,
): Route {
  const { formula } = subject;
  const measurements: (Omit<Measurement, "ulps"> & { readonly scale: number })[] = [];
  const largest = new Map<string, number>();
  const grow = (place: string, value: Interval) => {
    // What float32 cannot hold is no measure for what it can.
    if (!value.isBelow(largestFloat) || !value.isAbove(-largestFloat)) return;
    largest.set(fieldOf(place), Math.max(largest.get(fieldOf(place)) ?? 0, sizeOf(value)));
  };
  for (const point of points) {
    const at = pointInFloat32(formula, point);
    const bindings = bind(formula.args, at);
    if (!allFinite(bindings)) continue;
    const variables = exactly(bindings);
    const enclosures = truths(variables, 256);
    for (const [place, value] of encloseValue(subject, variables, 64).values) grow(place, value);
    let results: ReturnType<typeof placesOf>;
    tf.engine().startScope();
    try {
      results = compute(at);
    } catch (error) {
      return { route, verdict: "wrong", detail: `${callText(at)} throws: ${(error as Error).message}` };
    } finally {
      tf.engine().endScope();
    }
    if (
      results
        .map(({ place }) => place)
        .toSorted()
        .join() !== [...enclosures.keys()].toSorted().join()
    ) {
      const detail = `${callText(at)} gives ${results.length} numbers, the expression ${enclosures.size}`;
      return { route, verdict: "wrong", detail };
    }
    const scales = scalesAt(variables, results);
    for (const { place, value } of results) {
      const truth = enclosures.get(place)!;
      // Where the sides of a kink differ, TensorFlow.js has conventions of its own.
      if (!isTelling(truth)) continue;
      // Where large terms cancel, what they lose in float32 is known here, and is no measure for other points.
      const scale = sizeOf(scales.get(place) ?? scales.get("") ?? truth);
      measurements.push({ at, place, computed: value, truth, scale });
      grow(place, truth);
    }
  }
  const tally = new Tally();
  for (const measurement of measurements) {
    const scale = Math.max(measurement.scale, largest.get(fieldOf(measurement.place)) ?? 0);
    tally.measure(measurement, () => measurement.truth, "float32", scale);
  }
  return tally.route(route, limit, "float32");
}

function sizeOf(value: Interval): number {
  return value.isBounded ? Math.max(...value.toDoubles().map(Math.abs)) : 0;
}

/** Numbers of one field of a state are measured together, and all numbers of anything else. */
function fieldOf(place: string): string {
  return /^\.\w+/.exec(place)?.[0] ?? "";
}

/** The numbers that the tensor version gives. */
export function tensorPlaces(formula: AnyFormula, at: readonly unknown[], tf: TensorFlow): Place<number>[] {
  return placesOf(fromTensors(tensorCall(formula, tf)(...toTensors(formula.args, at, tf))));
}

type TensorCall = (...args: readonly unknown[]) => unknown;

function tensorCall({ tensor }: AnyFormula, tf: TensorFlow): TensorCall {
  return (...args) => (tensor as TensorCall)(tf, ...args);
}

function toTensors(args: readonly Argument[], at: readonly unknown[], tf: TensorFlow): unknown[] {
  const lengths = lengthsAt(args, at);
  return args.map((argument, i) => {
    const value = at[i];
    switch (argument.kind) {
      case "text":
        return value;
      case "state": {
        const fields = argument.fields.map(({ name }) => (value as Readonly<Record<string, unknown>>)[name]);
        const tensors = toTensors(argument.fields, fields, tf);
        return Object.fromEntries(argument.fields.map(({ name }, field) => [name, tensors[field]]));
      }
      case "options":
        return Object.fromEntries(
          argument.settings.map((setting) => [setting.name, resolved(setting, value, lengths)]),
        );
      default:
        return tf.tensor(value as number | number[], undefined, isWhole(argument) ? "int32" : "float32");
    }
  });
}

/** Whether an argument is whole numbers for TensorFlow.js too, which takes only these for places. */
function isWhole({ kind }: Argument): boolean {
  return kind === "label" || kind === "labels";
}

function fromTensors(result: unknown): unknown {
  if (isTensor(result)) return result.arraySync();
  return Object.fromEntries(
    Object.entries(result as object).map(([name, tensor]) => [name, (tensor as Tensor).arraySync()]),
  );
}

function isTensor(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && "arraySync" in value;
}

/** Arguments as float32 can hold them; options stay as they are. */
export function pointInFloat32(formula: AnyFormula, point: readonly unknown[]): unknown[] {
  return point.map((value, i) => (formula.args[i]!.kind === "options" ? value : inFloat32(value)));
}

/** The nearest numbers that float32 can hold. */
function inFloat32(value: unknown): unknown {
  if (typeof value === "number") return Math.fround(value);
  if (Array.isArray(value)) return value.map(inFloat32);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, inFloat32(entry)]));
}
