import type { displaySymbol, MimeBundle } from "../display/mimeBundle.js";
import type { Argument } from "./argument.js";
import type { Accuracy, AnyFunction, Definition, Law, Partials, Result, Step, TensorFlow } from "./definition.js";
import type { None } from "./none.js";

/** A definition that shows itself in a notebook. */
export interface Formula<
  Args extends readonly Argument[],
  Value extends AnyFunction,
  Derivatives extends Partials<Args, Value> | None,
> extends Omit<Definition<Args, Value, Derivatives>, "value" | "partials"> {
  readonly value: Value;
  readonly partials: Derivatives;
  /** The formula in words and symbols, for a terminal. */
  toString(): string;
  [displaySymbol](): MimeBundle;
}

/** What any formula has, for code that works on all of them. */
export interface AnyFormula {
  readonly name: string;
  readonly summary: string;
  readonly args: readonly Argument[];
  readonly axes?: Readonly<Record<string, readonly [low: number, high: number]>>;
  readonly backwardOf?: string;
  readonly latex: string;
  readonly expr: string | { readonly [field: string]: string } | None;
  readonly value: AnyFunction;
  readonly textbook: AnyFunction | None;
  readonly accuracy: Accuracy;
  readonly partials: { readonly [name: string]: AnyPartial | None | undefined } | None;
  readonly derivation: { readonly of: string; readonly steps: readonly Step[] } | None;
  readonly kinks: readonly AnyKink[];
  readonly tensor: ((tf: TensorFlow, ...args: never[]) => unknown) | None;
  readonly examples: readonly AnyExample[];
  readonly laws: readonly Law[];
  readonly sources: readonly string[];
}

export interface AnyPartial {
  readonly latex: string;
  readonly expr: string;
  readonly value: (...args: never[]) => Result;
}

export interface AnyExample {
  readonly of?: string | undefined;
  readonly at: readonly unknown[];
  readonly gives: unknown;
  readonly because: string;
}

export interface AnyKink extends AnyExample {
  readonly where: string;
  readonly of: string;
}
