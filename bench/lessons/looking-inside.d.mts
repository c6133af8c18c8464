export function norms(options: {
  seed: number;
  activation: "sigmoid" | "tanh" | "relu";
  initializer?: "glorotUniform" | "heNormal" | "zeros";
  depth?: number;
}): number[];
export function learnt(options: Parameters<typeof norms>[0] & { epochs?: number }): Promise<number>;
export function baseline(): number;
