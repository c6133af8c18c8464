import type { Dataset } from "../../dist/index.js";

export const epochsShown: readonly number[];
export function train(
  parts: { train: Dataset; test: Dataset },
  options: { seed: number; scaling: "divided by 100" | "standardised"; epochs?: number },
): Promise<{ right: number[]; validation: number; loss: number; missed: number[] }>;
export function baselines(parts: { train: Dataset; test: Dataset }): Record<string, number>;
