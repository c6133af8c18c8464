/** How a gradient moves parameters. */
export interface Optimizer {
  readonly name: string;
  readonly options: Readonly<Record<string, number | boolean>>;
  /** Begins a run over so many parameters: what it gives takes one step, and remembers what it has to. */
  begin(length: number): Step;
}

/** Moves the parameters in place by what the gradient says. */
export type Step = (parameters: Float64Array, gradient: Float64Array) => void;

/** Throws a RangeError unless a share is from 0 to below 1. */
export function checkShare(caller: string, name: string, value: number): void {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${caller}: ${name} is ${value} but must be in [0, 1)`);
}

/** Throws a RangeError unless a learning rate is 0 or more, and finite. */
export function checkRate(caller: string, rate: number): void {
  if (!(rate >= 0 && rate < Number.POSITIVE_INFINITY))
    throw new RangeError(`${caller}: learningRate is ${rate} but must be 0 or more`);
}

export function checkPositive(caller: string, name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${caller}: ${name} is ${value} but must be above 0`);
}
