import { number, symbol } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { walk } from "../expression/walk.js";

/** Sums and products of more terms are not written out. */
export const mostTerms = 200;

/** The terms of a series whose index runs from `first` to `last`: `body` with each number in the place of the index. */
export function termsOf(body: Expression, index: string, first: number, last: number): Expression[] {
  return Array.from({ length: last - first + 1 }, (_, i) => withNumber(body, index, first + i));
}

/** Whether the index stands alone as the superscript of a letter, where it may count letters instead of being a power. */
export function mayBeLabel(body: Expression, index: string): boolean {
  return [...walk(body)].some((part) => {
    if (part.kind !== "operation") return false;
    const exponent = part.operation === "exp" ? part.args[0] : part.operation === "power" ? part.args[1] : undefined;
    const isLetter = part.operation === "exp" || part.args[0]?.kind === "symbol";
    return isLetter && exponent?.kind === "symbol" && exponent.name === index;
  });
}

/** The whole number that an expression writes down, if it does. */
export function wholeNumberOf(expression: Expression): number | undefined {
  if (expression.kind === "operation" && expression.operation === "negate") {
    const value = wholeNumberOf(expression.args[0]!);
    return value === undefined ? undefined : -value;
  }
  return expression.kind === "number" && /^\d{1,9}$/.test(expression.text) ? Number(expression.text) : undefined;
}

function withNumber(expression: Expression, index: string, value: number): Expression {
  return rewrite(expression, (part) => {
    if (part.kind !== "symbol") return part;
    if (part.name === index) return number(value);
    // x_i becomes x_1.
    return part.name.endsWith(`_${index}`) ? symbol(part.name.slice(0, -index.length) + value) : part;
  });
}
