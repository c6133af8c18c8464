import type { Argument, Setting } from "../formula/argument.js";
import type { AnyFormula } from "../formula/formula.js";
import type { RandomGenerator } from "../numeric/random.js";
import { seededRandom } from "../numeric/random.js";
import type { Lengths } from "./axes.js";
import { axesOf, axisNames, lengthsAt, lengthsToTry } from "./axes.js";

/**
 * How far samples go: over the ranges that arguments name, over all doubles of their domains, or from one double to
 * another at which code tends to go wrong.
 */
export type Reach = "range" | "domain" | "special";

/**
 * Arguments to try a formula on: those of its examples, and for each reach `count` others, of all lengths that its axes
 * are to be tried with. The same seed gives the same.
 */
export function samplePoints(formula: AnyFormula, reaches: readonly Reach[], count: number, seed: number): unknown[][] {
  const random = seededRandom(seed);
  const given = [...formula.examples, ...formula.kinks]
    .map(({ at }) => [...at])
    .filter((at) => [...lengthsAt(formula.args, at).values()].every((length) => length > 0));
  const [only, ...others] = formula.args;
  const special =
    reaches.includes("special") && only?.kind === "real" && others.every(isOptional)
      ? specialPoints(only.domain, [only.low, only.high]).map((x) => [x])
      : [];
  const sampled = reaches.flatMap((reach) =>
    Array.from({ length: count }, (_, i) => {
      return sampleArguments(formula.args, chosenLengths(formula, i, random), reach, random);
    }),
  );
  return [...given, ...special, ...sampled].filter((at) => at.every(isFinitely));
}

/** Whether all numbers in a value are finite. */
function isFinitely(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isFinitely);
}

/** Arguments of the lengths given. */
export function sampleArguments(
  args: readonly Argument[],
  lengths: Lengths,
  reach: Reach,
  random: RandomGenerator,
): unknown[] {
  return args.map((argument) => sampleArgument(argument, lengths, reach, random));
}

function isOptional(argument: Argument): boolean {
  return argument.kind === "options" && argument.settings.every(({ kind }) => kind !== "required");
}

/** The first axis is as long as it may be in turn, the others at random. */
function chosenLengths(formula: AnyFormula, turn: number, random: RandomGenerator): Lengths {
  return new Map(
    [...axisNames(formula.args)].map((axis, i) => {
      const [low, high] = lengthsToTry(formula, axis);
      return [axis, i === 0 ? low + (turn % (high - low + 1)) : random.integer(low, high)];
    }),
  );
}

/** Doubles at which code tends to go wrong, of those in the domain. */
function specialPoints([low, high]: readonly [number, number], ends: readonly number[]): number[] {
  const magnitudes = [0, Number.MIN_VALUE, 1e-310, 2 ** -1022, 1e-16, 1e-8, 1, 20, 40, 300, 710, 745, 1e8, 1e300];
  const points = [...ends, ...magnitudes.flatMap((x) => [x, -x])];
  return [...new Set(points)].filter((x) => x >= low && x <= high);
}

/** An argument of the lengths given; options stay in their ranges. */
function sampleArgument(argument: Argument, lengths: Lengths, reach: Reach, random: RandomGenerator): unknown {
  const filled = (entry: () => unknown, [axis, ...inner]: readonly string[] = axesOf(argument)): unknown =>
    axis === undefined ? entry() : Array.from({ length: lengths.get(axis)! }, () => filled(entry, inner));
  switch (argument.kind) {
    case "real":
    case "vector":
    case "array":
      return filled(() => number(argument, reach, random));
    case "probabilities":
    case "distributions": {
      const [classes, ...rows] = axesOf(argument).toReversed();
      return filled(() => distribution(lengths.get(classes!)!, reach, random), rows);
    }
    case "signs":
      return filled(() => (random.uniform() < 0.5 ? -1 : 1));
    case "label":
    case "labels": {
      const classes = typeof argument.classes === "string" ? lengths.get(argument.classes)! : argument.classes;
      const labels = filled(() => random.integer(0, classes - 1));
      return argument.kind === "labels" && argument.occurring
        ? everyClass(labels as number[], classes, random)
        : labels;
    }
    case "count":
      return argument.axis === undefined ? random.integer(argument.low, argument.high) : lengths.get(argument.axis)!;
    case "text":
      return "0.5";
    case "state":
      return Object.fromEntries(
        argument.fields.map((field) => [field.name, sampleArgument(field, lengths, reach, random)]),
      );
    case "options":
      return Object.fromEntries(argument.settings.flatMap((setting) => sampleSetting(setting, lengths, random)));
  }
}

/** Labels of which some are replaced so that every class occurs. */
function everyClass(labels: readonly number[], classes: number, random: RandomGenerator): number[] {
  return random.shuffle(labels.map((label, i) => (i < classes ? i : label)));
}

function distribution(length: number, reach: Reach, random: RandomGenerator): number[] {
  const spread = reach === "range" ? 3 : 300;
  const weights = Array.from({ length }, () => Math.exp(-random.uniform(0, spread)));
  const total = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / total);
}

/** One setting in three is left to its default, if it has one. */
function sampleSetting(setting: Setting, lengths: Lengths, random: RandomGenerator): [string, unknown][] {
  if (setting.kind !== "required" && random.uniform() < 1 / 3) return [];
  return [[setting.name, settingValue(setting, lengths, random)]];
}

function settingValue(setting: Setting, lengths: Lengths, random: RandomGenerator): unknown {
  switch (setting.kind) {
    case "flag":
      return random.uniform() < 0.5;
    case "choice":
      return setting.choices[random.integer(0, setting.choices.length - 1)];
    case "vectorSetting":
      return Array.from({ length: lengths.get(setting.axis)! }, () => random.uniform(setting.low, setting.high));
    default:
      return setting.whole ? random.integer(setting.low, setting.high) : random.uniform(setting.low, setting.high);
  }
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
