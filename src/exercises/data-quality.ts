import type { FunctionExercise } from "../exercise/exercise.js";

type Rows = readonly (readonly number[])[];

const isSame = (row: readonly number[], other: readonly number[]) =>
  row.length === other.length && row.every((entry, i) => entry === other[i]);

/** How many rows of the test stand in the training rows too. */
function leaked(train: Rows, test: Rows): number {
  return test.filter((row) => train.some((other) => isSame(row, other))).length;
}

const [a, b, c, d] = [
  [5, 2],
  [1, 0],
  [0, 10],
  [3, 3],
] as const;

export const exercise: FunctionExercise = {
  asks: "count the rows of the test that stand, number by number, in the training rows too",
  hint: "Two arrays with the same numbers are not the same array: compare their entries.",
  truth: leaked,
  at: [
    [
      [a, b, c],
      [d, [1, 0]],
    ],
    [
      [a, a, [5, 2]],
      [[5, 2], b],
    ],
    [
      [b, c],
      [[1, 0], [1, 0], d],
    ],
    [
      [[1, 12], c],
      [
        [11, 2],
        [0, 1],
      ],
    ],
    [[[1, 2]], [[2, 1]]],
    [
      [a, b, c, d],
      [d, c, b, a],
    ],
  ],
  slips: [
    {
      gives: (train: Rows, test: Rows) => test.filter((row) => train.includes(row)).length,
      says: "two arrays with the same numbers are not the same array; compare their entries",
    },
    {
      gives: (train: Rows, test: Rows) => leaked(test, train),
      says: "count the rows of the test, not those of training",
    },
    {
      gives: (train: Rows, test: Rows) =>
        test.reduce((sum, row) => sum + train.filter((other) => isSame(row, other)).length, 0),
      says: "a row of the test counts once, however often it stands in training",
    },
    {
      gives: (train: Rows, test: Rows) => (leaked(train, test) > 0 ? 1 : 0),
      says: "this says whether there is a leak; the question is how many rows leak",
    },
    {
      gives: (train: Rows, test: Rows) => leaked(train, test) / test.length,
      says: "this is the share of the test; the question is how many rows",
    },
    {
      gives: (train: Rows, test: Rows) =>
        test.filter((row) => train.some((other) => other.join("") === row.join(""))).length,
      says: "joined without a comma, 1 and 12 read as 11 and 2 do",
    },
  ],
};
