import type { CountedForm, Expression, Operation } from "./expression.js";

/** A decimal as written. */
export function number(text: string | number): Expression {
  return { kind: "number", text: String(text) };
}

export function symbol(name: string): Expression {
  return { kind: "symbol", name };
}

export function vector(entries: readonly Expression[]): Expression {
  return { kind: "vector", entries };
}

/** A built-in operation on its arguments. */
export function operation(name: Operation, ...args: Expression[]): Expression {
  return { kind: "operation", operation: name, args };
}

/** A body for each whole number from 1 to `count`. */
export function counted(form: CountedForm, index: string, count: Expression, body: Expression): Expression {
  return { kind: "counted", form, index, count, body };
}

/** The derivative of `body` by a variable, where that is `at`. */
export function derivative(body: Expression, variable: string, at: Expression): Expression {
  return { kind: "derivative", body, variable, at };
}

/** The integral of `body` by a variable between two numbers. */
export function integral(body: Expression, variable: string, from: Expression, to: Expression): Expression {
  return { kind: "integral", body, variable, from, to };
}

/** A function that is defined elsewhere, applied by its name. */
export function apply(name: string, ...args: Expression[]): Expression {
  return { kind: "apply", name, args };
}
