import { number, operation, symbol } from "../expression/construct.js";
import type { FunctionDefinition } from "../expression/evaluate.js";

const [x, y, z] = [symbol("x"), symbol("y"), symbol("z")];
const logistic = operation("divide", number(1), operation("add", number(1), operation("exp", operation("negate", x))));
const difference = operation("subtract", y, z);
const ofX = (body: FunctionDefinition["body"]): FunctionDefinition => ({ parameters: ["x"], body });
const ofBoth = (body: FunctionDefinition["body"]): FunctionDefinition => ({ parameters: ["y", "z"], body });
const meanSquare = ofBoth(operation("mean", operation("power", difference, number(2))));
const meanDistance = ofBoth(operation("mean", operation("abs", difference)));
const rootMeanSquare = ofBoth(operation("sqrt", meanSquare.body));

/**
 * Functions of machine learning that texts use by these names without defining them, and that are the same in every one;
 * what has several conventions, such as cross-entropies by the order of their arguments, is not among them.
 */
export const library: ReadonlyMap<string, FunctionDefinition> = new Map([
  ["logistic", ofX(logistic)],
  ["expit", ofX(logistic)],
  ["Sigmoid", ofX(logistic)],
  ["softplus", ofX(operation("log1p", operation("exp", x)))],
  ["softsign", ofX(operation("divide", x, operation("add", number(1), operation("abs", x))))],
  ["SiLU", ofX(operation("multiply", x, logistic))],
  ["silu", ofX(operation("multiply", x, logistic))],
  ["expm1", ofX(operation("expm1", x))],
  ["log1p", ofX(operation("log1p", x))],
  ["MSE", meanSquare],
  ["mse", meanSquare],
  ["MAE", meanDistance],
  ["mae", meanDistance],
  ["RMSE", rootMeanSquare],
  ["rmse", rootMeanSquare],
]);
