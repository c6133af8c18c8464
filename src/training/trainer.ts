import { seededRandom } from "../numeric/random.js";
import type { LayerValues } from "./layerValues.js";
import { type LossName, lossOf } from "./losses/index.js";
import type { Model } from "./model.js";
import type { Optimizer, Step } from "./optimizers/optimizer.js";
import type { Rows } from "./rows.js";

/** Takes one step of an optimizer at a time, where what a network learns from is made as it goes: `Model.trainer` makes one. */
export class Trainer {
  readonly #model: Model;
  readonly #step: Step;
  readonly #random;

  constructor(model: Model, optimizer: Optimizer, seed: number) {
    this.#model = model;
    this.#step = optimizer.begin(model.parameterCount);
    this.#random = seededRandom(seed);
  }

  /** Steps down the loss over these rows as one batch, and gives what it was before. Throws an Error where it is no number. */
  step(x: Rows, y: Rows, loss: LossName): number {
    const { engine, network } = this.#model;
    const [{ data, count }, truths] = this.#model.answered("step", x, y, loss);
    const found = engine.descend(data, count, truths.data, lossOf("step", loss), { random: this.#random });
    if (!Number.isFinite(found.loss)) throw new Error(`step: the loss is ${found.loss}; try a smaller learning rate`);
    this.#step(network.parameters, engine.gradient);
    return found.loss;
  }

  /** Steps by gradients that were found in another way, in the order of the model's `weights`. */
  apply({ weights }: { readonly weights: readonly LayerValues[] }): void {
    const { places, parameters } = this.#model.network;
    if (weights.length !== places.length || weights.some(({ values }, i) => values.length !== lengthOf(places[i]!)))
      throw new RangeError("apply: the gradients are not those of this model's weights");
    const gradient = new Float64Array(parameters.length);
    for (const [i, { values }] of weights.entries()) gradient.set(values, places[i]!.start);
    this.#step(parameters, gradient);
  }
}

const lengthOf = ({ start, end }: { start: number; end: number }) => end - start;
