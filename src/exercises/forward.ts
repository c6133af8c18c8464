import type { NumberExercise } from "../exercise/exercise.js";
import { denseBackward } from "../formulas/index.js";

const networks = [
  [4, 64, 64, 3],
  [4, 128, 64, 1],
] as const;

/** How many numbers the gradients of a layer hold: one for each weight, and one for each bias. */
function sizes(inputs: number, units: number): { weights: number; biases: number } {
  const zeros = (rows: number, columns: number) =>
    Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  const { weights, bias } = denseBackward(zeros(1, inputs), zeros(inputs, units), zeros(1, units));
  return { weights: weights.flat().length, biases: bias.length };
}

/** A count over the layers of each network. */
function counts(count: (inputs: number, units: number, isLast: boolean) => number): number[] {
  return networks.map((layers) =>
    layers.slice(1).reduce((sum, units, i) => sum + count(layers[i]!, units, i === layers.length - 2), 0),
  );
}

export const exercise: NumberExercise = {
  asks: "how many weights and biases have the networks 4-64-64-3 and 4-128-64-1? Give both, in this order",
  hint: "A layer has a weight for each of its inputs and units, and a bias for each unit.",
  truth: () =>
    counts((inputs, units) => {
      const { weights, biases } = sizes(inputs, units);
      return weights + biases;
    }),
  places: 0,
  slips: [
    { gives: () => counts((inputs, units) => inputs * units), says: "the biases are not counted" },
    {
      gives: () => counts((inputs, units) => inputs * (units + 1)),
      says: "there is a bias for each unit, not each input",
    },
    {
      gives: () => counts((inputs, units) => inputs * units + 1),
      says: "each unit has a bias of its own, not each layer",
    },
    {
      gives: () => counts((inputs, units, isLast) => (isLast ? inputs * units : (inputs + 1) * units)),
      says: "the last layer has biases too",
    },
    {
      gives: () => counts((_, units) => units),
      says: "these are units; each has a weight for every input, and a bias",
    },
  ],
};
