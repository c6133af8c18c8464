/** What the counts of parameters have in common. */
import { checkState, checkWhole } from "../formula/validate.js";

/** What decides how many parameters a transformer has. */
export interface TransformerModel {
  /** How many blocks of attention and feed-forward. */
  readonly layers: number;
  /** How many numbers stand for a token. */
  readonly width: number;
  /** How many tokens there are. */
  readonly vocabulary: number;
  /** How many places a text may have. */
  readonly context: number;
}

const fields = ["layers", "width", "vocabulary", "context"] as const;

/** Throws a TypeError for what is not a model, and a RangeError unless its counts are whole from 1. */
export function checkModel(caller: string, model: TransformerModel): void {
  // Counts are quick to make, and looking for what may be wrong with them is not.
  if (isCount(model?.layers) && isCount(model.width) && isCount(model.vocabulary) && isCount(model.context)) return;
  checkState(caller, model, fields, "model");
  for (const field of fields) checkWhole(caller, `model.${field}`, model[field], 1);
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}
