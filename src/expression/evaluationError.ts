/** Why an expression has no value: a name is not bound, or a shape does not fit. */
export class EvaluationError extends RangeError {
  override readonly name = "EvaluationError";
}

/** That vectors or matrices do not fit what is done to them. */
export class ShapeError extends EvaluationError {}
