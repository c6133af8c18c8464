import * as binary from "./binaryCrossEntropy.js";
import * as categorical from "./categoricalCrossEntropy.js";
import * as distances from "./distances.js";
import { hinge } from "./hinge.js";
import type { Loss } from "./loss.js";

const losses = { ...distances, ...binary, ...categorical, hinge };

/** Losses are named as their formulas. */
export type LossName = keyof typeof losses;

/** Finds a loss. Throws a RangeError for a name that is none. */
export function lossOf(caller: string, name: LossName): Loss {
  if (!Object.hasOwn(losses, name))
    throw new RangeError(
      `${caller}: loss is ${JSON.stringify(name)} but must be one of ${Object.keys(losses).join(", ")}`,
    );
  return losses[name];
}
