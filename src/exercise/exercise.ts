/** What an exercise asks for: one number, or several in an order that its question names. */
export type Numbers = number | readonly number[];

/** A wrong answer that a reader is likely to give. */
export interface Slip<Given> {
  /** What it gives. */
  readonly gives: Given;
  /** What was done, as the end of a sentence that begins with "almost: ". */
  readonly says: string;
}

interface Asked {
  /** The question in one sentence. */
  readonly asks: string;
  /** Where to begin, in one sentence; it does not hold the answer. */
  readonly hint: string;
}

/** An exercise whose answer is one number or several. */
export interface NumberExercise extends Asked {
  readonly at?: undefined;
  /** Computes the answer from the definitions. */
  readonly truth: () => Numbers;
  /** How many decimal places the question asks for. */
  readonly places: number;
  readonly slips: readonly Slip<() => Numbers>[];
}

/** A function that a reader writes; what it takes and gives is said by the question. */
// biome-ignore lint/suspicious/noExplicitAny: each exercise asks for a function of its own kind.
export type Written = (...args: any[]) => unknown;

/** An exercise whose answer is a function of a few lines. */
export interface FunctionExercise extends Asked {
  readonly truth: Written;
  /** The arguments at which the reader's function is held against the truth. */
  readonly at: readonly (readonly unknown[])[];
  /** The largest relative error that passes; default 1e-9. */
  readonly tolerance?: number;
  readonly slips: readonly Slip<Written>[];
}

export type Exercise = NumberExercise | FunctionExercise;
