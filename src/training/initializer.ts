import { glorotUniformLimit, heNormalDeviation } from "../formulas/index.js";
import type { RandomGenerator } from "../numeric/random.js";
import { type Shape, sizeOf } from "./shape.js";

/**
 * Where weights start: drawn as the formula of that name says, all 0, or drawn about 0 with a standard deviation
 * (`normal`) or up to a limit (`uniform`).
 */
export type Initializer =
  | "glorotUniform"
  | "heNormal"
  | "zeros"
  | { readonly normal: number }
  | { readonly uniform: number };

/** Draws weights of a shape, for a unit with `fanIn` inputs whose inputs each go to `fanOut` units. */
export function initialWeights(
  initializer: Initializer,
  shape: Shape,
  [fanIn, fanOut]: readonly [number, number],
  random: RandomGenerator,
): Float64Array {
  const draw = drawing(initializer, fanIn, fanOut, random);
  return Float64Array.from({ length: sizeOf(shape) }, draw);
}

/** Throws a TypeError for what is no initializer, a RangeError for a spread below 0. */
export function checkInitializer(caller: string, initializer: Initializer): void {
  if (initializer === "glorotUniform" || initializer === "heNormal" || initializer === "zeros") return;
  const [[kind, spread] = [], ...rest] = Object.entries(initializer ?? {});
  if ((kind !== "normal" && kind !== "uniform") || rest.length > 0 || typeof spread !== "number")
    throw new TypeError(
      `${caller}: initializer is ${JSON.stringify(initializer)} but must be "glorotUniform", "heNormal", "zeros", { normal: deviation } or { uniform: limit }`,
    );
  if (!(spread >= 0)) throw new RangeError(`${caller}: initializer's ${kind} is ${spread} but must be 0 or more`);
}

function drawing(initializer: Initializer, fanIn: number, fanOut: number, random: RandomGenerator): () => number {
  if (initializer === "zeros") return () => 0;
  if (initializer === "heNormal") return normal(heNormalDeviation(fanIn), random);
  if (initializer === "glorotUniform") return uniform(glorotUniformLimit(fanIn, fanOut), random);
  return "normal" in initializer ? normal(initializer.normal, random) : uniform(initializer.uniform, random);
}

const normal = (deviation: number, random: RandomGenerator) => () => random.normal(0, deviation);
const uniform = (limit: number, random: RandomGenerator) => () => random.uniform(-limit, limit);
