export function payments(
  seed: number,
): Record<
  | "never: cost"
  | "never: accuracy"
  | "above 0.5: cost"
  | "above 10/510: cost"
  | "above 10/510: accuracy"
  | "above 10/510: precision"
  | "above 10/510: recall",
  number
>;
export function bearing(seed: number): Promise<Record<"level" | "autoencoder" | "two tanh units", number>>;
export function copies(seed: number): Record<"copied, then split" | "split, then copied", number>;
