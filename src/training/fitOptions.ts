import type { RandomGenerator } from "../numeric/random.js";
import type { Epoch } from "../plot/plotHistory.js";
import type { LossName } from "./losses/index.js";
import type { Model } from "./model.js";
import type { Optimizer } from "./optimizers/optimizer.js";
import type { Rows } from "./rows.js";

export interface FitOptions {
  /** Passes over the training rows. */
  readonly epochs: number;
  /** What is to become small, by the name of its formula. */
  readonly loss: LossName;
  /** How a gradient moves the weights; `adam()` unless said otherwise. */
  readonly optimizer?: Optimizer;
  /** Rows a step; 32 unless said otherwise. */
  readonly batchSize?: number;
  /** Decides the order of the rows, and what dropout and `augment` draw; the model's own seed unless said otherwise. */
  readonly seed?: number;
  /** Whether the rows are put into a new order for each epoch; true unless said otherwise. */
  readonly shuffle?: boolean;
  /** Rows that are held back, to be judged after each epoch. */
  readonly validation?: { readonly x: Rows; readonly y: Rows };
  /** After so many epochs in which the judged loss did not reach a new low, training ends. */
  readonly patience?: number;
  /** Whether the weights of the epoch with the lowest judged loss are put back at the end; true where there is patience. */
  readonly restoreBest?: boolean;
  /** λ of an L2 penalty λ/2·Σw² over all parameters: λw is added to the gradient. It is not in the losses reported. */
  readonly weightDecay?: number;
  /** The longest that a step's gradient over all parameters may be; longer ones are shortened, as `clipByNorm` does. */
  readonly clipNorm?: number;
  /** Gives the row to train on in place of a row of x, whose numbers are in one array; drawn anew for each epoch. */
  readonly augment?: (row: Float64Array, random: RandomGenerator) => ArrayLike<number>;
  /** Called after each epoch, and awaited; the model is as it then is. */
  readonly onEpoch?: (epoch: Epoch, model: Model) => unknown;
  /** Whether a bar shows how far training is; false unless said otherwise, as it also shows how long it took. */
  readonly progress?: boolean;
}
