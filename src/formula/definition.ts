import type { Approximation } from "./approx.js";
import type { Argument, Image, Kernel, Matrix, ResolvedOptionsOf, Setting, ValueOf, Vector } from "./argument.js";
import type { None } from "./none.js";

/** What a formula gives: a number, an array as deep as four axes, yes or no, or several of them by name. */
export type Result = number | boolean | Nested | { readonly [field: string]: number | Nested };

/** Plain arrays of numbers, as deep as a formula's result may be. */
export type Nested = number[] | number[][] | number[][][] | number[][][][];

/** Any function that computes a formula. */
export type AnyFunction = (...args: never[]) => Result;

/**
 * A formula as it is written down. LaTeX, expression and code are three independent statements of the same thing, so
 * that each keeps the others honest.
 */
export interface Definition<
  Args extends readonly Argument[],
  Value extends AnyFunction,
  Derivatives extends Partials<Args, Value> | None,
> {
  /** The exported function's name. */
  readonly name: string;
  /** One sentence: what it means. */
  readonly summary: string;
  readonly args: readonly [...Args];
  /** How long the axes of samples are, where one to four entries along each are not what should be tried. */
  readonly axes?: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** The formula as an equation. */
  readonly latex: string;
  /** The right-hand side, in the notation of `ExpressionText`. */
  readonly expr: ExpressionText<ReturnType<Value>> | None;
  /** The code; its parameters follow from `args`. */
  readonly value: Value extends FunctionOf<Args>
    ? Required<Parameters<Value>>["length"] extends Args["length"]
      ? Value
      : never
    : FunctionOf<Args>;
  /** What a book would print: five lines at most that run alone, and may lose digits where the code does not. */
  readonly textbook: Textbook<Value> | None;
  /** The largest error over all doubles, in units in the last place. */
  readonly accuracy: Accuracy;
  /** The derivatives by argument. */
  readonly partials: Derivatives & NothingElse<Derivatives, PartialName<Args> | SettingName<Args> | keyof None>;
  /** How a derivative is found, step by step. */
  readonly derivation: Derivation<PartialName<Args>> | None;
  /** The formula of which this one is the backward pass: its result holds a gradient by each argument of that name. */
  readonly backwardOf?: string;
  /** Where a derivative is a convention, and what the convention is. */
  readonly kinks: readonly Kink<Args, Value>[];
  /** The same on tensors, in the operations of TensorFlow.js. */
  readonly tensor: TensorFunction<Args, ReturnType<Value>> | None;
  /** Worked examples of the formula or of a derivative (`of`), each with its reason. */
  readonly examples: readonly Example<Args, Value>[];
  /** What holds for all arguments. */
  readonly laws: readonly Law[];
  /** Where it is from, with the number of the equation. */
  readonly sources: readonly string[];
}

/**
 * Mathematics as text: `+ - * / ^`, `exp log sqrt abs sign tanh …`, `sum mean max min length`, entries `z[i]` and
 * `x[i, j]` counted from 1, rows `x[i]`, `condition ? a : b`, and other formulas by name. Arithmetic goes entry by entry,
 * as NumPy's. `table(i, n, body)` lists a body for each i from 1 to n, `sum`, `mean` and `product` of that form bring it
 * to one; the largest is `max(table(i, n, body))`. A record has a text for each field, in order, where `next.m` is the
 * new value of a field above.
 */
export type ExpressionText<R> = R extends number | boolean | Nested ? string : { readonly [Field in keyof R]: string };

/** A formula's function, by its arguments. */
export type FunctionOf<Args extends readonly Argument[], R = Result> = Args extends readonly [infer A]
  ? (a: ValueOf<A>) => R
  : Args extends readonly [infer A, infer B]
    ? (a: ValueOf<A>, b: ValueOf<B>) => R
    : Args extends readonly [infer A, infer B, infer C]
      ? (a: ValueOf<A>, b: ValueOf<B>, c: ValueOf<C>) => R
      : Args extends readonly [infer A, infer B, infer C, infer D]
        ? (a: ValueOf<A>, b: ValueOf<B>, c: ValueOf<C>, d: ValueOf<D>) => R
        : never;

/** A function of the same arguments. */
export type Textbook<Value extends AnyFunction> = (...args: Parameters<Value>) => ReturnType<Value>;

/** Largest errors that are claimed, in units in the last place. */
export interface Accuracy {
  readonly value: number;
  readonly partials: number;
  /**
   * Why terms may cancel that are right themselves: errors then count against the largest of them. Where entries of a
   * vector are added up, they always do.
   */
  readonly cancels?: string;
  /**
   * Where a derivative passes through 0 between two doubles, so that no last bit can be told: within ½ of it, errors of
   * derivatives below 1/16 count against 1/16.
   */
  readonly partialsCross?: number;
}

/** A derivative; its `expr` may use `i`, `j` (and `k`), the places in result and argument, along their axes in order. */
export interface PartialDerivative<Value> {
  readonly latex: string;
  readonly expr: string;
  readonly value: Value;
}

/** The arguments that a formula can be differentiated by. */
export type PartialName<Args extends readonly Argument[]> = Extract<
  Args[number],
  { readonly kind: "real" | "vector" | "probabilities" | "array" | "distributions" }
>["name"];

/** The settings that a formula can be differentiated by, if it cares to. */
export type SettingName<Args extends readonly Argument[]> =
  Extract<Args[number], { readonly kind: "options" }> extends { readonly settings: infer Settings }
    ? Settings extends readonly Setting[]
      ? Extract<Settings[number], { readonly kind: "setting" | "required" | "vectorSetting" }>["name"]
      : never
    : never;

/** Of these, the ones that are vectors. */
type VectorSettingName<Args extends readonly Argument[]> =
  Extract<Args[number], { readonly kind: "options" }> extends { readonly settings: infer Settings }
    ? Settings extends readonly Setting[]
      ? Extract<Settings[number], { readonly kind: "vectorSetting" }>["name"]
      : never
    : never;

export type Partials<Args extends readonly Argument[], Value extends AnyFunction> = {
  readonly [Name in PartialName<Args>]: PartialBy<Args, Value, Name> | None;
} & {
  readonly [Name in SettingName<Args>]?: PartialBy<Args, Value, Name>;
};

/** No property but the ones named. */
type NothingElse<T, Names> = { readonly [Name in Exclude<keyof T, Names>]: never };

type PartialBy<Args extends readonly Argument[], Value extends AnyFunction, Name> = PartialDerivative<
  (...args: Parameters<Value>) => DerivativeBy<Args, Value, Name>
>;

/** The derivative's shape: an entry for each entry of the result, of each an entry for each of the argument. */
type DerivativeBy<Args extends readonly Argument[], Value extends AnyFunction, Name> =
  ReturnType<Value> extends number
    ? ByArgument<Args, Name, number, number[], number[][]>
    : ReturnType<Value> extends number[]
      ? ByArgument<Args, Name, number[], number[][], number[][][]>
      : never;

type ByArgument<Args extends readonly Argument[], Name, ByNumber, ByVector, ByMatrix> = Name extends
  | Extract<Args[number], { readonly kind: "vector" | "probabilities" }>["name"]
  | VectorSettingName<Args>
  ? ByVector
  : Name extends Extract<Args[number], { readonly axes: readonly [string, string] }>["name"]
    ? ByMatrix
    : ByNumber;

/** A chain of equal expressions, from the derivative of the formula to the form that `partials` states. */
export interface Derivation<Name extends string> {
  readonly of: Name;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly latex: string;
  readonly expr: string;
  /** The rule that was used. */
  readonly why: string;
}

/** A place where the left and the right derivative differ, and which value is taken. */
export type Kink<Args extends readonly Argument[], Value extends AnyFunction> = {
  readonly [Name in PartialName<Args>]: {
    /** The condition, as an expression: `x == 0`. */
    readonly where: string;
    readonly of: Name;
    /** One such place, and the derivative there. */
    readonly at: Readonly<Parameters<Value>>;
    readonly gives: Given<DerivativeBy<Args, Value, Name>>;
    readonly because: string;
  };
}[PartialName<Args>];

/** `at` are the arguments, read as the decimals they print as; `gives` is the result, exact or to the digits written. */
export type Example<Args extends readonly Argument[], Value extends AnyFunction> =
  | ValueExample<Value>
  | PartialExample<Args, Value, PartialName<Args> | SettingName<Args>>;

export interface ValueExample<Value extends AnyFunction> {
  readonly of?: never;
  readonly at: Readonly<Parameters<Value>>;
  readonly gives: Given<ReturnType<Value>>;
  readonly because: string;
}

type PartialExample<Args extends readonly Argument[], Value extends AnyFunction, Names extends string> = {
  readonly [Name in Names]: {
    readonly of: Name;
    readonly at: Readonly<Parameters<Value>>;
    readonly gives: Given<DerivativeBy<Args, Value, Name>>;
    readonly because: string;
  };
}[Names];

/** A result as an example states it; of a new state, the fields that matter. */
export type Given<R> = R extends boolean
  ? boolean
  : R extends number
    ? number | Approximation
    : R extends (infer Entry)[]
      ? readonly Given<Entry>[]
      : { readonly [Field in keyof R]?: Given<R[Field]> };

export interface Law {
  /** A relation between expressions, for all arguments: `sigmoid(-x) == 1 - sigmoid(x)`. */
  readonly law: string;
  readonly because: string;
  /** What the law speaks of beside the formula's arguments. */
  readonly with?: readonly Argument[];
}

/** What tensor functions are written in. */
export type TensorFlow = typeof import("@tensorflow/tfjs");
type Tensor = import("@tensorflow/tfjs").Tensor;

type TensorOf<A> =
  ValueOf<A> extends number | Vector | Matrix | Image | Kernel
    ? Tensor
    : A extends { readonly kind: "options"; readonly settings: infer Settings }
      ? Settings extends readonly Setting[]
        ? ResolvedOptionsOf<Settings>
        : never
      : { readonly [Field in keyof ValueOf<A>]: Tensor };

type TensorResult<R> = R extends number | Nested ? Tensor : { readonly [Field in keyof R]: Tensor };

/** A formula on tensors: each argument a tensor of its shape, the options complete. */
export type TensorFunction<Args extends readonly Argument[], R> = Args extends readonly [infer A]
  ? (tf: TensorFlow, a: TensorOf<A>) => TensorResult<R>
  : Args extends readonly [infer A, infer B]
    ? (tf: TensorFlow, a: TensorOf<A>, b: TensorOf<B>) => TensorResult<R>
    : Args extends readonly [infer A, infer B, infer C]
      ? (tf: TensorFlow, a: TensorOf<A>, b: TensorOf<B>, c: TensorOf<C>) => TensorResult<R>
      : Args extends readonly [infer A, infer B, infer C, infer D]
        ? (tf: TensorFlow, a: TensorOf<A>, b: TensorOf<B>, c: TensorOf<C>, d: TensorOf<D>) => TensorResult<R>
        : never;
