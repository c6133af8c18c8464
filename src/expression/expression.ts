/**
 * A piece of mathematics as a tree. Values are real numbers, vectors of them, and vectors of vectors: a matrix is the
 * vector of its rows. Arithmetic goes entry by entry, and what has fewer axes is repeated along the first ones of what
 * has more, as in NumPy.
 */
export type Expression =
  /** A decimal exactly as written (`"0.10"`, `"1e-8"`): never rounded to a double. */
  | { readonly kind: "number"; readonly text: string }
  /** A variable, or one of the constants `pi` and `e` where no variable of that name is bound. */
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: "vector"; readonly entries: readonly Expression[] }
  /** One of the built-in operations. */
  | { readonly kind: "operation"; readonly operation: Operation; readonly args: readonly Expression[] }
  /** A function defined elsewhere, by name: a formula of the library, or one that a document defines. */
  | { readonly kind: "apply"; readonly name: string; readonly args: readonly Expression[] }
  /** The first branch whose condition holds, else `otherwise`. */
  | {
      readonly kind: "piecewise";
      readonly branches: readonly { readonly when: Comparison; readonly value: Expression }[];
      readonly otherwise: Expression;
    }
  /** `body` for each whole number from 1 to `count`, for which `index` stands: listed, or brought to one number. */
  | {
      readonly kind: "counted";
      readonly form: CountedForm;
      readonly index: string;
      readonly count: Expression;
      readonly body: Expression;
    }
  /** The derivative of `body` by `variable`, where that is what `at` is. */
  | { readonly kind: "derivative"; readonly body: Expression; readonly variable: string; readonly at: Expression }
  /** The integral of `body` by `variable` between two numbers. */
  | {
      readonly kind: "integral";
      readonly body: Expression;
      readonly variable: string;
      readonly from: Expression;
      readonly to: Expression;
    };

export type CountedForm = "table" | "sum" | "mean" | "product";

export interface Comparison {
  readonly relation: "<" | "<=" | ">" | ">=" | "==" | "!=";
  readonly left: Expression;
  readonly right: Expression;
}

/**
 * What an expression can do by itself. Logarithms are natural; `sum`, `mean`, `length`, and `max` and `min` of one
 * argument reduce a vector to a number; `index` takes a vector and a place counted from 1, or a place for each of
 * its first axes.
 */
export type Operation =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "negate"
  | "power"
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "abs"
  | "sign"
  | "sinh"
  | "cosh"
  | "tanh"
  | "sin"
  | "cos"
  | "tan"
  | "asin"
  | "acos"
  | "atan"
  | "erf"
  | "erfc"
  | "erfinv"
  | "floor"
  | "max"
  | "min"
  | "sum"
  | "mean"
  | "length"
  | "index"
  | ArrayOperation;

/**
 * What is done to whole vectors and matrices. A vector stands upright where it meets a matrix; numbers are multiplied as
 * numbers are. `argmax` and `argmin` give the place of the only greatest or least entry, counted from 1. `bars` is what bars around something mean: an absolute value, a length, a determinant. `listed` is a vector,
 * a row or a column as a vector.
 */
export type ArrayOperation =
  | "argmax"
  | "argmin"
  | "gcd"
  | "matrixProduct"
  | "matrixPower"
  | "crossProduct"
  | "transpose"
  | "determinant"
  | "inverse"
  | "trace"
  | "bars"
  | "listed";
