import { whenStopped } from "../display/whenStopped.js";
import { byPart } from "./chain.js";
import type { Engine } from "./engines/engine.js";
import { type Evaluation, evaluation, rowsAtOnce } from "./evaluation.js";
import type { FitOptions } from "./fitOptions.js";
import type { History } from "./history.js";
import type { BuiltLayer } from "./layers/layer.js";
import { LayerValues } from "./layerValues.js";
import { type LossName, lossOf } from "./losses/index.js";
import { encoded, format, type ModelFile, version, writeWhole } from "./modelFile.js";
import { type Network, parts } from "./network.js";
import type { Optimizer } from "./optimizers/optimizer.js";
import { checkCounts, checkShape, type Examples, type Rows, readRows } from "./rows.js";
import { nested, type Shape, shapeText, sizeOf } from "./shape.js";
import { train } from "./train.js";
import { Trainer } from "./trainer.js";

/** The gradients of a loss at the weights as they are. */
export interface Gradients {
  readonly loss: number;
  /** By each array of weights, in the order of `weights`. */
  readonly weights: readonly LayerValues[];
  /** By the inputs, one row a row of x. */
  readonly inputs: LayerValues;
}

/** Layers one after another, with the weights that they have learnt; `sequential` makes one. */
export class Model {
  readonly network: Network;
  readonly engine: Engine;
  /** The seed of its weights. */
  readonly seed: number;
  /** What was saved with the model, where it was loaded. */
  notes: unknown;
  #loss: LossName | undefined;
  #isTraining = false;

  constructor(network: Network, engine: Engine, seed: number) {
    this.network = network;
    this.engine = engine;
    this.seed = seed;
  }

  /** The shape of one row of x, and of what the model gives for it. */
  get inputs(): Shape {
    return this.network.inputs;
  }
  get outputs(): Shape {
    return this.network.outputs;
  }

  /** How many numbers the model learns. */
  get parameterCount(): number {
    return this.network.parameters.length;
  }

  /** A copy of all that it has learnt, layer by layer. */
  get weights(): LayerValues[] {
    return this.#byLayer(this.network.parameters);
  }

  /**
   * Trains on rows `x` and their answers `y`, in an order that the seed decides: one step of the optimizer for each batch.
   *
   * The loss and accuracy of an epoch are the means over its steps, as Keras reports them. Each call begins with a fresh
   * optimizer and goes on from the weights as they are. Throws a RangeError where shapes or numbers of rows do not match,
   * an Error where the loss stops being a number.
   */
  async fit(x: Rows, y: Rows, options: FitOptions): Promise<History> {
    if (this.#isTraining) throw new Error("fit: this model is being trained already; await the first call");
    this.#isTraining = true;
    const forget = whenStopped(() => {
      this.#isTraining = false;
    });
    try {
      this.#loss = options.loss;
      return await train(this, x, y, options);
    } finally {
      forget();
      this.#isTraining = false;
    }
  }

  /** Begins a run of an optimizer that takes single steps, where rows are made as training goes, as for two networks that play. */
  trainer(optimizer: Optimizer, seed: number = this.seed): Trainer {
    return new Trainer(this, optimizer, seed);
  }

  /** What the model gives for each row of x: a row of numbers, or nested arrays where its outputs have more axes. */
  predict<T = number[][]>(x: Rows): T {
    const examples = this.#inputsOf("predict", x);
    const outputs = this.#inParts(examples, (data, count) => this.engine.outputs(data, count));
    return nested(outputs, [examples.count, ...this.outputs]) as T;
  }

  /** The mean loss over the rows, and the share that is right; the loss is the one trained with unless said otherwise. */
  evaluate(x: Rows, y: Rows, loss: LossName | undefined = this.#loss): Evaluation {
    if (loss === undefined)
      throw new TypeError('evaluate: the model was not trained yet; say which loss, as "meanSquaredError"');
    const [examples, truths] = this.answered("evaluate", x, y, loss);
    return evaluation(this, examples, truths, loss);
  }

  /** The loss over the rows, as one batch without dropout, and its gradients by all weights and by the inputs. */
  gradients(x: Rows, y: Rows, loss: LossName | undefined = this.#loss): Gradients {
    if (loss === undefined)
      throw new TypeError('gradients: the model was not trained yet; say which loss, as "meanSquaredError"');
    const [examples, truths] = this.answered("gradients", x, y, loss);
    const { count, data } = examples;
    const { loss: value, byInputs } = this.engine.descend(data, count, truths.data, lossOf("gradients", loss), {
      inputs: true,
    });
    return { loss: value, ...this.#gradients(byInputs, count) };
  }

  /**
   * The gradients by all weights and by the inputs of anything that depends on the outputs, from its gradient by these.
   * So a network is trained through another: by the gradient that the other has by its inputs.
   */
  pullBack(x: Rows, byOutputs: Rows): Omit<Gradients, "loss"> {
    const { count, data } = this.#inputsOf("pullBack", x);
    const given = checkShape(
      "pullBack",
      "byOutputs",
      readRows("pullBack", "byOutputs", byOutputs),
      this.outputs,
      "the model gives",
    );
    checkCounts("pullBack", { count, data, shape: this.inputs }, given, ["x", "byOutputs"]);
    return this.#gradients(this.engine.pullBack(data, count, given.data), count);
  }

  /**
   * What each layer gives for each row of x, without dropout: its `outputs`, and before them what else there is to see
   * inside, such as the `attention` of each place to each.
   */
  activations(x: Rows): LayerValues[] {
    const { count, data } = this.#inputsOf("activations", x);
    const { chain, names } = this.network;
    const ofLayers = byPart(chain.parts, parts(this.network, this.network.parameters));
    let inputs = data;
    return this.engine.layers(data, count).flatMap((values, i) => {
      const part = chain.parts[i]!;
      const outputs = values.slice(0, count * sizeOf(part.outputs));
      const inside = insideOf(part, ofLayers[i]!, inputs, count);
      inputs = outputs;
      return [...inside, { name: "outputs", shape: part.outputs, values: outputs }].map(
        ({ name, shape, values }) => new LayerValues(names[i]!, name, [count, ...shape], values),
      );
    });
  }

  /** Puts other numbers in place of what it has learnt: arrays in the order of `weights`, or what `weights` gave. */
  setWeights(weights: readonly Rows[]): void {
    const { places, parameters } = this.network;
    if (weights.length !== places.length)
      throw new RangeError(`setWeights: there are ${weights.length} arrays but the model has ${places.length}`);
    const read = weights.map((given, i) => {
      const { layer, name, shape } = places[i]!;
      const { count, shape: rest, data } = readRows("setWeights", `${layer}'s ${name}`, given);
      if ([count, ...rest].join() !== shape.join())
        throw new RangeError(
          `setWeights: ${layer}'s ${name} has shape ${shapeText([count, ...rest])} but must have ${shapeText(shape)}`,
        );
      return data;
    });
    for (const [i, data] of read.entries()) parameters.set(data, places[i]!.start);
  }

  /**
   * Writes the model into a file, whole or not at all: its layers, its weights to the last bit, and `notes`, anything that
   * JSON can hold and that belongs to it, such as how its inputs were standardised. `loadModel` reads it.
   */
  async save(file: string | URL, notes: unknown = this.notes): Promise<void> {
    const { layers, inputs, parameters } = this.network;
    const content: ModelFile = {
      format,
      version,
      inputs,
      seed: this.seed,
      layers,
      loss: this.#loss,
      notes,
      parameters: encoded(parameters),
    };
    await writeWhole(file, `${JSON.stringify(content)}\n`);
  }

  /** Puts back what a file holds. */
  restore(parameters: Float64Array, loss: LossName | undefined, notes: unknown): void {
    this.network.parameters.set(parameters);
    this.#loss = loss;
    this.notes = notes;
  }

  /** What the layers are, what shapes they give, and how many numbers each learns: a table. */
  summary(): { layer: string; outputs: string; parameters: number }[] {
    const { chain, names } = this.network;
    const rows = chain.parts.map(({ outputs, weights }, i) => ({
      layer: names[i]!,
      outputs: shapeText(outputs),
      parameters: weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    }));
    return [...rows, { layer: "all", outputs: shapeText(this.outputs), parameters: this.parameterCount }];
  }

  /** Rows and their answers as the engine takes them. */
  answered(caller: string, x: Rows, y: Rows, loss: LossName, names = ["x", "y"]): [Examples, Examples] {
    const { takesLabels, check } = lossOf(caller, loss);
    const wanted = takesLabels ? this.outputs.slice(0, -1) : this.outputs;
    const examples = this.#inputsOf(caller, x, names[0]);
    const whose = takesLabels ? `${loss} takes` : "the model gives";
    const truths = checkShape(caller, names[1]!, readRows(caller, names[1]!, y), wanted, whose);
    checkCounts(caller, examples, truths, names);
    check(caller, names[1]!, truths.data, this.outputs.at(-1)!);
    return [examples, truths];
  }

  #inputsOf(caller: string, x: Rows, name = "x"): Examples {
    return checkShape(caller, name, readRows(caller, name, x), this.inputs, "the model takes");
  }

  #byLayer(flat: Float64Array): LayerValues[] {
    const { places } = this.network;
    return parts(this.network, flat).map((values, i) => {
      const { layer, name, shape } = places[i]!;
      return new LayerValues(layer, name, shape, values.slice());
    });
  }

  #gradients(byInputs: Float64Array, count: number) {
    const values = byInputs.slice(0, count * sizeOf(this.inputs));
    const inputs = new LayerValues("inputs", "gradient", [count, ...this.inputs], values);
    return { weights: this.#byLayer(this.engine.gradient), inputs };
  }

  /** Some rows at a time, so that what lies between layers takes little room. */
  #inParts({ count, data }: Examples, compute: (data: Float64Array, count: number) => Float64Array): Float64Array {
    const [width, size] = [sizeOf(this.inputs), sizeOf(this.outputs)];
    const outputs = new Float64Array(count * size);
    for (let start = 0; start < count; start += rowsAtOnce) {
      const end = Math.min(start + rowsAtOnce, count);
      const part = compute(data.subarray(start * width, end * width), end - start);
      outputs.set(part.subarray(0, (end - start) * size), start * size);
    }
    return outputs;
  }
}

/** What there is to see inside of a layer, computed in float64 from what goes in, whatever engine the model has. */
function insideOf(part: BuiltLayer, weights: readonly Float64Array[], inputs: Float64Array, count: number) {
  const layer = part.plain(weights, weights);
  if (layer.inside === undefined) return [];
  layer.forward(inputs, count);
  return layer.inside(count);
}
