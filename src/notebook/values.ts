/** Whether what was printed twice says the same. */
import { Numeral } from "./json.js";

/** Where two values first disagree. */
export interface Disagreement {
  /** The place, such as `line 3` or `.data.values[2].y`; empty where it is the whole. */
  readonly at: string;
  readonly kept: string;
  readonly fresh: string;
}

/** The first line in which two texts disagree; undefined where they agree. */
export function differingText(kept: string, fresh: string): Disagreement | undefined {
  if (kept === fresh) return undefined;
  const [before, after] = [kept, fresh].map((text) => text.trimEnd().split("\n")) as [string[], string[]];
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const [one, other] = [before[i], after[i]];
    if (one !== undefined && other !== undefined && linesAgree(one, other)) continue;
    const at = before.length === 1 && after.length === 1 ? "" : `line ${i + 1}`;
    return { at, kept: one ?? "no such line", fresh: other ?? "no such line" };
  }
  return undefined;
}

/** The first place at which two JSON values disagree; undefined where they agree. The ids of widgets are new each time. */
export function differingPart(kept: unknown, fresh: unknown, at = ""): Disagreement | undefined {
  if (isNumber(kept) && isNumber(fresh)) {
    const [one, other] = [kept, fresh].map(numeralOf) as [string, string];
    return numbersAgree(one, other) ? undefined : { at, kept: one, fresh: other };
  }
  if (isObject(kept) && isObject(fresh) && Array.isArray(kept) === Array.isArray(fresh)) {
    for (const key of new Set([...Object.keys(kept), ...Object.keys(fresh)])) {
      if (key === "model_id") continue;
      const place = Array.isArray(kept) ? `${at}[${key}]` : `${at}.${key}`;
      const difference = differingPart(kept[key], fresh[key], place);
      if (difference) return difference;
    }
    return undefined;
  }
  const [one, other] = [kept, fresh].map((value) => JSON.stringify(value) ?? "absent") as [string, string];
  return linesAgree(one, other) ? undefined : { at, kept: one, fresh: other };
}

const number = /((?<![\w.])[-+−]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)/i;
/** What a run takes of time: `1.2 s`, `0:03`, `12 steps/s`. */
const times =
  /\d+(?:\.\d+)?\s?\S{0,12}\/(?:s|ms|sec|min)\b|\d+(?:\.\d+)?\s?(?:ns|µs|μs|us|ms|s|sec|secs|seconds?|min|mins|minutes?|h|hours?)\b(?!\s?[/·²^])|\b\d+:\d\d(?::\d\d)?\b/g;

/** Several of these in a row, such as `38.1/s · took 2 min 5 s`; which of them are told depends on how long it took, too. */
const severalTimes = /(?:took )?⧗(?: each| left)?(?:[\s·]*(?:took )?⧗(?: each| left)?)*/g;

function linesAgree(kept: string, fresh: string): boolean {
  if (kept === fresh) return true;
  const [before, after] = [kept, fresh].map((line) => {
    const timeless = line.replace(times, "⧗").replace(severalTimes, "⧗");
    // Columns are as wide as what stands in them.
    return timeless
      .replace(/[\s─━-]{2,}/g, " ")
      .trim()
      .split(number);
  }) as [string[], string[]];
  if (before.length !== after.length) return false;
  // What a pattern in brackets splits by stands at the odd places.
  return before.every((part, i) => (i % 2 === 0 ? part === after[i] : numbersAgree(part, after[i]!)));
}

/** Whole doubles may differ in their last bits, and whole float32s in theirs, from one machine or backend to another. */
const double = { digits: 15, tolerance: 1e-13 };
const single = { digits: 9, tolerance: 1e-5 };

/** Whether two printed numbers agree to the digits of the one that has fewer. Whole numbers agree when they are equal. */
function numbersAgree(kept: string, fresh: string): boolean {
  const [a, b] = [kept, fresh].map((text) => Number(text.replace("−", "-"))) as [number, number];
  if (a === b) return true;
  if (Number.isInteger(a) && Number.isInteger(b)) return false;
  const digits = Math.max(...[kept, fresh].map(digitsOf));
  const isSingle = digits >= single.digits && Math.fround(a) === a && Math.fround(b) === b;
  const { tolerance } = isSingle ? single : double;
  if ((isSingle || digits >= double.digits) && Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))) {
    return true;
  }
  const decimals = Math.min(...[kept, fresh].map(decimalsOf));
  return decimals > 0 && decimals <= 100 && a.toFixed(decimals) === b.toFixed(decimals);
}

function digitsOf(text: string): number {
  return text.replace(/e.*/i, "").replace(/\D/g, "").replace(/^0+/, "").length;
}

/** How many places behind the point a number is printed to. */
function decimalsOf(text: string): number {
  const [, fraction = "", exponent = "0"] = /(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(text)!;
  return fraction.length - Number(exponent);
}

function isNumber(value: unknown): value is number | Numeral {
  return typeof value === "number" || value instanceof Numeral;
}

function numeralOf(value: number | Numeral): string {
  return value instanceof Numeral ? value.text : String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
