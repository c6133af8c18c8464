import type { Argument, Setting } from "../formula/argument.js";
import type { AnyFormula } from "../formula/formula.js";
import type { RandomGenerator } from "../numeric/random.js";
import { seededRandom } from "../numeric/random.js";
import { allFinite, bind } from "./bindings.js";

/**
 * How far samples go: over the ranges that arguments name, over all doubles of their domains, or from one double to
 * another at which code tends to go wrong.
 */
export type Reach = "range" | "domain" | "special";

/**
 * Arguments to try a formula on: those of its examples, and for each reach `count` others, in vectors of one to four
 * entries. The same seed gives the same.
 */
export function samplePoints(formula: AnyFormula, reaches: readonly Reach[], count: number, seed: number): unknown[][] {
  const random = seededRandom(seed);
  const lengths = hasVectors(formula.args) ? [1, 2, 3, 4] : [1];
  const given = [...formula.examples, ...formula.kinks].map(({ at }) => [...at]);
  const [only, ...others] = formula.args;
  const special =
    reaches.includes("special") && only?.kind === "real" && others.every(({ kind }) => kind === "options")
      ? specialPoints(only.domain, [only.low, only.high]).map((x) => [x])
      : [];
  const sampled = reaches.flatMap((reach) =>
    Array.from({ length: count }, (_, i) => sampleArguments(formula.args, lengths[i % lengths.length]!, reach, random)),
  );
  return [...given, ...special, ...sampled].filter((at) => allFinite(bind(formula.args, at)));
}

/** Arguments for a formula; vectors all have `length` entries. Options stay in their ranges. */
function sampleArguments(args: readonly Argument[], length: number, reach: Reach, random: RandomGenerator): unknown[] {
  return args.map((argument) => sampleArgument(argument, length, reach, random));
}

/** Doubles at which code tends to go wrong, of those in the domain. */
function specialPoints([low, high]: readonly [number, number], ends: readonly number[]): number[] {
  const magnitudes = [0, Number.MIN_VALUE, 1e-310, 2 ** -1022, 1e-16, 1e-8, 1, 20, 40, 300, 710, 745, 1e8, 1e300];
  const points = [...ends, ...magnitudes.flatMap((x) => [x, -x])];
  return [...new Set(points)].filter((x) => x >= low && x <= high);
}

function sampleArgument(argument: Argument, length: number, reach: Reach, random: RandomGenerator): unknown {
  const vector = (entry: () => number) => Array.from({ length }, entry);
  switch (argument.kind) {
    case "real":
      return number(argument, reach, random);
    case "vector":
      return vector(() => number(argument, reach, random));
    case "probabilities": {
      const spread = reach === "range" ? 3 : 300;
      const weights = vector(() => Math.exp(-random.uniform(0, spread)));
      const total = weights.reduce((a, b) => a + b);
      return weights.map((weight) => weight / total);
    }
    case "signs":
      return vector(() => (random.uniform() < 0.5 ? -1 : 1));
    case "count":
      return random.integer(argument.low, argument.high);
    case "state":
      return Object.fromEntries(
        argument.fields.map((field) => [field.name, sampleArgument(field, length, reach, random)]),
      );
    case "options":
      return Object.fromEntries(argument.settings.flatMap((setting) => sampleSetting(setting, random)));
  }
}

function hasVectors(args: readonly Argument[]): boolean {
  return args.some((argument) =>
    argument.kind === "state"
      ? hasVectors(argument.fields)
      : ["vector", "probabilities", "signs"].includes(argument.kind),
  );
}

/** One setting in three is left to its default. */
function sampleSetting(setting: Setting, random: RandomGenerator): [string, number | boolean][] {
  if (random.uniform() < 1 / 3) return [];
  if (setting.kind !== "setting") return [[setting.name, random.uniform() < 0.5]];
  return [[setting.name, random.uniform(setting.low, setting.high)]];
}

interface Ranged {
  readonly low: number;
  readonly high: number;
  readonly domain: readonly [number, number];
}

function number({ low, high, domain }: Ranged, reach: Reach, random: RandomGenerator): number {
  if (reach === "special") {
    const points = specialPoints(domain, [low, high]);
    return points[random.integer(0, points.length - 1)]!;
  }
  if (reach === "range" || random.uniform() < 0.5) return random.uniform(low, high);
  // Every exponent is as likely as every other, subnormal numbers included.
  const magnitude = random.uniform(1, 2) * 2 ** random.integer(-1074, 1023);
  const signed = random.uniform() < 0.5 ? -magnitude : magnitude;
  return Math.min(Math.max(signed, domain[0]), domain[1]);
}
