import { shorten } from "./plane.js";
import { type Movable, type Sliders, slidersFor } from "./sliders.js";

/**
 * The same thing at several values of one number, which a slider moves: `{ slider: "epoch", at: [0, 10, 100], of: [...] }`.
 */
export interface Frames<T> {
  /** What the number is, as it stands before the slider. */
  readonly slider: string;
  /** Its values, rising. */
  readonly at: readonly number[];
  /** The thing at each of them. */
  readonly of: readonly T[];
  /** Where the slider stands at first, and what the still image shows; default the last value. */
  readonly start?: number;
}

/** A thing, or frames of it. */
export type Framed<T> = T | Frames<T>;

/** The frames of a thing with the slider that moves through them; of a thing by itself, the one frame and no slider. */
export interface Reel<T> {
  readonly all: readonly T[];
  readonly at: readonly number[];
  readonly sliders: Sliders<Movable>;
  readonly moves: boolean;
  /** Which frame is shown at first. */
  readonly opening: number;
}

type Row = Readonly<Record<string, unknown>>;

/** How many numbers the frames of a chart may hold together. */
const mostNumbers = 60_000;
const mostRows = 3000;

/** Throws a RangeError where the values do not rise, or are not as many as the things. */
export function reelOf<T>(caller: string, subject: Framed<T>): Reel<T> {
  if (!isFrames(subject)) {
    return { all: [subject], at: [], sliders: slidersFor<Movable>([]), moves: false, opening: 0 };
  }
  const { slider, at, of, start = at.at(-1) } = subject;
  const say = (problem: string) => new RangeError(`${caller}: ${problem}`);
  if (at.length === 0) throw say(`there is no frame of ${slider}`);
  if (at.length !== of.length) throw say(`at has ${at.length} entries but of has ${of.length}`);
  if (!at.every((value, i) => Number.isFinite(value) && (i === 0 || value > at[i - 1]!))) {
    throw say(`the values of ${slider} do not rise: ${at.slice(0, 6).join(", ")}${at.length > 6 ? " …" : ""}`);
  }
  const opening = at.indexOf(start!);
  if (opening < 0) throw say(`start is ${start}, which is no value of ${slider}`);
  const step = (at.at(-1)! - at[0]!) / (at.length - 1);
  const isEven = at.length > 1 && at.every((value, i) => Math.abs(value - at[0]! - i * step) < 1e-9 * step);
  const movable: Movable = {
    symbol: slider,
    low: at[0]!,
    high: at.at(-1)!,
    whole: false,
    value: at[opening]!,
    ...(isEven ? { values: undefined, step: Number(step.toPrecision(12)) } : { values: at }),
  };
  const moves = at.length > 1;
  return { all: of, at, sliders: slidersFor(moves ? [movable] : []), moves, opening };
}

function isFrames<T>(subject: Framed<T>): subject is Frames<T> {
  return typeof subject === "object" && subject !== null && "slider" in subject && "at" in subject && "of" in subject;
}

/**
 * The rows of all frames as one table: what is the same in every frame stands there once, what changes as a list of which
 * the slider chooses.
 *
 * Throws a RangeError where frames have different numbers of rows, or all is too much for a notebook.
 */
export function packed(
  caller: string,
  { at, moves }: Pick<Reel<unknown>, "at" | "moves">,
  frames: readonly (readonly Row[])[],
) {
  const [first] = frames as [readonly Row[]];
  for (const [i, rows] of frames.entries()) {
    if (rows.length !== first.length)
      throw new RangeError(
        `${caller}: at ${at[i]} there are ${rows.length} rows but at ${at[0]} there are ${first.length}`,
      );
  }
  if (first.length > mostRows) {
    throw new RangeError(`${caller}: ${first.length} rows are too many for a chart, which holds ${mostRows} at most`);
  }
  const columns = [...new Set(first.flatMap((row) => Object.keys(row)))];
  const changing = columns.filter((column) =>
    frames.some((rows) => rows.some((row, i) => row[column] !== first[i]![column])),
  );
  const numbers = first.length * (columns.length + changing.length * frames.length);
  if (numbers > mostNumbers) {
    throw new RangeError(
      `${caller}: ${frames.length} frames of ${first.length} rows are too many for a chart; take fewer`,
    );
  }
  const values = first.map((row, i) =>
    Object.fromEntries(
      columns.map((column) =>
        changing.includes(column)
          ? [`${column}s`, frames.map((rows) => short(rows[i]![column]))]
          : [column, short(row[column])],
      ),
    ),
  );
  const transform = changing.map((column) => ({
    calculate: `datum[${JSON.stringify(`${column}s`)}][setting]`,
    as: column,
  }));
  return { data: { values }, ...(moves && transform.length > 0 ? { transform } : {}) };
}

function short(value: unknown): unknown {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) ? shorten(value) : null;
}

/** A title with what the slider says under it. */
export function titled(title: string, { sliders, moves }: Reel<unknown>, subtitle?: string) {
  if (!moves) return subtitle === undefined ? title : { text: title, subtitle };
  const note = subtitle === undefined ? "" : ` + ${JSON.stringify(`; ${subtitle}`)}`;
  return { text: title, subtitle: { expr: `${sliders.inWords}${note}` } };
}

/** The parameters of the slider, for the specification. */
export function framed({ sliders, moves }: Reel<unknown>) {
  return moves ? { params: sliders.params } : {};
}

/** The same frames of something made of each. */
export function mapFrames<T, U>(subject: Framed<T>, make: (one: T) => U): Framed<U> {
  return isFrames(subject) ? { ...subject, of: subject.of.map(make) } : make(subject);
}
