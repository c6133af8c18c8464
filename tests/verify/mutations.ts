import type { Argument } from "../../src/formula/argument.js";
import { partialsOf } from "../../src/formula/describe.js";
import type { AnyExample, AnyFormula, AnyPartial } from "../../src/formula/formula.js";
import { isNone } from "../../src/formula/none.js";
import { variableNames } from "../../src/verify/bindings.js";

/** Where a fault is put. */
export type Part =
  | "expression"
  | "code"
  | "LaTeX"
  | "derivative"
  | "derivative's code"
  | "derivative's LaTeX"
  | "step"
  | "step's LaTeX"
  | "convention"
  | "example"
  | "law"
  | "textbook"
  | "tensor";

/** A definition with one fault in it. */
export interface Mutant {
  readonly part: Part;
  /** What was done, in words. */
  readonly fault: string;
  readonly formula: AnyFormula;
}

/** All slips of the kinds known here in all parts of a definition. */
export function mutantsOf(formula: AnyFormula): Mutant[] {
  return [
    ...expressionMutants(formula),
    ...codeMutants(formula),
    ...latexMutants(formula),
    ...partialsOf(formula).flatMap(([by, partial]) => partialMutants(formula, by, partial)),
    ...stepMutants(formula),
    ...formula.kinks.map((kink, i) =>
      mutant("convention", `${changed(kink)} of kink ${i + 1}`, formula, {
        kinks: replaced(formula.kinks, i, { ...kink, gives: moved(kink.gives, 3) }),
      }),
    ),
    ...formula.examples.map((example, i) =>
      mutant("example", `${changed(example)} of example ${i + 1}`, formula, {
        examples: replaced(formula.examples, i, { ...example, gives: stale(example.gives) }),
      }),
    ),
    ...formula.laws.flatMap((law, i) =>
      falseLaws(law.law).map((text) =>
        mutant("law", `the law ${text}`, formula, { laws: replaced(formula.laws, i, { ...law, law: text }) }),
      ),
    ),
    ...(isNone(formula.textbook)
      ? []
      : [mutant("textbook", "a thousandth more", formula, { textbook: scaledCode(formula.textbook, 1.001) })]),
    ...(isNone(formula.tensor)
      ? []
      : [mutant("tensor", "a thousandth more", formula, { tensor: scaledTensor(formula.tensor) })]),
  ];
}

function mutant(part: Part, fault: string, formula: AnyFormula, change: Partial<AnyFormula>): Mutant {
  return { part, fault, formula: { ...formula, ...change } };
}

function expressionMutants(formula: AnyFormula): Mutant[] {
  const { expr, args } = formula;
  if (isNone(expr)) return [];
  if (typeof expr === "string") {
    return slips(expr, args).map(({ fault, text }) => mutant("expression", fault, formula, { expr: text }));
  }
  return Object.entries(expr).flatMap(([field, fieldText]) =>
    slips(fieldText, args).map(({ fault, text }) =>
      mutant("expression", `${fault} for ${field}`, formula, { expr: { ...expr, [field]: text } }),
    ),
  );
}

/** Off in the last place where it counts; of what is claimed to be exact, off in the last place at all. */
function codeMutants(formula: AnyFormula): Mutant[] {
  // Of what has no expression, as it is drawn at random, only laws and examples speak.
  if (isNone(formula.expr)) return [];
  const units = 4 * (formula.accuracy.value + 2);
  return [
    mutant("code", `${units} units in the last place more`, formula, {
      value: scaledCode(formula.value, 1 + units * Number.EPSILON),
    }),
    mutant("code", "the other sign", formula, { value: scaledCode(formula.value, -1) }),
  ];
}

function latexMutants(formula: AnyFormula): Mutant[] {
  return latexSlips(formula.latex).map(({ fault, text }) => mutant("LaTeX", fault, formula, { latex: text }));
}

function partialMutants(formula: AnyFormula, by: string, partial: AnyPartial): Mutant[] {
  const change = (part: Part, fault: string, one: Partial<AnyPartial>) =>
    mutant(part, `${fault} by ${by}`, formula, {
      partials: { ...(formula.partials as Record<string, AnyPartial>), [by]: { ...partial, ...one } },
    });
  return [
    ...slips(partial.expr, formula.args).map(({ fault, text }) => change("derivative", fault, { expr: text })),
    ...latexSlips(partial.latex).map(({ fault, text }) => change("derivative's LaTeX", fault, { latex: text })),
    change("derivative's code", "the other sign", { value: scaledCode(partial.value, -1) }),
    change("derivative's code", "twice as much", { value: scaledCode(partial.value, 2) }),
  ];
}

function stepMutants(formula: AnyFormula): Mutant[] {
  const { derivation } = formula;
  if (isNone(derivation)) return [];
  const { of, steps } = derivation;
  return steps.flatMap((step, i) => {
    const change = (part: Part, fault: string, one: { expr: string } | { latex: string }) =>
      mutant(part, `${fault} in step ${i + 1}`, formula, {
        derivation: { of, steps: replaced(steps, i, { ...step, ...one }) },
      });
    return [
      ...slips(step.expr, formula.args).map(({ fault, text }) => change("step", fault, { expr: text })),
      ...latexSlips(step.latex).map(({ fault, text }) => change("step's LaTeX", fault, { latex: text })),
    ];
  });
}

interface Slip {
  readonly fault: string;
  readonly text: string;
}

/** What a hand may write in the place of what belongs there. */
const slipsOfSigns: readonly (readonly [RegExp, string])[] = [
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/ \* /g, " / "],
  [/ \/ /g, " * "],
  [/ < /g, " > "],
  [/ > /g, " < "],
  [/ <= /g, " > "],
  [/\bmax\(/g, "min("],
  [/\bmin\(/g, "max("],
  [/\bexp\(/g, "sinh("],
  [/\blog\(/g, "log1p("],
  [/\bsqrt\(/g, "abs("],
  [/\btanh\(/g, "sin("],
  // A number that is no place: one more.
  [/(?<![\w.[])\d+(?![\w.\]])/g, ""],
];

/** All texts with one slip. */
export function slips(text: string, args: readonly Argument[]): Slip[] {
  const signs = slipsOfSigns.flatMap(([pattern, wrong]) =>
    [...text.matchAll(pattern)].map(({ 0: right, index }) => {
      const instead = wrong === "" ? String(Number(right) + 1) : wrong;
      const changedText = text.slice(0, index) + instead + text.slice(index + right.length);
      return { fault: `${instead.trim()} for ${right.trim()}`, text: changedText };
    }),
  );
  const names = variableNames(args).filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const swaps = names.slice(1).map((name, i) => {
    const other = names[i]!;
    const swapped = text.replace(new RegExp(`\\b(?:${name}|${other})\\b`, "g"), (found) =>
      found === name ? other : name,
    );
    return { fault: `${name} for ${other} and the reverse`, text: swapped };
  });
  return [...signs, ...swaps, { fault: "twice as much", text: `2 * (${text})` }];
}

/** Slips on the right of a piece of LaTeX, outside of cases, whose conditions may overlap, and of what is said besides. */
function latexSlips(text: string): Slip[] {
  const left = /^.*?(?:=|\\leftarrow)/s.exec(text)?.[0].length ?? 0;
  const right = text.slice(left).split("\\quad")[0]!;
  if (/cases|\\dots/.test(right)) return [];
  const patterns: readonly (readonly [RegExp, string])[] = [
    [/ \+ /g, " - "],
    [/ - /g, " + "],
    [/\\ln/g, "\\exp"],
    [/\\tanh/g, "\\sin"],
    [/\\max/g, "\\min"],
    // Not the number of a name, and no bound of a sum.
    [/(?<![\w.\\=_]|_\{|\\[a-z]+\{?)\d+(?![\w.])(?=[^=]*$)/g, ""],
    [/(?<=\\frac\{)\d+(?=\})/g, ""],
  ];
  return patterns.flatMap(([pattern, wrong]) =>
    [...right.matchAll(pattern)].map(({ 0: found, index }) => {
      const instead = wrong === "" ? String(Number(found) + 1) : wrong;
      const slipped = right.slice(0, index) + instead + right.slice(index + found.length);
      return {
        fault: `${instead.trim()} for ${found.trim()}`,
        text: text.slice(0, left) + slipped + text.slice(left + right.length),
      };
    }),
  );
}

/** The law with its relation turned into one that fails wherever the law holds, and with one side moved. */
function falseLaws(law: string): string[] {
  let depth = 0;
  for (let i = 0; i < law.length; i++) {
    if ("([".includes(law[i]!)) depth++;
    if (")]".includes(law[i]!)) depth--;
    const relation = depth === 0 ? /^(?:==|>=|<=|!=|>|<)/.exec(law.slice(i))?.[0] : undefined;
    if (relation === undefined) continue;
    const [left, right] = [law.slice(0, i), law.slice(i + relation.length)];
    if (relation === "==") return [`${left}== 1 + (${right.trim()})`];
    const opposite = { ">=": "<", "<=": ">", ">": "<", "<": ">", "!=": "==" }[relation];
    return [`${left}${opposite}${right}`];
  }
  return [];
}

type Code = (...args: readonly unknown[]) => unknown;

function scaledCode(code: (...args: never[]) => unknown, factor: number): AnyFormula["value"] {
  return ((...args: readonly unknown[]) => scaled((code as Code)(...args), factor)) as AnyFormula["value"];
}

function scaled(value: unknown, factor: number): unknown {
  if (typeof value === "number") return value * factor;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.map((entry) => scaled(entry, factor));
  return Object.fromEntries(Object.entries(value as object).map(([field, entry]) => [field, scaled(entry, factor)]));
}

function scaledTensor(tensor: Exclude<AnyFormula["tensor"], { none: string }>): AnyFormula["tensor"] {
  return ((tf: { mul(a: never, b: number): unknown }, ...args: never[]) => {
    const result = (tensor as Code)(tf, ...args);
    const more = (one: unknown) => tf.mul(one as never, 1.001);
    if (typeof result === "object" && result !== null && "arraySync" in result) return more(result);
    return Object.fromEntries(Object.entries(result as object).map(([field, one]) => [field, more(one)]));
  }) as AnyFormula["tensor"];
}

/** A result with every number moved. */
function moved(value: unknown, by: number): unknown {
  if (typeof value === "number") return value + by;
  if (Array.isArray(value)) return value.map((entry) => moved(entry, by));
  return value;
}

/** A result whose first number is another one. */
function stale(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return Number.isFinite(value) ? value + Math.max(1, Math.abs(value)) : 0;
  if (Array.isArray(value)) return value.map((entry, i) => (i === 0 ? stale(entry) : entry));
  const { approximately } = value as { approximately?: string };
  if (approximately !== undefined) {
    // The last digit, or one that a double still shows: at an infinity only the code speaks.
    const places = Array.from(approximately.split("e")[0]!.matchAll(/\d/g), ({ index }) => index);
    const at = places[Math.min(places.length, 12) - 1]!;
    const digit = (Number(approximately[at]) + 5) % 10;
    const digits = approximately.slice(0, at) + digit + approximately.slice(at + 1);
    return { approximately: digits };
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([field, entry], i) => [field, i === 0 ? stale(entry) : entry]),
  );
}

function changed({ of }: AnyExample): string {
  return of === undefined ? "the result" : `the derivative by ${of}`;
}

function replaced<T>(list: readonly T[], i: number, entry: T): T[] {
  return list.map((one, k) => (k === i ? entry : one));
}
