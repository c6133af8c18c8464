import { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import { callText, truthText } from "./measure.js";
import type { Route } from "./report.js";

const arithmetic = new IntervalArithmetic(256);

/** Keeps whether two enclosures of what should be the same number agree, point after point. */
export class Agreement {
  private readonly name: string;
  private readonly left: string;
  private readonly right: string;
  private refutation: Route | undefined;
  private count = 0;

  /** `left` and `right` name the two sources. */
  constructor(route: string, left: string, right: string) {
    this.name = route;
    this.left = left;
    this.right = right;
  }

  /** Enclosures that are too wide to tell anything (at a kink, after an overflow) do not count. */
  add(at: readonly unknown[], place: string, stated: Interval | undefined, truth: Interval): void {
    if (stated === undefined) {
      this.refutation ??= this.wrong(at, place, `${this.left} gives no number`);
      return;
    }
    if (!isTelling(stated) || !isTelling(truth)) return;
    this.count++;
    if (arithmetic.holds("==", stated, truth) !== false) return;
    this.refutation ??= {
      route: this.name,
      verdict: "wrong",
      detail: `${this.left} gives ${truthText(stated)}, ${this.right} ${truthText(truth)} at ${callText(at)}${place}`,
    };
  }

  /** Whether an enclosure, made at a point, still holds more than one number: two sides that differ. */
  hasKinkAt(value: Interval): boolean {
    return !value.isEmpty && !value.mayBeUndefined && value.isBounded && !isTelling(value);
  }

  wrong(at: readonly unknown[], place: string, detail: string): Route {
    return { route: this.name, verdict: "wrong", detail: `${detail} at ${callText(at)}${place}` };
  }

  unchecked(reason: string): Route {
    return { route: this.name, verdict: "unchecked", detail: reason };
  }

  route(what: string): Route {
    if (this.refutation !== undefined) return this.refutation;
    if (this.count === 0) return this.unchecked("no point could be decided");
    return { route: this.name, verdict: "confirmed", detail: `${what}; ${this.count} numbers` };
  }
}

/** Whether an enclosure determines some thirty digits. */
export function isTelling(value: Interval): boolean {
  if (value.isEmpty || value.mayBeUndefined || !value.isBounded) return false;
  const width = arithmetic.subtract(value, value);
  const size = arithmetic.abs(value);
  const relative = arithmetic.holds("<=", width, arithmetic.multiply(size, Interval.exact(2 ** -100)));
  return relative === true || width.isBelow(2 ** -200) || value.isPoint;
}
