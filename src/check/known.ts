import { counted, number, operation, symbol } from "../expression/construct.js";
import type { FunctionDefinition } from "../expression/evaluate.js";
import type { Expression } from "../expression/expression.js";
import { units } from "../latex/unitNames.js";

const [x, y, z] = [symbol("x"), symbol("y"), symbol("z")];
const [n, k, i] = [symbol("n"), symbol("k"), symbol("i")];
const [one, two] = [number(1), number(2)];
const of =
  (...parameters: string[]) =>
  (body: Expression): FunctionDefinition => ({ parameters, body });
const ofX = of("x");

const exponentials = operation("exp", operation("subtract", z, operation("max", z)));
const half = (body: Expression) => operation("divide", body, two);
const square = (body: Expression) => operation("power", body, two);
const deviations = operation("sum", square(operation("subtract", x, operation("mean", x))));
const length = operation("length", x);

/** Functions that need no definition in a text on machine learning. */
export const known: ReadonlyMap<string, FunctionDefinition> = new Map([
  ["σ", logistic()],
  ["sigmoid", logistic()],
  ["ReLU", ofX(operation("max", number(0), x))],
  ["relu", ofX(operation("max", number(0), x))],
  ["softmax", of("z")(operation("divide", exponentials, operation("sum", exponentials)))],
  ["log", ofX(operation("log", x))],
  ["mean", ofX(operation("mean", x))],
  ["sum", ofX(operation("sum", x))],
]);

/** What the reader writes for signs that mean the same in every text; no text can define a name with a backslash. */
export const notation: ReadonlyMap<string, FunctionDefinition> = new Map([
  ["\\percent", ofX(operation("divide", x, number(100)))],
  ["\\degrees", ofX(operation("divide", operation("multiply", x, symbol("pi")), number(180)))],
  ["\\…", ofX(x)],
  ...[...units].map(([name, { factor }]): [string, FunctionDefinition] => [`\\unit ${name}`, of()(number(factor))]),
  ["\\⊙", of("x", "y")(operation("multiply", x, y))],
  ["\\factorial", of("n")(counted("product", "k", n, k))],
  [
    "\\binomial",
    of("n", "k")(counted("product", "i", k, operation("divide", operation("add", operation("subtract", n, k), i), i))),
  ],
  [
    "\\mod",
    of("x", "y")(operation("subtract", x, operation("multiply", y, operation("floor", operation("divide", x, y))))),
  ],
  ["\\lcm", of("x", "y")(operation("divide", operation("abs", operation("multiply", x, y)), operation("gcd", x, y)))],
  ["\\arsinh", ofX(operation("log", operation("add", x, operation("sqrt", operation("add", square(x), one)))))],
  ["\\arcosh", ofX(operation("log", operation("add", x, operation("sqrt", operation("subtract", square(x), one)))))],
  [
    "\\artanh",
    ofX(half(operation("log", operation("divide", operation("add", one, x), operation("subtract", one, x))))),
  ],
  ["\\norm", ofX(operation("sqrt", operation("sum", square(operation("listed", x)))))],
  ["\\var", ofX(operation("divide", deviations, length))],
  ["\\std", ofX(operation("sqrt", operation("divide", deviations, length)))],
  ["\\sample var", ofX(operation("divide", deviations, operation("subtract", length, one)))],
  ["\\sample std", ofX(operation("sqrt", operation("divide", deviations, operation("subtract", length, one))))],
  ["\\dot", of("x", "y")(operation("sum", operation("multiply", operation("listed", x), operation("listed", y))))],
]);

function logistic(): FunctionDefinition {
  return ofX(operation("divide", one, operation("add", one, operation("exp", operation("negate", x)))));
}
