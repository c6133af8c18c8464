import { describe, expect, test } from "vitest";
import type { Argument, Setting } from "../../src/formula/argument.js";
import { literal, partialsOf } from "../../src/formula/describe.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { formulas } from "../../src/formulas/index.js";

type Code = (...args: unknown[]) => unknown;
type Path = readonly (string | number)[];

/** A place for a value: an argument, a field of a state, or an option. */
interface Slot {
  readonly path: Path;
  readonly of: Argument | Setting;
  readonly isOption: boolean;
  /** How deep its arrays are; 0 for what is no array. */
  readonly depth: number;
  readonly axes: readonly string[];
}

/** A formula with arguments that it takes, and its code and that of its derivatives. */
interface Subject {
  readonly formula: AnyFormula;
  readonly at: readonly unknown[];
  readonly slots: readonly Slot[];
  readonly codes: readonly [title: string, code: Code][];
}

const subjects = Object.values(formulas as Readonly<Record<string, AnyFormula>>).map(subjectOf);

/** One call that must come out in a certain way. */
interface Case {
  readonly at: readonly unknown[];
  /** What is wrong with how it came out, if anything. */
  readonly judge: (outcome: Outcome) => string | undefined;
}

type Outcome = { readonly thrown: unknown } | { readonly result: unknown };

rule("a value of another kind is a TypeError that names the function and the argument", ({ formula, at, slots }) =>
  slots.flatMap((slot) =>
    valuesOfAnotherKind(slot, valueAt(at, slot.path)).map((value) => ({
      at: replaced(at, slot.path, value),
      judge: throws(TypeError, new RegExp(`^${formula.name}: .*\\b${slot.of.name}\\b`)),
    })),
  ),
);

rule("a number where options belong is a TypeError that shows an example", ({ formula, at }) =>
  optionsPlaces(formula).map((place) => ({
    at: replaced(at, [place], 0),
    judge: throws(TypeError, new RegExp(`^${formula.name}: options must be an object such as \\{ .+ \\} but is 0$`)),
  })),
);

rule("an option that there is not is a TypeError that names those that there are", ({ formula, at }) =>
  optionsPlaces(formula).map((place) => ({
    at: replaced(at, [place, "nonesuch"], 1),
    judge: throws(TypeError, new RegExp(`^${formula.name}: there is no option nonesuch, only `)),
  })),
);

rule("an option that cannot be left out is missed by name", ({ formula, at, slots }) =>
  slots
    .filter(({ of }) => of.kind === "required")
    .map((slot) => ({
      at: replaced(at, slot.path, undefined),
      judge: throws(TypeError, new RegExp(`^${formula.name}: option ${slot.of.name} is missing$`)),
    })),
);

rule("nothing in a vector is a RangeError, or what an example says", ({ formula, at, slots }) => {
  const arrays = slots.filter(({ depth, isOption }) => depth > 0 && !isOption);
  const isSaid = formula.examples.some((example) => arrays.some(({ path }) => isEmpty(valueAt(example.at, path))));
  const allEmpty = arrays.reduce((args, { path }) => replaced(args, path, []), at);
  const judge = throws(RangeError, new RegExp(`^${formula.name}: `));
  const one = arrays.map(({ path }) => ({ at: replaced(at, path, []), judge }));
  if (arrays.length === 0 || isSaid) return arrays.length > 1 ? one : [];
  return [...one, { at: allEmpty, judge }];
});

rule("lengths that differ are a RangeError that names both", ({ formula, at, slots }) =>
  slots.flatMap((slot) =>
    slot.axes.flatMap((axis, depth) => {
      const given = slots.filter(({ path, axes }) => axes.includes(axis) && valueAt(at, path) !== undefined);
      const [other] = given.filter(({ path }) => path !== slot.path);
      if (other === undefined) return [];
      const length = lengthAlong(valueAt(at, other.path), other.axes.indexOf(axis));
      const value = valueAt(at, slot.path) ?? Array.from({ length }, () => 0.5);
      const judge = throws(RangeError, new RegExp(`^${formula.name}: .+ has \\d+ .*but .+ has \\d+`));
      return [{ at: replaced(at, slot.path, longerAlong(value, depth)), judge }];
    }),
  ),
);

rule("a ragged matrix is a RangeError that names both lengths", ({ formula, at, slots }) =>
  slots
    .filter(({ depth }) => depth > 1)
    .flatMap((slot) => {
      const value = valueAt(at, slot.path) as unknown[][];
      const [row] = value;
      const ragged = [...value, [...row!, row![0]]];
      const judge = throws(RangeError, new RegExp(`^${formula.name}: .+ has \\d+ .*but .+ has \\d+`));
      return [{ at: replaced(at, slot.path, ragged), judge }];
    }),
);

rule(
  "NaN in is NaN out, or what an example says",
  ({ formula, at, slots }) =>
    slots
      .filter(
        ({ of, isOption }) =>
          !isOption && ["real", "vector", "probabilities", "array", "distributions"].includes(of.kind),
      )
      .filter(({ path }) => !formula.examples.some((example) => hasNaN(valueAt(example.at, path))))
      .flatMap(({ path, depth }) => {
        const value = valueAt(at, path);
        const places =
          depth === 1 ? (value as unknown[]).map((_, i) => [i]) : depth > 1 ? [firstLeaf(value, depth)] : [];
        const spoilt = places.map((place) => replaced(at, [...path, ...place], Number.NaN));
        return [...spoilt, replaced(at, path, filledWith(value, Number.NaN))].map((args) => ({
          at: args,
          judge: givesNaN,
        }));
      }),
  "value",
);

rule("NaN in is NaN out of the derivative of a function of one number", ({ formula, at }) =>
  formula.args[0]!.kind === "real" && formula.args.filter(({ kind }) => kind !== "options").length === 1
    ? [{ at: replaced(at, [0], Number.NaN), judge: givesNaN }]
    : [],
);

rule(
  "infinities give numbers of the same shape, unless they are outside the domain",
  ({ formula, at, slots }) => {
    const shape = shapeOf((formula.value as Code)(...structuredClone(at)));
    return slots
      .filter(({ of }) => ["real", "vector", "probabilities", "array", "distributions"].includes(of.kind))
      .flatMap(({ path, depth, of }) =>
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((infinity) => {
          const place = firstLeaf(valueAt(at, path), depth);
          const judge = (outcome: Outcome) =>
            "thrown" in outcome
              ? isOutside(of, infinity)
                ? throws(RangeError, new RegExp(`^${formula.name}: `))(outcome)
                : `throws ${outcome.thrown}`
              : shapeOf(outcome.result) === shape
                ? undefined
                : `gives ${literal(outcome.result)}`;
          return { at: replaced(at, [...path, ...place], infinity), judge };
        }),
      );
  },
  "value",
);

rule("a negative probability is a RangeError", ({ formula, at, slots }) =>
  slots
    .filter(({ of }) => of.kind === "probabilities" || of.kind === "distributions")
    .map(({ path, depth }) => ({
      at: replaced(at, [...path, ...firstLeaf(valueAt(at, path), depth)], -0.25),
      judge: throws(RangeError, new RegExp(`^${formula.name}: .+ is -0.25 but probabilities are not negative$`)),
    })),
);

rule("a label outside its set is a RangeError that names the set", ({ formula, at, slots }) =>
  slots.flatMap(({ path, of, depth }) =>
    labelsOutside(of, slots, at).map((wrong) => ({
      at: replaced(at, [...path, ...firstLeaf(valueAt(at, path), depth)], wrong),
      judge: throws(RangeError, new RegExp(`^${formula.name}: .+ is ${wrong} but .+`)),
    })),
  ),
);

rule("a count that is none is a RangeError", ({ formula, at, slots }) =>
  slots.flatMap(({ path, of }) =>
    of.kind === "count"
      ? [of.domain[0] - 1, of.domain[0] + 0.5, Number.NaN].map((wrong) => ({
          at: replaced(at, path, wrong),
          judge: throws(RangeError, new RegExp(`^${formula.name}: .+ is ${wrong} but must be `)),
        }))
      : [],
  ),
);

rule("an option outside its domain is a RangeError", ({ formula, at, slots }) =>
  slots.flatMap(({ path, of, isOption }) =>
    isOption && "domain" in of && of.kind !== "vectorSetting"
      ? [...justOutside(of), ...("whole" in of && of.whole ? [of.low + 0.5] : [])].map((wrong) => ({
          at: replaced(at, path, wrong),
          judge: throws(RangeError, new RegExp(`^${formula.name}: .*${of.name} is ${wrong} but must be `)),
        }))
      : [],
  ),
);

rule("an argument outside its domain is a RangeError or NaN", ({ formula, at, slots }) =>
  slots.flatMap(({ path, of, depth, isOption }) =>
    !isOption && "domain" in of && ["real", "vector", "array"].includes(of.kind)
      ? justOutside(of).map((wrong) => ({
          at: replaced(at, [...path, ...firstLeaf(valueAt(at, path), depth)], wrong),
          judge: (outcome: Outcome) =>
            "thrown" in outcome ? throws(RangeError, new RegExp(`^${formula.name}: `))(outcome) : givesNaN(outcome),
        }))
      : [],
  ),
);

/** A test of each formula: all cases, of the formula and of its derivatives unless it is the value alone. */
function rule(title: string, casesOf: (subject: Subject) => readonly Case[], only?: "value"): void {
  const chosen = subjects.flatMap((subject) => {
    const cases = casesOf(subject);
    return cases.length === 0 ? [] : [[subject.formula.name, subject, cases] as const];
  });
  describe(title, () => {
    test.each(chosen)("%s", (_name, { codes }, cases) => {
      const faults = codes.slice(0, only && 1).flatMap(([title, code]) =>
        cases.flatMap(({ at, judge }) => {
          const fault = judge(outcomeOf(code, at));
          return fault === undefined ? [] : [`${title}(${at.map(shown).join(", ")}) ${fault}`];
        }),
      );
      expect(faults).toEqual([]);
    });
  });
}

function subjectOf(formula: AnyFormula): Subject {
  const value = formula.value as Code;
  const finite = formula.examples.filter(({ of, at }) => of === undefined && leavesOf(at).every(isOrdinary));
  const size = (at: readonly unknown[]) => leavesOf(at).length;
  const [example] = finite.toSorted((a, b) => size(b.at) - size(a.at));
  if (example === undefined) throw new Error(`${formula.name} has no example of finite numbers`);
  const codes = [
    [formula.name, value] as const,
    ...partialsOf(formula).map(([by, partial]) => [`${formula.name} by ${by}`, partial.value as Code] as const),
  ];
  return {
    formula,
    at: example.at,
    slots: slotsOf(formula.args, example.at),
    codes: codes.map(([title, code]) => [title, code]),
  };
}

function slotsOf(args: readonly Argument[], at: readonly unknown[]): Slot[] {
  return args
    .flatMap((argument, i): Slot[] => {
      if (argument.kind === "state") {
        return argument.fields.map((field) => slot([i, field.name], field, false));
      }
      if (argument.kind === "options") {
        return argument.settings.map((setting) => slot([i, setting.name], setting, true));
      }
      return [slot([i], argument, false)];
    })
    .filter(({ isOption, path }) => !isOption || path.length > 0 || at.length > 0);
}

function slot(path: Path, of: Argument | Setting, isOption: boolean): Slot {
  const axes = "axes" in of ? of.axes : "axis" in of && of.axis !== undefined && of.kind !== "count" ? [of.axis] : [];
  return { path, of, isOption, axes, depth: axes.length };
}

function optionsPlaces({ args }: AnyFormula): number[] {
  return args.flatMap(({ kind }, i) => (kind === "options" ? [i] : []));
}

function valuesOfAnotherKind({ of, depth, isOption, path }: Slot, value: unknown): unknown[] {
  if (of.kind === "flag") return [1, "yes", null];
  if (of.kind === "choice") return [1, true, null];
  if (of.kind === "text") return [0.9, null, undefined, ["0.9"]];
  if (depth === 0) return [null, "2", true, [1], {}, () => 1, ...(isOption ? [] : [undefined])];
  const whole = [null, 3, "23", true, {}, () => 1, ...(isOption ? [] : [undefined])];
  if (value === undefined) return whole;
  const leaf = firstLeaf(value, depth);
  const entries = ["2", null, undefined, true, [1]].map((entry) => replaced([value], [0, ...leaf], entry)[0]);
  const flat = depth > 1 ? [leavesOf(value)] : [];
  return path.length > 0 ? [...whole, ...entries, ...flat] : [];
}

function labelsOutside(of: Argument | Setting, slots: readonly Slot[], at: readonly unknown[]): number[] {
  if (of.kind === "signs") return [0, 2, 0.5];
  if (of.kind !== "labels" && of.kind !== "label") return [];
  const { classes } = of;
  // Where any number may be a label, the domain says so.
  if (typeof classes === "number") return [0.5, Number.NaN, ...[-1, classes].filter((label) => isOutside(of, label))];
  const along = slots.find(({ axes, path }) => axes.includes(classes) && valueAt(at, path) !== undefined);
  if (along === undefined) return [-1, 0.5, Number.NaN];
  return [-1, 0.5, Number.NaN, lengthAlong(valueAt(at, along.path), along.axes.indexOf(classes))];
}

interface Ranged {
  readonly domain: readonly [number, number];
}

/** Numbers outside a domain and close to it. */
function justOutside({ domain: [low, high] }: Ranged): number[] {
  const below = low === Number.MIN_VALUE ? [0, -1] : Number.isFinite(low) ? [low - 1] : [];
  const above = high === 1 - 2 ** -53 ? [1] : Number.isFinite(high) && high < Number.MAX_SAFE_INTEGER ? [high + 1] : [];
  return [...below, ...above];
}

function isOutside(of: Argument | Setting, x: number): boolean {
  return "domain" in of && !(x >= of.domain[0] && x <= of.domain[1]);
}

function throws(kind: typeof RangeError | typeof TypeError, message: RegExp) {
  return (outcome: Outcome): string | undefined => {
    if (!("thrown" in outcome)) return `gives ${literal(outcome.result)}, no ${kind.name}`;
    const error = outcome.thrown as Error;
    if (!(error instanceof kind)) return `throws ${error}, no ${kind.name}`;
    return message.test(error.message) ? undefined : `says "${error.message}", not ${message}`;
  };
}

function givesNaN(outcome: Outcome): string | undefined {
  if ("thrown" in outcome) return `throws ${outcome.thrown}`;
  return hasNaN(outcome.result) ? undefined : `gives ${literal(outcome.result)}`;
}

function outcomeOf(code: Code, at: readonly unknown[]): Outcome {
  try {
    return { result: code(...at) };
  } catch (thrown) {
    return { thrown };
  }
}

function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string | number, unknown> | undefined)?.[key], whole);
}

/** A copy in which the value at `path` is another; options that were left out are made. */
function replaced(whole: readonly unknown[], path: Path, value: unknown): unknown[] {
  const put = (part: unknown, [key, ...rest]: Path): unknown => {
    if (key === undefined) return value;
    const inner = put((part as Record<string | number, unknown> | undefined)?.[key], rest);
    if (!Array.isArray(part)) return { ...(part as object), [key]: inner };
    const copy: unknown[] = [...part];
    copy[key as number] = inner;
    return copy;
  };
  return put(whole, path) as unknown[];
}

function firstLeaf(value: unknown, depth: number): Path {
  return Array.from({ length: value === undefined ? 0 : depth }, () => 0);
}

function longerAlong(value: unknown, axis: number): unknown {
  const entries = value as unknown[];
  if (axis > 0) return entries.map((entry) => longerAlong(entry, axis - 1));
  return [...entries, structuredClone(entries.at(-1))];
}

function lengthAlong(value: unknown, axis: number): number {
  const entries = value as unknown[];
  return axis === 0 ? entries.length : lengthAlong(entries[0], axis - 1);
}

function filledWith(value: unknown, x: number): unknown {
  return Array.isArray(value) ? value.map((entry) => filledWith(entry, x)) : x;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function leavesOf(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap(leavesOf);
}

/** Whether a leaf is an argument that any rule may begin from. */
function isOrdinary(leaf: unknown): boolean {
  return typeof leaf !== "number" || Number.isFinite(leaf);
}

function hasNaN(value: unknown): boolean {
  return leavesOf(value).some((leaf) => Number.isNaN(leaf));
}

/** The value with every number a 0. */
function shapeOf(value: unknown): string {
  return JSON.stringify(value, (_key, entry) => (typeof entry === "number" ? 0 : entry));
}

function shown(value: unknown): string {
  return typeof value === "function" ? "a function" : value === undefined ? "undefined" : literal(value);
}
