import type { Argument, Setting } from "../formula/argument.js";
import type { AnyFormula } from "../formula/formula.js";
import type { Lengths } from "./axes.js";
import { axesOf, axisNames, lengthsToTry } from "./axes.js";

type FastCheck = typeof import("fast-check");
type Arbitrary = import("fast-check").Arbitrary<unknown>;

/** Arguments in steps of 1/64, so that sums and products of two are doubles too; they shrink towards 0. */
export function argumentsOf(formula: AnyFormula, args: readonly Argument[], fc: FastCheck) {
  const lengths = [...axisNames(args)].map((axis) => {
    const [min, max] = lengthsToTry(formula, axis);
    return fc.integer({ min, max }).map((length) => [axis, length] as const);
  });
  return fc
    .tuple(...lengths)
    .map((entries): Lengths => new Map(entries))
    .chain((chosen) => fc.tuple(...args.map((argument) => argumentOf(argument, chosen, fc))));
}

function argumentOf(argument: Argument, lengths: Lengths, fc: FastCheck): Arbitrary {
  const filled = (entry: Arbitrary, axes: readonly string[] = axesOf(argument)): Arbitrary =>
    axes.reduceRight((inner, axis) => fixedArray(inner, lengths.get(axis)!, fc), entry);
  switch (argument.kind) {
    case "real":
    case "vector":
    case "array":
      return filled(grid(argument, fc));
    case "probabilities":
    case "distributions": {
      const [classes, ...rows] = axesOf(argument).toReversed();
      const weights = fixedArray(fc.integer({ min: 1, max: 64 }), lengths.get(classes!)!, fc);
      return filled(
        weights.map((entries) => shares(entries as number[])),
        rows,
      );
    }
    case "signs":
      return filled(fc.constantFrom(1, -1));
    case "label":
    case "labels": {
      const classes = typeof argument.classes === "string" ? lengths.get(argument.classes)! : argument.classes;
      const labels = filled(fc.integer({ min: 0, max: classes - 1 }));
      if (argument.kind === "label" || !argument.occurring) return labels;
      return labels.chain((found) => {
        const every = (found as number[]).map((label, i) => (i < classes ? i : label));
        return fc.shuffledSubarray(every, { minLength: every.length });
      });
    }
    case "count":
      return argument.axis === undefined
        ? fc.integer({ min: argument.low, max: argument.high })
        : fc.constant(lengths.get(argument.axis)!);
    case "text":
      return fc.constantFrom("0.5", "0.90", "33%");
    case "state":
      return fc.record(
        Object.fromEntries(argument.fields.map((field) => [field.name, argumentOf(field, lengths, fc)])),
      );
    case "options": {
      const settings = argument.settings.map((setting) => [setting.name, settingOf(setting, lengths, fc)] as const);
      const required = argument.settings.flatMap(({ kind, name }) => (kind === "required" ? [name] : []));
      return fc.record(Object.fromEntries(settings), { requiredKeys: required });
    }
  }
}

function settingOf(setting: Setting, lengths: Lengths, fc: FastCheck): Arbitrary {
  switch (setting.kind) {
    case "flag":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...setting.choices);
    case "vectorSetting":
      return fixedArray(grid(setting, fc), lengths.get(setting.axis)!, fc);
    default:
      return setting.whole
        ? fc.integer({ min: setting.low, max: setting.high })
        : fc.double({ min: setting.low, max: setting.high, noNaN: true, noDefaultInfinity: true });
  }
}

function grid({ low, high }: { readonly low: number; readonly high: number }, fc: FastCheck): Arbitrary {
  return fc.integer({ min: Math.ceil(low * 64), max: Math.floor(high * 64) }).map((k) => k / 64);
}

function fixedArray(entry: Arbitrary, length: number, fc: FastCheck): Arbitrary {
  return fc.array(entry, { minLength: length, maxLength: length });
}

/** Weights as parts of 1, up to the rounding of a double. */
function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / total);
}
