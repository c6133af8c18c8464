import type { Expression } from "../expression/expression.js";

/**
 * What the names of a definition stand for. With them more is read than in a text whose letters may mean anything:
 * entries of arrays, sums over all their places, products of matrices, cases and conditions.
 */
export interface Declarations {
  /** How many axes what a name stands for has; undefined for a name that is not declared. */
  axesOf(name: string): number | undefined;
  /** How many axes the result of a function has, by how many its arguments have. */
  axesOfCall(name: string, args: readonly number[]): number;
  /** The number of the first place of an array. */
  readonly firstPlace: 0 | 1;
  /** Whether a name stands for numbers of classes, which are counted from 0 whatever places are counted from. */
  isLabel(name: string): boolean;
  /** What a name is short for. */
  shorthand(name: string): Shorthand | undefined;
  /** A name for an index that is like no other. */
  freshIndex(letter: string): string;
}

/** What is written out elsewhere: `d_i = y_i - x_i`. */
export interface Shorthand {
  /** The letters of its places. */
  readonly places: readonly string[];
  readonly body: Expression;
}
