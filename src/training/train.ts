import { progress } from "../display/progress.js";
import { checkWhole } from "../formula/validate.js";
import { type RandomGenerator, seededRandom } from "../numeric/random.js";
import type { Epoch } from "../plot/plotHistory.js";
import { BestWeights } from "./bestWeights.js";
import { evaluation } from "./evaluation.js";
import type { FitOptions } from "./fitOptions.js";
import { History } from "./history.js";
import { type LossName, lossOf } from "./losses/index.js";
import type { Loss } from "./losses/loss.js";
import type { Model } from "./model.js";
import { adam } from "./optimizers/adam.js";
import type { Step } from "./optimizers/optimizer.js";
import type { Examples, Rows } from "./rows.js";
import { sizeOf } from "./shape.js";

/** How long training keeps the event loop waiting, in milliseconds: nothing that it gives depends on it. */
const longestWait = 50;

/** Trains a model as `Model.fit` says. */
export async function train(model: Model, x: Rows, y: Rows, options: FitOptions): Promise<History> {
  checkOptions(options);
  const { epochs, loss, optimizer = adam(), validation, patience = Number.POSITIVE_INFINITY } = options;
  const { seed = model.seed, restoreBest = Number.isFinite(patience) } = options;
  const [examples, truths] = model.answered("fit", x, y, loss);
  const held = validation && model.answered("fit", validation.x, validation.y, loss, ["validation.x", "validation.y"]);
  const training = new Training(model, examples, truths, optimizer.begin(model.parameterCount), seed, options);
  const best = new BestWeights(model.network.parameters, restoreBest);
  const history: Epoch[] = [];
  const numbers = Array.from({ length: epochs }, (_, i) => i + 1);
  for (const number of options.progress ? progress(numbers, { label: "fit" }) : numbers) {
    const epoch = { epoch: number, ...(await training.epoch(number)), ...(held && judged(model, held, loss)) };
    history.push(epoch);
    best.see(epoch);
    await options.onEpoch?.(epoch, model);
    if (number - best.epoch >= patience) break;
  }
  best.restore();
  return new History(history, history.length < epochs);
}

/** What one run of training has besides the model: the rows, their order, and what is drawn. */
class Training {
  readonly #model: Model;
  readonly #x: Examples;
  readonly #y: Examples;
  readonly #step: Step;
  readonly #options: FitOptions;
  readonly #loss: Loss;
  readonly #batchSize: number;
  /** One stream each, so that the order of the rows is the same with dropout and without. */
  readonly #ofOrder: RandomGenerator;
  readonly #ofLayers: RandomGenerator;
  readonly #ofRows: RandomGenerator;
  readonly #xBatch: Float64Array;
  readonly #yBatch: Float64Array;
  #order: number[];
  #waited = performance.now();

  constructor(model: Model, x: Examples, y: Examples, step: Step, seed: number, options: FitOptions) {
    this.#model = model;
    this.#x = x;
    this.#y = y;
    this.#step = step;
    this.#options = options;
    this.#loss = lossOf("fit", options.loss);
    this.#batchSize = Math.min(options.batchSize ?? 32, x.count);
    const seeds = seededRandom(seed);
    const [ofOrder, ofLayers, ofRows] = [0, 1, 2].map(() => seededRandom(seeds.integer(0, 2 ** 32 - 1)));
    this.#ofOrder = ofOrder!;
    this.#ofLayers = ofLayers!;
    this.#ofRows = ofRows!;
    this.#xBatch = new Float64Array(this.#batchSize * sizeOf(x.shape));
    this.#yBatch = new Float64Array(this.#batchSize * sizeOf(y.shape));
    this.#order = Array.from({ length: x.count }, (_, row) => row);
  }

  /** One pass over the rows: the mean loss and the share that was right, each step's before it was taken. */
  async epoch(number: number): Promise<{ loss: number; accuracy?: number }> {
    if (this.#options.shuffle !== false) this.#order = this.#ofOrder.shuffle(this.#order);
    const { count } = this.#x;
    let [loss, right] = [0, 0];
    for (let start = 0, batch = 1; start < count; start += this.#batchSize, batch++) {
      const rows = this.#order.slice(start, start + this.#batchSize);
      const step = this.#descend(rows);
      if (!Number.isFinite(step.loss)) throw new Error(diverged(step.loss, number, batch, this.#model));
      loss += step.loss * rows.length;
      right += step.right;
      await this.#letOthersRun();
    }
    return { loss: loss / count, ...(this.#loss.right && { accuracy: right / count }) };
  }

  /** One step of the optimizer on some of the rows. */
  #descend(rows: readonly number[]): { loss: number; right: number } {
    const { engine, network, outputs: shape } = this.#model;
    this.#gather(rows);
    const truths = this.#yBatch;
    const { loss, outputs } = engine.descend(this.#xBatch, rows.length, truths, this.#loss, { random: this.#ofLayers });
    const width = shape.at(-1)!;
    const rowsEach = sizeOf(shape) / width;
    const right = (this.#loss.right?.(truths, outputs, rows.length * rowsEach, width) ?? 0) / rowsEach;
    addDecay(engine.gradient, network.parameters, this.#options.weightDecay ?? 0);
    shorten(engine.gradient, this.#options.clipNorm ?? Number.POSITIVE_INFINITY);
    if (Number.isFinite(loss)) this.#step(network.parameters, engine.gradient);
    return { loss, right };
  }

  /** Copies the rows of a batch, one after another. */
  #gather(rows: readonly number[]): void {
    const { augment } = this.#options;
    const [xSize, ySize] = [sizeOf(this.#x.shape), sizeOf(this.#y.shape)];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const x = this.#x.data.subarray(row * xSize, (row + 1) * xSize);
      this.#xBatch.set(augment === undefined ? x : augmented(augment(x.slice(), this.#ofRows), xSize), i * xSize);
      this.#yBatch.set(this.#y.data.subarray(row * ySize, (row + 1) * ySize), i * ySize);
    }
  }

  /** Lets messages arrive, an interrupt among them. */
  async #letOthersRun(): Promise<void> {
    if (performance.now() - this.#waited < longestWait) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#waited = performance.now();
  }
}

function judged(model: Model, [x, y]: readonly [Examples, Examples], name: LossName) {
  const { loss, accuracy } = evaluation(model, x, y, name);
  return { validationLoss: loss, ...(accuracy !== undefined && { validationAccuracy: accuracy }) };
}

function checkOptions(options: FitOptions): void {
  checkWhole("fit", "epochs", options.epochs, 1);
  checkWhole("fit", "batchSize", options.batchSize ?? 1, 1);
  checkWhole("fit", "patience", options.patience ?? 1, 1);
  for (const name of ["weightDecay", "clipNorm"] as const) {
    const value = options[name] ?? 0;
    if (!(value >= 0)) throw new RangeError(`fit: ${name} is ${value} but must be 0 or more`);
  }
}

function augmented(row: ArrayLike<number>, size: number): ArrayLike<number> {
  if (row?.length !== size)
    throw new RangeError(`fit: augment gave ${row?.length ?? "no"} numbers for a row of ${size}`);
  return row;
}

function addDecay(gradient: Float64Array, parameters: Float64Array, lambda: number): void {
  if (lambda > 0) for (let i = 0; i < gradient.length; i++) gradient[i]! += lambda * parameters[i]!;
}

function shorten(gradient: Float64Array, longest: number): void {
  if (longest === Number.POSITIVE_INFINITY) return;
  let square = 0;
  for (let i = 0; i < gradient.length; i++) square += gradient[i]! * gradient[i]!;
  const norm = Math.sqrt(square);
  if (norm > longest) for (let i = 0; i < gradient.length; i++) gradient[i]! *= longest / norm;
}

function diverged(loss: number, epoch: number, batch: number, { network }: Model): string {
  const largest = network.parameters.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  return `fit: the loss is ${loss} in epoch ${epoch}, batch ${batch}, where the largest weight is ${largest.toPrecision(3)}; try a smaller learning rate, inputs of about the size of 1, or clipNorm`;
}
