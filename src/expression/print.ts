import type { Comparison, Expression, Operation } from "./expression.js";

/**
 * An expression in one line of plain notation, with no more parentheses than are needed to read it back:
 * `1 / (1 + exp(-2))`. Written as usual in programs: `-x^2` is −(x²), `2^3^2` is 2^(3²), and `a / b / c` is (a/b)/c.
 */
export function print(expression: Expression): string {
  return printed(expression).text;
}

/** How tightly the outermost sign of a text binds; a text without one binds tightest. */
const binding = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;
type Binding = (typeof binding)[keyof typeof binding];

interface Printed {
  readonly text: string;
  readonly binds: Binding;
}

const infix: Partial<Record<Operation, { sign: string; binds: Binding; left: Binding; right: Binding }>> = {
  add: { sign: " + ", binds: binding.sum, left: binding.sum, right: binding.product },
  subtract: { sign: " - ", binds: binding.sum, left: binding.sum, right: binding.product },
  multiply: { sign: " * ", binds: binding.product, left: binding.product, right: binding.sign },
  matrixProduct: { sign: " @ ", binds: binding.product, left: binding.product, right: binding.sign },
  crossProduct: { sign: " × ", binds: binding.product, left: binding.product, right: binding.sign },
  divide: { sign: " / ", binds: binding.product, left: binding.product, right: binding.sign },
  matrixPower: { sign: "^", binds: binding.power, left: binding.atom, right: binding.sign },
  power: { sign: "^", binds: binding.power, left: binding.atom, right: binding.sign },
};

function printed(expression: Expression): Printed {
  switch (expression.kind) {
    case "number":
      return { text: expression.text, binds: expression.text.startsWith("-") ? binding.sign : binding.atom };
    case "symbol":
      return { text: plain(expression.name), binds: binding.atom };
    case "vector":
      return { text: `[${list(expression.entries)}]`, binds: binding.atom };
    case "apply":
      if (expression.args.length === 0) return { text: plain(expression.name), binds: binding.atom };
      return { text: `${plain(expression.name)}(${list(expression.args)})`, binds: binding.atom };
    case "operation":
      return operation(expression.operation, expression.args);
    case "counted": {
      const { form, index, count, body } = expression;
      return { text: `${form}(${plain(index)}, ${print(count)}, ${print(body)})`, binds: binding.atom };
    }
    case "derivative": {
      const { body, variable, at } = expression;
      const place = at.kind === "symbol" && at.name === variable ? "" : ` = ${print(at)}`;
      return { text: `derivative(${print(body)}, ${plain(variable)}${place})`, binds: binding.atom };
    }
    case "integral": {
      const { body, variable, from, to } = expression;
      return { text: `integral(${list([body])}, ${plain(variable)}, ${list([from, to])})`, binds: binding.atom };
    }
    case "piecewise": {
      const branches = expression.branches.map(({ when, value }) => `${print(value)} if ${comparison(when)}`);
      return { text: `{${branches.join(", ")}, else ${print(expression.otherwise)}}`, binds: binding.atom };
    }
  }
}

/** A name without what tells it from those of a text. */
function plain(name: string): string {
  return name.replace(/^\\(?:unit )?/, "").replace(/#\d+$/, "");
}

function operation(name: Operation, args: readonly Expression[]): Printed {
  // A number times an array is no product of matrices.
  const isPlain = name === "matrixProduct" && args.some((part) => part.kind === "number");
  const form = infix[isPlain ? "multiply" : name];
  if (form !== undefined && args.length === 2) {
    return { text: within(args[0]!, form.left) + form.sign + within(args[1]!, form.right), binds: form.binds };
  }
  if (name === "negate" && args.length === 1)
    return { text: `-${within(args[0]!, binding.sign)}`, binds: binding.sign };
  return { text: `${name}(${list(args)})`, binds: binding.atom };
}

function within(expression: Expression, atLeast: Binding): string {
  const { text, binds } = printed(expression);
  return binds < atLeast ? `(${text})` : text;
}

function list(expressions: readonly Expression[]): string {
  return expressions.map(print).join(", ");
}

function comparison({ left, relation, right }: Comparison): string {
  return `${print(left)} ${relation} ${print(right)}`;
}
