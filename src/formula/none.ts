/** Says that a field of a definition does not apply, and why. */
export interface None {
  readonly none: string;
}

/** A field that does not apply: `tensor: none("TensorFlow.js has no such operation")`. */
export function none(reason: string): None {
  if (reason.trim() === "") throw new TypeError("none: the reason is empty");
  return { none: reason };
}

export function isNone(value: unknown): value is None {
  return typeof value === "object" && value !== null && "none" in value && typeof value.none === "string";
}
