import type { FunctionExercise } from "../exercise/exercise.js";

type Row = readonly number[];

const [low, high] = [
  [4.3, 2, 1, 0.1],
  [7.9, 4.4, 6.9, 2.5],
];
const rows = [
  [5.1, 3.5, 1.4, 0.2],
  [4.3, 4.4, 1, 2.5],
  [4.2, 3.5, 1.4, 0.2],
  [5.1, 3.5, 140, 0.2],
  [5.1, 3.5, 1.4, 2.6],
  [5.1, Number.NaN, 1.4, 0.2],
  [5.1, 3.5, 1.4, Number.NEGATIVE_INFINITY],
];
const every =
  (isFine: (value: number, lowest: number, highest: number) => boolean) => (row: Row, low: Row, high: Row) =>
    row.every((value, i) => isFine(value, low[i]!, high[i]!));

export const exercise: FunctionExercise = {
  asks: "write the function of row, low and high that says whether every entry lies from its lowest to its highest value, ends included",
  hint: "Every entry has to be at least its lowest and at most its highest value.",
  truth: every((value, lowest, highest) => value >= lowest && value <= highest),
  at: rows.map((row) => [row, low, high]),
  slips: [
    {
      gives: every((value, lowest, highest) => value > lowest && value < highest),
      says: "the ends belong to the range",
    },
    {
      gives: every((value, lowest, highest) => !(value < lowest || value > highest)),
      says: "NaN is let through: it is neither below nor above anything",
    },
    { gives: every((value, _, highest) => value <= highest), says: "the lowest values are not looked at" },
    { gives: every((value, lowest) => value >= lowest), says: "the highest values are not looked at" },
    {
      gives: (row: Row, low: Row, high: Row) => row.some((value, i) => value >= low[i]! && value <= high[i]!),
      says: "one entry in its range is not enough: all of them have to be",
    },
  ],
};
