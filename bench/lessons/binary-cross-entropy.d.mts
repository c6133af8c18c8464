export function trial(seed: number): {
  "right of 90 learnt": number;
  words: number;
  regression: number;
  majority: number;
  good: number;
  notGood: number;
};
