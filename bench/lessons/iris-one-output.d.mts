type Loss = "binaryCrossEntropy" | "binaryCrossEntropyFromLogits";

export function oneOutput(
  seed: number,
  loss?: Loss,
): Promise<{ right: number; validation: number; loss: number; trainingLoss: number }>;
export function threeOutputs(seed: number): Promise<number>;
export function twoSpecies(seed: number): Promise<number>;
