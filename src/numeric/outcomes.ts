/** How often a classifier found what is there, what is not, and missed it, and how often it was right to find nothing. */
export interface Outcomes {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Counts the outcomes of predictions for the class `positive`. */
export function countOutcomes(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, positive: number): Outcomes {
  let [truePositives, falsePositives, falseNegatives, trueNegatives] = [0, 0, 0, 0];
  for (let i = 0; i < yTrue.length; i++) {
    const is = yTrue[i] === positive;
    const found = yPred[i] === positive;
    if (is && found) truePositives++;
    else if (found) falsePositives++;
    else if (is) falseNegatives++;
    else trueNegatives++;
  }
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}
