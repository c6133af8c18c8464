import type { Expression } from "../expression/expression.js";
import { walk } from "../expression/walk.js";
import { units } from "../latex/unitNames.js";

/** The powers of the units that a value has; none for a plain number. */
export type Dimensions = ReadonlyMap<string, number>;

const none: Dimensions = new Map();
const unitPrefix = "\\unit ";

/** Whether units are written in an expression. */
export function hasUnits(expression: Expression): boolean {
  return [...walk(expression)].some((part) => part.kind === "apply" && part.name.startsWith(unitPrefix));
}

/** Whether two values have the same units. */
export function areAlike(a: Dimensions, b: Dimensions): boolean {
  return a.size === b.size && [...a].every(([name, power]) => b.get(name) === power);
}

/** The units of what an expression gives; undefined where they do not fit together or cannot be told. */
export function dimensionsOf(
  expression: Expression,
  ofVariable: (name: string) => Dimensions | undefined,
): Dimensions | undefined {
  const inner = (part: Expression) => dimensionsOf(part, ofVariable);
  const shared = (parts: readonly Expression[]) => {
    const all = parts.map(inner);
    const [first] = all;
    return first !== undefined && all.every((one) => one !== undefined && areAlike(first, one)) ? first : undefined;
  };
  switch (expression.kind) {
    case "number":
      return none;
    case "symbol":
      return ofVariable(expression.name);
    case "vector":
      return shared(expression.entries);
    case "apply": {
      const { name, args } = expression;
      if (name.startsWith(unitPrefix)) {
        return new Map(Object.entries(units.get(name.slice(unitPrefix.length))?.dimensions ?? {}));
      }
      if (name === "\\…") return inner(args[0]!);
      return args.every((arg) => inner(arg)?.size === 0) ? none : undefined;
    }
    case "operation": {
      const { operation, args } = expression;
      const [a, b] = [args[0] && inner(args[0]), args[1] && inner(args[1])];
      switch (operation) {
        case "add":
        case "subtract":
        case "max":
        case "min":
          return shared(args);
        case "negate":
        case "abs":
        case "sum":
        case "mean":
          return a;
        case "multiply":
        case "matrixProduct":
          return a && b && combined(a, b, 1);
        case "divide":
          return a && b && combined(a, b, -1);
        case "sqrt":
          return a && scaled(a, 0.5);
        case "power": {
          const exponent = args[1]!;
          if (a?.size === 0) return b?.size === 0 ? none : undefined;
          return a && exponent.kind === "number" ? scaled(a, Number(exponent.text)) : negativePower(a, exponent);
        }
        default:
          return args.every((arg) => inner(arg)?.size === 0) ? none : undefined;
      }
    }
    default:
      return hasUnits(expression) ? undefined : none;
  }
}

function negativePower(base: Dimensions | undefined, exponent: Expression): Dimensions | undefined {
  if (base === undefined || exponent.kind !== "operation" || exponent.operation !== "negate") return undefined;
  const [size] = exponent.args;
  return size?.kind === "number" ? scaled(base, -Number(size.text)) : undefined;
}

function combined(a: Dimensions, b: Dimensions, sign: 1 | -1): Dimensions {
  const powers = new Map(a);
  for (const [name, power] of b) powers.set(name, (powers.get(name) ?? 0) + sign * power);
  return new Map([...powers].filter(([, power]) => power !== 0));
}

function scaled(dimensions: Dimensions, factor: number): Dimensions {
  return new Map([...dimensions].map(([name, power]) => [name, power * factor]));
}
