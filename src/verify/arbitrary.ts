import type { Argument } from "../formula/argument.js";

type FastCheck = typeof import("fast-check");

/** Arguments in steps of 1/64, so that sums and products of two are doubles too; they shrink towards 0. */
export function argumentsOf(args: readonly Argument[], fc: FastCheck) {
  return fc
    .integer({ min: 1, max: 4 })
    .chain((length) => fc.tuple(...args.map((argument) => argumentOf(argument, length, fc))));
}

type Arbitrary = import("fast-check").Arbitrary<unknown>;

function argumentOf(argument: Argument, length: number, fc: FastCheck): Arbitrary {
  const grid = (low: number, high: number) =>
    fc.integer({ min: Math.ceil(low * 64), max: Math.floor(high * 64) }).map((k) => k / 64);
  const vector = (entry: Arbitrary) => fc.array(entry, { minLength: length, maxLength: length });
  switch (argument.kind) {
    case "real":
      return grid(argument.low, argument.high);
    case "vector":
      return vector(grid(argument.low, argument.high));
    case "probabilities":
      return vector(fc.integer({ min: 1, max: 64 })).map((weights) => shares(weights as number[]));
    case "signs":
      return vector(fc.constantFrom(1, -1));
    case "count":
      return fc.integer({ min: argument.low, max: argument.high });
    case "state":
      return fc.record(Object.fromEntries(argument.fields.map((field) => [field.name, argumentOf(field, length, fc)])));
    case "options":
      return fc.record(
        Object.fromEntries(
          argument.settings.map((setting) => [
            setting.name,
            setting.kind !== "setting"
              ? fc.boolean()
              : fc.double({ min: setting.low, max: setting.high, noNaN: true, noDefaultInfinity: true }),
          ]),
        ),
        { requiredKeys: [] },
      );
    default:
      throw new TypeError(`arguments of kind ${argument.kind} are not drawn`);
  }
}

/** Weights as parts of 1, up to the rounding of a double. */
function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / total);
}
