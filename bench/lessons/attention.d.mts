export function trial(heads: number, seed: number): { loss: number; agreement: number; firstNoun: number };
