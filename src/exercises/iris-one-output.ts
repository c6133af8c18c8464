import type { NumberExercise } from "../exercise/exercise.js";
import { accuracy } from "../formulas/index.js";

/** How many of the flowers are of each species. */
const [setosas, versicolors, virginicas] = [35, 34, 27];
const all = setosas + versicolors + virginicas;
const labels = [setosas, versicolors, virginicas].flatMap((count, species) => Array<number>(count).fill(species));

export const exercise: NumberExercise = {
  asks: "what accuracy has a network whose one output is rounded to 0 or 1, on 35 flowers labelled 0, 34 labelled 1 and 27 labelled 2? Give it to 4 decimal places",
  hint: "Say for each label what the output is rounded to, and count where the two are equal.",
  truth: () =>
    accuracy(
      labels,
      labels.map((label) => Math.min(label, 1)),
    ),
  places: 4,
  slips: [
    { gives: () => setosas / all, says: "the flowers labelled 1 are right too: the output is rounded to 1 for them" },
    {
      gives: () => (versicolors + virginicas) / all,
      says: "the flowers labelled 2 are not right at 1, and those labelled 0 are right at 0",
    },
    { gives: () => virginicas / all, says: "these are the flowers that are wrong" },
    { gives: () => 2 / 3, says: "two of three labels can be right, but not each label has as many flowers" },
  ],
};
