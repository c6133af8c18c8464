import type { Epoch } from "../plot/plotHistory.js";
import { judgedLoss } from "./history.js";

/** The weights of the epoch whose judged loss was the lowest so far. */
export class BestWeights {
  readonly #parameters: Float64Array;
  readonly #kept: Float64Array | undefined;
  #lowest = Number.POSITIVE_INFINITY;
  /** That epoch, counted from 1. */
  epoch = 0;

  /** Without `keep`, only the epoch is known. */
  constructor(parameters: Float64Array, keep: boolean) {
    this.#parameters = parameters;
    this.#kept = keep ? parameters.slice() : undefined;
  }

  /** Takes note of an epoch that has just ended. */
  see(epoch: Epoch): void {
    if (!(judgedLoss(epoch) < this.#lowest)) return;
    this.#lowest = judgedLoss(epoch);
    this.epoch = epoch.epoch;
    this.#kept?.set(this.#parameters);
  }

  /** Puts the weights back, where they were kept. */
  restore(): void {
    if (this.#kept !== undefined) this.#parameters.set(this.#kept);
  }
}
