import type { History } from "../../dist/index.js";

export type Remedy = "none" | "dropout 0.5" | "decay 1";
export interface Run extends Pick<History, "epochs" | "bestEpoch"> {
  /** The share of the labels to learn, wrong ones among them, that it gives in the end. */
  readonly learnt: number;
  readonly changed: number;
}
export function train(options: { seed: number; redrawn: number; remedy: Remedy; epochs?: number }): Promise<Run>;
export function summary(run: Run): { learnt: number; best: number; test: number };
export function row(epoch: History["epochs"][number]): number[];
export function baseline(options: { seed: number; redrawn: number }): { test: number };
