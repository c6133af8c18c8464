import { seededRandom } from "../numeric/random.js";
import { type Chain, chain } from "./chain.js";
import type { Layer } from "./layers/layer.js";
import { type Shape, shapeText, sizeOf } from "./shape.js";

/** The layers of a model, built, and all that they learn in one array. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly inputs: Shape;
  readonly outputs: Shape;
  readonly chain: Chain;
  /** `dense1`, `dense2`, … */
  readonly names: readonly string[];
  /** All weights and biases, one after another. */
  readonly parameters: Float64Array;
  readonly places: readonly Place[];
}

/** Where an array of weights lies among the parameters. */
export interface Place {
  readonly layer: string;
  readonly name: string;
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
}

/** Builds layers for inputs of a shape, their weights drawn from the seed. Throws a RangeError where they do not fit. */
export function network(layers: readonly Layer[], inputs: Shape, seed: number): Network {
  if (layers.length === 0) throw new RangeError("sequential: there are no layers");
  if (inputs.length === 0 || inputs.some((length) => !(Number.isInteger(length) && length > 0)))
    throw new RangeError(`sequential: inputs is ${shapeText(inputs)} but must be whole numbers from 1`);
  const built = chain(layers, inputs);
  const names = numbered(layers.map(({ layer }) => layer));
  let end = 0;
  const places = built.parts.flatMap((part, i) =>
    part.weights.map(({ name, shape }) => {
      const start = end;
      end += sizeOf(shape);
      return { layer: names[i]!, name, shape, start, end };
    }),
  );
  const parameters = new Float64Array(end);
  const random = seededRandom(seed);
  for (const [i, { start }] of places.entries()) parameters.set(built.weights[i]!.initial(random), start);
  return { layers, inputs, outputs: built.outputs, chain: built, names, parameters, places };
}

/** The parts of an array as long as the parameters that belong to each array of weights; they share its memory. */
export function parts({ places }: Network, flat: Float64Array): Float64Array[] {
  return places.map(({ start, end }) => flat.subarray(start, end));
}

/** Each kind of layer counted from 1. */
function numbered(kinds: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return kinds.map((kind) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${kind}${count}`;
  });
}
