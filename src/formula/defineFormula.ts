import { displaySymbol } from "../display/mimeBundle.js";
import type { Argument } from "./argument.js";
import type { AnyFunction, Definition, Partials } from "./definition.js";
import { bundleOf, inWords } from "./describe.js";
import type { AnyFormula, Formula } from "./formula.js";
import type { None } from "./none.js";

/** Which definition a function belongs to. */
const byFunction = new WeakMap<object, AnyFormula | (() => AnyFormula)>();

/**
 * Makes a definition out of its fields. The types hold the fields to each other: what `value` takes and gives decides
 * the shape of `expr`, `partials`, `kinks`, `tensor` and `examples`.
 */
export function defineFormula<
  Args extends readonly Argument[],
  Value extends AnyFunction,
  Derivatives extends Partials<Args, Value> | None,
>(definition: Definition<Args, Value, Derivatives>): Formula<Args, Value, Derivatives> {
  const formula = {
    ...definition,
    toString: () => inWords(formula as AnyFormula),
    [displaySymbol]: () => bundleOf(formula as AnyFormula),
  };
  byFunction.set(definition.value, formula as AnyFormula);
  return formula as Formula<Args, Value, Derivatives>;
}

/** Lets the definition of a function be made when it is first asked for. */
export function defineLater(value: AnyFunction, make: () => AnyFormula): void {
  byFunction.set(value, make);
}

/** The definition of a formula's function, or of a definition itself; undefined for anything else. */
export function formulaOf(value: unknown): AnyFormula | undefined {
  if (typeof value === "function") {
    const found = byFunction.get(value);
    return typeof found === "function" ? found() : found;
  }
  return isFormula(value) ? value : undefined;
}

function isFormula(value: unknown): value is AnyFormula {
  return typeof value === "object" && value !== null && "expr" in value && "partials" in value && "latex" in value;
}
