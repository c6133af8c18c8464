import { createRequire } from "node:module";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../formula/definition.js";
import type { RandomGenerator } from "../../numeric/random.js";
import type { Loss } from "../losses/loss.js";
import { type Network, parts } from "../network.js";
import { type Shape, sizeOf } from "../shape.js";
import type { Descent, Engine, Wants } from "./engine.js";

const require = createRequire(import.meta.url);

/**
 * The engine on TensorFlow.js, in float32, on the backend that is in use (`chooseBackend`). The parameters stay in float64
 * outside of it, and are copied at each call; so optimizers are the same for all engines.
 */
export function tensorflowEngine(network: Network): Engine {
  const tf: TensorFlow = require("@tensorflow/tfjs");
  // Else TensorFlow.js greets on stderr.
  tf.enableProdMode();
  const { chain, parameters, inputs, outputs: shape } = network;
  const gradient = new Float64Array(parameters.length);
  const weights = () => parts(network, parameters).map((values, i) => tensor(tf, values, network.places[i]!.shape));
  const tensorOf = (x: Float64Array, count: number, each: Shape) =>
    tensor(tf, x.subarray(0, count * sizeOf(each)), [count, ...each]);

  /** The value of a function of the outputs, with its gradients by inputs, where they are wanted, and by the weights. */
  const back = (x: Float64Array, count: number, f: (outputs: Tensor) => Tensor, wants: Wants, byValue?: Tensor) => {
    const input = tensorOf(x, count, inputs);
    const own = weights();
    const byInputs = wants.inputs === true && !chain.parts[0]!.takesIndices;
    const arguments_ = byInputs ? [input, ...own] : own;
    const ofArguments = (...given: Tensor[]) => {
      const [first, rest] = byInputs ? [given[0]!, given.slice(1)] : [input, given];
      return f(chain.tensor(tf, first, rest, wants.random)) as Scalar;
    };
    const { value, grads } = differentiated(tf, ofArguments, arguments_, byValue);
    const ofWeights = byInputs ? grads.slice(1) : grads;
    for (const [i, place] of network.places.entries()) gradient.set(ofWeights[i]!.dataSync(), place.start);
    return { value, byInputs: byInputs ? Float64Array.from(grads[0]!.dataSync()) : new Float64Array(input.size) };
  };

  return {
    gradient,
    outputs: (x, count, random) => scoped(tf, () => numbers(forward(x, count, random).at(-1)!)),
    layers: (x, count) => scoped(tf, () => forward(x, count).map(numbers)),
    descend: (x, count, truths, loss, wants) => scoped(tf, () => descend(x, count, truths, loss, wants)),
    pullBack: (x, count, byOutputs) =>
      scoped(
        tf,
        () => back(x, count, (outputs) => outputs, { inputs: true }, tensorOf(byOutputs, count, shape)).byInputs,
      ),
  };

  function forward(x: Float64Array, count: number, random?: RandomGenerator): Tensor[] {
    return chain.tensors(tf, tensorOf(x, count, inputs), weights(), random);
  }

  function descend(x: Float64Array, count: number, truths: Float64Array, loss: Loss, wants: Wants): Descent {
    const width = shape.at(-1)!;
    const rows = (count * sizeOf(shape)) / width;
    const truth = tensor(
      tf,
      truths.subarray(0, loss.takesLabels ? rows : rows * width),
      loss.takesLabels ? [rows] : [rows, width],
    );
    let outputs: Float64Array = gradient;
    const lossOf = (found: Tensor) => {
      outputs = numbers(found);
      return loss.tensor(tf, truth, tf.reshape(found, [rows, width]));
    };
    const { value, byInputs } = back(x, count, lossOf, wants);
    return { loss: value.dataSync()[0]!, outputs, byInputs };
  }
}

/** Frees all tensors that were made, as `tidy` does, whatever is given back. */
function scoped<T>(tf: TensorFlow, act: () => T): T {
  tf.engine().startScope();
  try {
    return act();
  } finally {
    tf.engine().endScope();
  }
}

/** Nothing is differentiated where there is nothing to do so by. */
function differentiated(tf: TensorFlow, f: (...given: Tensor[]) => Scalar, given: Tensor[], byValue?: Tensor) {
  if (given.length === 0) return { value: f(), grads: [] };
  return tf.valueAndGrads(f)(given, byValue as Scalar | undefined);
}

function tensor(tf: TensorFlow, values: Float64Array, shape: Shape): Tensor {
  return tf.tensor(Float32Array.from(values), [...shape]);
}

function numbers(tensor: Tensor): Float64Array {
  return Float64Array.from(tensor.dataSync());
}
