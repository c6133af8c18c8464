import type { FunctionDefinition, Value } from "../expression/evaluate.js";
import { EvaluationError, evaluateOn, isVector } from "../expression/evaluate.js";
import type { Expression } from "../expression/expression.js";
import type { Arithmetic } from "../numeric/arithmetic.js";
import type { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import type { Rational } from "../numeric/rational.js";
import { compareRational, parseDecimal, rational, roundRational } from "../numeric/rational.js";
import { RationalArithmetic } from "../numeric/rationalArithmetic.js";

/** What may be spent on one value. */
const mostOperations = 20_000;
/** A variable that hangs on more others, one behind the other, is left without a value. */
const deepest = 200;
const precisions = [64, 128, 512];

/** An expression and what its names stand for: a number, or a vector of numbers, known as exactly as it is asked for. */
export class Quantity {
  readonly expression: Expression;
  /** How many quantities stand behind each other in this one. */
  readonly depth: number;
  private readonly variables: ReadonlyMap<string, Quantity>;
  private readonly functions: ReadonlyMap<string, FunctionDefinition>;
  private readonly enclosures = new Map<number, Value<Interval>>();
  private fractions: Value<Rational | undefined> | undefined;
  private hasFractions = false;

  constructor(
    expression: Expression,
    variables: ReadonlyMap<string, Quantity> = new Map(),
    functions: ReadonlyMap<string, FunctionDefinition> = new Map(),
  ) {
    this.expression = expression;
    this.variables = new Map([...variables].filter(([, { depth }]) => depth < deepest));
    this.depth = 1 + Math.max(0, ...[...this.variables.values()].map(({ depth }) => depth));
    this.functions = functions;
  }

  /**
   * How many entries it has along each axis: none for a number, which a vector or matrix of one entry is too. A vector
   * that stands upright or lies down has one axis. Throws an EvaluationError if there is no value.
   */
  get shape(): readonly number[] {
    return shapeOf(this.exact()).filter((length) => length !== 1);
  }

  /** How many axes it has; undefined if there is no value. */
  get axes(): number | undefined {
    try {
      return shapeOf(this.exact()).length;
    } catch (error) {
      if (isEvaluationError(error)) return undefined;
      throw error;
    }
  }

  /** Its entries, row by row, or the one number that it is. */
  get entries(): Entry[] {
    const count = shapeOf(this.exact()).reduce((product, length) => product * length, 1);
    return Array.from({ length: count }, (_, i) => new Entry(this, i));
  }

  /** The value where fractions suffice; undefined, or undefined entries, where they don't. */
  exact(): Value<Rational | undefined> {
    if (!this.hasFractions) {
      this.fractions = this.on(new RationalArithmetic(), (variable) => variable.exact());
      this.hasFractions = true;
    }
    return this.fractions as Value<Rational | undefined>;
  }

  enclosure(precision: number): Value<Interval> {
    let value = this.enclosures.get(precision);
    if (value === undefined) {
      value = this.on(new IntervalArithmetic(precision), (variable) => variable.enclosure(precision));
      this.enclosures.set(precision, value);
    }
    return value;
  }

  /** The enclosure where a written number stands for every number that may have been rounded or cut off to it. */
  widened(which: Roundable): Value<Interval> {
    return this.on(new RoundedDecimals(which), (variable) => variable.widened(which));
  }

  /** Whether working the value out, with no more than `places` places, rounds nothing. */
  needsNoRounding(places: number): boolean {
    const arithmetic = new ShortDecimals(places);
    const value = this.on(arithmetic, (variable) => variable.exact());
    return arithmetic.isExact && numbersOf(value).every((entry) => entry !== undefined);
  }

  private on<T>(arithmetic: Arithmetic<T>, valued: (variable: Quantity) => Value<T>): Value<T> {
    const variables = new Map([...this.variables].map(([name, variable]) => [name, valued(variable)] as const));
    const value = evaluateOn(arithmetic, this.expression, { variables, functions: this.functions }, mostOperations);
    shapeOf(value);
    return value;
  }
}

/** Which written numbers may be rounded ones: decimals of four digits and more, all decimals, or whole numbers too. */
export type Roundable = "long decimals" | "decimals" | "all";

/** One number of a quantity. */
export class Entry {
  private readonly quantity: Quantity;
  private readonly place: number;

  constructor(quantity: Quantity, place: number) {
    this.quantity = quantity;
    this.place = place;
  }

  get exact(): Rational | undefined {
    return entryOf(this.quantity.exact(), this.place);
  }

  enclosure(precision: number): Interval {
    return entryOf(this.quantity.enclosure(precision), this.place);
  }

  widened(which: Roundable): Interval {
    return entryOf(this.quantity.widened(which), this.place);
  }

  /**
   * Negative, zero or positive as the number is less than, equal to or greater than x; zero also where 512 bits
   * show no difference. Undefined where the number may not exist, or is not known well enough to tell.
   */
  compare(x: Rational): number | undefined {
    const exact = this.exact;
    if (exact !== undefined) return compareRational(exact, x);
    return this.decide((enclosure) => (enclosure.isBelow(x) ? -1 : enclosure.isAbove(x) ? 1 : undefined));
  }

  /** As `compare`, with another number. */
  compareWith(other: Entry): number | undefined {
    const exact = other.exact;
    if (exact !== undefined) return this.compare(exact);
    return this.decide((enclosure, precision) => {
      const against = other.enclosure(precision);
      if (against.isEmpty || against.mayBeUndefined) return undefined;
      const at = new IntervalArithmetic(precision);
      return at.holds("<", enclosure, against) === true
        ? -1
        : at.holds(">", enclosure, against) === true
          ? 1
          : undefined;
    }, other);
  }

  /** The decimal to so many places after division by `scale`, or undefined where that cannot be told. */
  toFixed(places: number, scale: Rational): string | undefined {
    const exact = this.exact;
    if (exact !== undefined) return roundRational(divided(exact, scale), places).text;
    for (const precision of precisions) {
      const at = new IntervalArithmetic(precision);
      const text = at.divide(this.enclosure(precision), at.rational(scale)).toFixed(places);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  private decide(
    decision: (enclosure: Interval, precision: number) => number | undefined,
    other?: Entry,
  ): number | undefined {
    let exists = false;
    for (const precision of precisions) {
      const enclosure = this.enclosure(precision);
      const against = other?.enclosure(precision);
      if (enclosure.isEmpty || against?.isEmpty) return undefined;
      exists = !enclosure.mayBeUndefined && against?.mayBeUndefined !== true;
      const decided = exists ? decision(enclosure, precision) : undefined;
      if (decided !== undefined) return decided;
    }
    const finest = precisions.at(-1)!;
    return exists && isNarrow(this.enclosure(finest)) && (other === undefined || isNarrow(other.enclosure(finest)))
      ? 0
      : undefined;
  }
}

/** Whether an enclosure at the highest precision shows so many digits that agreement in all of them is no accident. */
function isNarrow(enclosure: Interval): boolean {
  const at = new IntervalArithmetic(64);
  const size = at.max(at.abs(enclosure), at.rational(rational(1)));
  return at.divide(at.subtract(enclosure, enclosure), size).isBelow(rational(1, 1n << 256n));
}

function entryOf<T>(value: Value<T>, place: number): T {
  return numbersOf(value)[place]!;
}

function numbersOf<T>(value: Value<T>): T[] {
  return isVector(value) ? value.flatMap(numbersOf) : [value];
}

/** How long a value is along each of its axes; an EvaluationError where its rows differ in length, or it is empty. */
function shapeOf(value: Value<unknown>): number[] {
  if (!isVector(value)) return [];
  const [first, ...others] = value.map(shapeOf);
  if (first === undefined) throw new EvaluationError("a vector without entries is not compared");
  if (others.some((shape) => shape.join() !== first.join())) throw new EvaluationError("the rows differ in length");
  return [value.length, ...first];
}

function divided(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Arithmetic in which a written number stands for all numbers within one unit of its last place. */
class RoundedDecimals extends IntervalArithmetic {
  private readonly which: Roundable;

  constructor(which: Roundable) {
    super(128);
    this.which = which;
  }

  override decimal(text: string): Interval {
    const places = placesOf(text);
    const value = super.decimal(text);
    if (this.which === "long decimals" ? !isLongDecimal(text) : places === 0 && this.which === "decimals") return value;
    const unit = this.rational(parseDecimal(`1e${-places}`));
    return this.hull(this.subtract(value, unit), this.add(value, unit));
  }
}

/** Arithmetic on fractions that notices when a result has more than `places` places. */
class ShortDecimals extends RationalArithmetic {
  isExact = true;
  private readonly unit: Rational;

  constructor(places: number) {
    super();
    this.unit = parseDecimal(`1e${-places}`);
  }

  override add(a: Rational | undefined, b: Rational | undefined): Rational | undefined {
    return this.noted(super.add(a, b));
  }

  override subtract(a: Rational | undefined, b: Rational | undefined): Rational | undefined {
    return this.noted(super.subtract(a, b));
  }

  override multiply(a: Rational | undefined, b: Rational | undefined): Rational | undefined {
    return this.noted(super.multiply(a, b));
  }

  override divide(a: Rational | undefined, b: Rational | undefined): Rational | undefined {
    return this.noted(super.divide(a, b));
  }

  override power(a: Rational | undefined, b: Rational | undefined): Rational | undefined {
    return this.noted(super.power(a, b));
  }

  private noted(result: Rational | undefined): Rational | undefined {
    if (result === undefined || divided(result, this.unit).denominator !== 1n) this.isExact = false;
    return result;
  }
}

/** How many digits a written number has after the point. */
export function placesOf(text: string): number {
  return /(?<=\.)\d*/.exec(text)?.[0].length ?? 0;
}

/** Whether a number has so many digits that it is likely a rounded one. */
export function isLongDecimal(text: string): boolean {
  return placesOf(text) > 0 && text.replace(/\D/g, "").replace(/^0+/, "").length >= 4;
}

/** Whether an error says that an expression has no value, rather than that something is amiss with the program. */
export function isEvaluationError(error: unknown): error is EvaluationError {
  return error instanceof EvaluationError;
}
