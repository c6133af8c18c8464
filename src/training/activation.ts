import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../formula/definition.js";
import { formulas } from "../formulas/index.js";
import { exp } from "../numeric/exponential.js";

/** The formulas that can be laid over the outputs of a layer, number by number. */
const elementwise = [
  "elu",
  "gelu",
  "geluTanh",
  "hardSigmoid",
  "leakyRelu",
  "logSigmoid",
  "mish",
  "relu",
  "selu",
  "sigmoid",
  "silu",
  "softplus",
  "softsign",
  "tanh",
] as const;

/** Softmax goes over the last axis; "linear" leaves numbers as they are. */
export type ActivationName = (typeof elementwise)[number] | "softmax" | "linear";

/** An activation's name, or that with the formula's options, as `{ name: "leakyRelu", alpha: 0.2 }`. */
export type ActivationChoice =
  | ActivationName
  | { readonly name: ActivationName; readonly [option: string]: string | number };

/** What an activation does with the first `length` numbers of an array, which are rows of `width`. */
export interface Activation {
  forward(x: Float64Array, y: Float64Array, length: number, width: number): void;
  /** Writes the gradient by x, from x, y = f(x), and the gradient by y. */
  backward(x: Float64Array, y: Float64Array, byY: Float64Array, byX: Float64Array, length: number, width: number): void;
  tensor(tf: TensorFlow, x: Tensor): Tensor;
}

/** Finds an activation; undefined for "linear". Throws a RangeError for a name that is none. */
export function activationOf(caller: string, choice: ActivationChoice): Activation | undefined {
  const { name, ...options } = typeof choice === "object" ? choice : { name: choice };
  if (name === "linear") return undefined;
  if (name === "softmax") return softmax;
  if (!elementwise.includes(name))
    throw new RangeError(
      `${caller}: activation is ${JSON.stringify(name)} but must be one of ${[...elementwise, "softmax", "linear"].join(", ")}`,
    );
  // The list above names functions of one number with a derivative by it; the union of their types does not say so.
  const formula = formulas[name] as unknown as ElementwiseFormula;
  const defaults = defaultsOf(formula);
  const [unknown] = Object.keys(options).filter((option) => !(option in defaults));
  if (unknown !== undefined) throw new TypeError(`${caller}: activation ${name} has no option ${unknown}`);
  const settings = { ...defaults, ...options } as Record<string, number>;
  formula.value(0, settings); // Refuses what is no number, and is outside of its range.
  const { forward, backward } = loops(name, formula, settings);
  return { forward, backward, tensor: (tf, x) => formula.tensor(tf, x, settings) };
}

interface Setting {
  readonly name: string;
  readonly default: number;
}

/** What the formulas above have in common. */
interface ElementwiseFormula {
  readonly args: readonly { readonly kind: string; readonly settings?: readonly Setting[] }[];
  readonly value: (x: number, options?: object) => number;
  readonly partials: { readonly x: { readonly value: (x: number, options?: object) => number } };
  readonly tensor: (tf: TensorFlow, x: Tensor, options: object) => Tensor;
}

function defaultsOf({ args }: ElementwiseFormula): Record<string, number> {
  const settings = args.find(({ kind }) => kind === "options")?.settings ?? [];
  return Object.fromEntries(settings.map((setting) => [setting.name, setting.default]));
}

/** The formula's own value and slope, number by number; written out where a call would take most of the time. */
function loops(name: string, { value, partials }: ElementwiseFormula, options: Record<string, number>) {
  if (name === "relu") return rectifier;
  if (name === "leakyRelu") return leakyRectifier(options.alpha!);
  const slope = partials.x.value;
  const given = Object.keys(options).length > 0 ? [options] : [];
  return {
    forward(x: Float64Array, y: Float64Array, length: number) {
      for (let i = 0; i < length; i++) y[i] = value(x[i]!, ...given);
    },
    backward(x: Float64Array, _: Float64Array, byY: Float64Array, byX: Float64Array, length: number) {
      for (let i = 0; i < length; i++) byX[i] = slope(x[i]!, ...given) * byY[i]!;
    },
  };
}

const rectifier = {
  forward(x: Float64Array, y: Float64Array, length: number) {
    for (let i = 0; i < length; i++) y[i] = x[i]! > 0 || Number.isNaN(x[i]!) ? x[i]! : 0;
  },
  backward(x: Float64Array, _: Float64Array, byY: Float64Array, byX: Float64Array, length: number) {
    for (let i = 0; i < length; i++) byX[i] = x[i]! > 0 ? byY[i]! : 0;
  },
};

const leakyRectifier = (leak: number) => ({
  forward(x: Float64Array, y: Float64Array, length: number) {
    for (let i = 0; i < length; i++) y[i] = x[i]! > 0 ? x[i]! : leak * x[i]!;
  },
  backward(x: Float64Array, _: Float64Array, byY: Float64Array, byX: Float64Array, length: number) {
    for (let i = 0; i < length; i++) byX[i] = x[i]! > 0 ? byY[i]! : leak * byY[i]!;
  },
});

const softmax: Activation = {
  forward(x, y, length, width) {
    for (let start = 0; start < length; start += width) {
      const end = start + width;
      let largest = x[start]!;
      for (let i = start + 1; i < end; i++) if (x[i]! > largest) largest = x[i]!;
      let sum = 0;
      for (let i = start; i < end; i++) {
        y[i] = exp(x[i]! - largest);
        sum += y[i]!;
      }
      for (let i = start; i < end; i++) y[i]! /= sum;
    }
  },
  backward(_, y, byY, byX, length, width) {
    for (let start = 0; start < length; start += width) {
      const end = start + width;
      let mean = 0;
      for (let i = start; i < end; i++) mean += y[i]! * byY[i]!;
      for (let i = start; i < end; i++) byX[i] = y[i]! * (byY[i]! - mean);
    }
  },
  tensor: (tf, x) => tf.softmax(x),
};
