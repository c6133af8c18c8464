export function noisy(seed: number, share: number): Record<"one" | "fifteen" | "centroid", number>;
export function groups(
  seed: number,
): Record<
  | "all"
  | "large group"
  | "small group"
  | "large group, balanced"
  | "small group, balanced"
  | "small group, its own model",
  number
>;
