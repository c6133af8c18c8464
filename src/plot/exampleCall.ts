import type { Argument } from "../formula/argument.js";
import { isNone } from "../formula/none.js";

/** What a formula is plotted from. */
export interface PlottedExamples {
  readonly args: readonly Argument[];
  readonly partials: object;
  readonly examples?: readonly { readonly of?: string | undefined; readonly at: readonly unknown[] }[];
}

const longest = 4;

/**
 * Small calls to start from, the best first: of the worked examples those whose numbers are all finite, if possible with
 * two to four entries a row. A loss, which is a mean over examples and has slopes, is looked at for one example.
 */
export function exampleCalls({ args, partials, examples = [] }: PlottedExamples): readonly (readonly unknown[])[] {
  const given = examples.filter(({ of, at }) => of === undefined && at.every(isFinitely)).map(({ at }) => at);
  const rows = (at: readonly unknown[]) => at.flatMap((value) => (isArrayLike(value) ? lengthsOf(value) : []));
  const isSmall = (at: readonly unknown[]) => rows(at).every((length) => length > 1 && length <= longest);
  const short = given.map((at) => shortened(args, at, !isNone(partials)));
  const middles = args.flatMap((argument) => {
    if (argument.kind === "real") return [(argument.low + argument.high) / 2];
    return argument.kind === "count" ? [Math.round((argument.low + argument.high) / 2)] : [];
  });
  const areAll = middles.length === args.filter(({ kind }) => kind !== "options").length;
  return [...short.filter(isSmall), ...short, ...given, ...(areAll ? [middles] : [])];
}

function shortened(args: readonly Argument[], at: readonly unknown[], hasSlopes: boolean): readonly unknown[] {
  const [first] = args;
  const isLoss = hasSlopes && first !== undefined && "name" in first && /^(yTrue|labels)$/.test(first.name);
  const vectors = args.filter(({ kind }) => kind !== "options");
  if (isLoss && vectors.every(({ kind }) => kind !== "probabilities")) {
    return at.map((value) => (isArrayLike(value) ? Array.from(value).slice(0, 1) : value));
  }
  if (!vectors.every(({ kind }) => kind === "vector")) return at;
  return at.map((value) => (isArrayLike(value) ? Array.from(value).slice(0, longest) : value));
}

/** The lengths of the innermost rows. */
function lengthsOf(value: ArrayLike<unknown>): number[] {
  const entries = Array.from(value);
  return entries.some(isArrayLike)
    ? entries.flatMap((entry) => (isArrayLike(entry) ? lengthsOf(entry) : []))
    : [value.length];
}

function isFinitely(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return true;
  return typeof value === "object" && value !== null ? Object.values(value).every(isFinitely) : true;
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return typeof value === "object" && value !== null && "length" in value;
}
