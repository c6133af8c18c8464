/** Numbers in a row: an array or a typed array. Shape `(n)`. */
export type Vector = ArrayLike<number>;

/** Rows of numbers, each an array or a typed array. Shape `(n, d)`. */
export type Matrix = ArrayLike<Vector>;

/** Numbers by row, column and channel. Shape `(height, width, channels)`. */
export type Image = ArrayLike<Matrix>;

/** Convolution kernels by row, column, input and output channel. */
export type Kernel = ArrayLike<Image>;

/** What an argument of a formula is: its name in code, its symbol, and the values it takes. */
export type Argument =
  | RealArgument<string>
  | VectorArgument<string>
  | ProbabilitiesArgument<string>
  | SignsArgument<string>
  | CountArgument<string>
  | ArrayArgument<string, Axes>
  | DistributionsArgument<string>
  | LabelsArgument<string>
  | LabelArgument<string>
  | TextArgument<string>
  | StateArgument<string, readonly Argument[]>
  | OptionsArgument<readonly Setting[]>;

/** What all arguments that stand for numbers share. */
interface Numeric<Kind extends string, Name extends string> {
  readonly kind: Kind;
  readonly name: Name;
  /** The symbol in LaTeX. */
  readonly latex: string;
  /** The range worth looking at; samples fill it, and go beyond it up to `domain`. */
  readonly low: number;
  readonly high: number;
  /** All values that are allowed, as a closed range. */
  readonly domain: readonly [number, number];
}

export interface RealArgument<Name extends string> extends Numeric<"real", Name> {}
export interface VectorArgument<Name extends string> extends Numeric<"vector", Name>, Along {}
export interface ProbabilitiesArgument<Name extends string> extends Numeric<"probabilities", Name>, Along {}
export interface SignsArgument<Name extends string> extends Numeric<"signs", Name>, Along {}
export interface CountArgument<Name extends string> extends Numeric<"count", Name> {
  /** The axis whose length this is, if it is one's. */
  readonly axis: string | undefined;
}

/** Axes by name: arguments that share a name are equally long along it. */
export type Axes =
  | readonly [string, string]
  | readonly [string, string, string]
  | readonly [string, string, string, string];

/** What arguments of one axis share. */
interface Along {
  /** The axis's name; `n` where none is given. */
  readonly axis: string;
}

export interface ArrayArgument<Name extends string, A extends Axes> extends Numeric<"array", Name> {
  readonly axes: A;
}

/** A matrix whose every row is a distribution. */
export interface DistributionsArgument<Name extends string> extends Numeric<"distributions", Name> {
  readonly axes: readonly [string, string];
}

/** Whole numbers from 0, each the number of a class. */
export interface LabelsArgument<Name extends string> extends Numeric<"labels", Name>, Along {
  /** How many classes there are, or the axis along which they lie. */
  readonly classes: number | string;
  /** Whether every class occurs. */
  readonly occurring: boolean;
}

/** The number of one class. */
export interface LabelArgument<Name extends string> extends Numeric<"label", Name> {
  readonly classes: number | string;
}

/** A text, of which only examples speak. */
export interface TextArgument<Name extends string> {
  readonly kind: "text";
  readonly name: Name;
  readonly latex: string;
}

export interface StateArgument<Name extends string, Fields extends readonly Argument[]> {
  readonly kind: "state";
  readonly name: Name;
  readonly fields: Fields;
}

export interface OptionsArgument<Settings extends readonly Setting[]> {
  readonly kind: "options";
  readonly name: "options";
  readonly settings: Settings;
}

/** One entry of an options object. */
export type Setting =
  | NumberSetting<string>
  | RequiredSetting<string>
  | FlagSetting<string>
  | ChoiceSetting<string, string>
  | VectorSetting<string>;

export interface NumberSetting<Name extends string> extends Numeric<"setting", Name> {
  readonly default: number;
  /** Whether it is a whole number. */
  readonly whole: boolean;
  /** The setting whose value it has where it is left out and that one is not. */
  readonly like: string | undefined;
}

/** A number that has no default. */
export interface RequiredSetting<Name extends string> extends Numeric<"required", Name> {
  /** Whether it is a whole number. */
  readonly whole: boolean;
}

export interface FlagSetting<Name extends string> {
  readonly kind: "flag";
  readonly name: Name;
  readonly latex: string;
  readonly default: boolean;
}

/** One of several words; in expressions, its place among them, counted from 0. */
export interface ChoiceSetting<Name extends string, Choice extends string> {
  readonly kind: "choice";
  readonly name: Name;
  readonly latex: string;
  readonly choices: readonly Choice[];
  readonly default: Choice;
}

/** A vector whose every entry is `default` where it is left out. */
export interface VectorSetting<Name extends string> extends Numeric<"vectorSetting", Name>, Along {
  readonly default: number;
}

/** What may be said of an argument beyond its range. */
export interface ArgumentDetails {
  /** The symbol in LaTeX; by default the name itself. */
  readonly latex?: string;
  /** All values that are allowed; by default every number. */
  readonly domain?: readonly [number, number];
}

/** What may be said of an argument that lies along one axis. */
export interface AlongDetails extends ArgumentDetails {
  /** The axis's name; `n` by default. Arguments that share a name are equally long. */
  readonly axis?: string;
}

/** A real number, looked at from `low` to `high`. */
export function real<Name extends string>(
  name: Name,
  low: number,
  high: number,
  details: ArgumentDetails = {},
): RealArgument<Name> {
  return { kind: "real", name, ...range(name, low, high, details) };
}

/** A vector of real numbers, whose entries are looked at from `low` to `high`. */
export function vector<Name extends string>(
  name: Name,
  low: number,
  high: number,
  details: AlongDetails = {},
): VectorArgument<Name> {
  return { kind: "vector", name, axis: details.axis ?? "n", ...range(name, low, high, details) };
}

/** A distribution: entries are never negative, and add up to 1. */
export function probabilities<Name extends string>(
  name: Name,
  details: AlongDetails = {},
): ProbabilitiesArgument<Name> {
  return {
    kind: "probabilities",
    name,
    axis: details.axis ?? "n",
    ...range(name, 0, 1, { domain: [0, Number.POSITIVE_INFINITY], ...details }),
  };
}

/** Labels of two classes, each −1 or 1. */
export function signs<Name extends string>(name: Name, details: AlongDetails = {}): SignsArgument<Name> {
  return { kind: "signs", name, axis: details.axis ?? "n", ...range(name, -1, 1, { domain: [-1, 1], ...details }) };
}

/** A whole number that counts something, from `low` to `high`. */
export function count<Name extends string>(
  name: Name,
  low: number,
  high: number,
  details: AlongDetails = {},
): CountArgument<Name> {
  return {
    kind: "count",
    name,
    axis: details.axis,
    ...range(name, low, high, { domain: [low, Number.MAX_SAFE_INTEGER], ...details }),
  };
}

/** A matrix of real numbers, whose entries are looked at from `low` to `high`; `axes` name its rows and columns. */
export function matrix<Name extends string>(
  name: Name,
  axes: readonly [string, string],
  low: number,
  high: number,
  details: ArgumentDetails = {},
): ArrayArgument<Name, readonly [string, string]> {
  return array(name, axes, low, high, details);
}

/** Real numbers along two to four axes, looked at from `low` to `high`. */
export function array<Name extends string, A extends Axes>(
  name: Name,
  axes: A,
  low: number,
  high: number,
  details: ArgumentDetails = {},
): ArrayArgument<Name, A> {
  return { kind: "array", name, axes, ...range(name, low, high, details) };
}

/** A matrix whose every row is a distribution; `axes` name its rows and columns. */
export function distributions<Name extends string>(
  name: Name,
  axes: readonly [string, string],
  details: ArgumentDetails = {},
): DistributionsArgument<Name> {
  const all = { domain: [0, Number.POSITIVE_INFINITY] as const, ...details };
  return { kind: "distributions", name, axes, ...range(name, 0, 1, all) };
}

/** What may be said of labels beyond their range. */
export interface LabelsDetails extends AlongDetails {
  /** Whether every class occurs, of which there are no more than entries; by default it need not. */
  readonly occurring?: boolean;
}

/** Whole numbers from 0, each the number of a class; `classes` says how many there are, or along which axis they lie. */
export function labels<Name extends string>(
  name: Name,
  classes: number | string,
  details: LabelsDetails = {},
): LabelsArgument<Name> {
  const { axis = "n", occurring = false, ...range } = details;
  return { kind: "labels", name, classes, axis, occurring, ...classNumbers(name, classes, range) };
}

/** The number of one class, counted from 0. */
export function label<Name extends string>(
  name: Name,
  classes: number | string,
  details: ArgumentDetails = {},
): LabelArgument<Name> {
  return { kind: "label", name, classes, ...classNumbers(name, classes, details) };
}

/** A text. */
export function text<Name extends string>(name: Name): TextArgument<Name> {
  return { kind: "text", name, latex: upright(name) };
}

/** An object with one entry a field, such as what an optimizer remembers. */
export function state<Name extends string, Fields extends readonly Argument[]>(
  name: Name,
  ...fields: Fields
): StateArgument<Name, Fields> {
  return { kind: "state", name, fields };
}

/** The last argument: an object whose every entry may be left out. */
export function options<Settings extends readonly Setting[]>(...settings: Settings): OptionsArgument<Settings> {
  return { kind: "options", name: "options", settings };
}

/** What may be said of a number in an options object beyond its range. */
export interface SettingDetails extends ArgumentDetails {
  /** Whether it is a whole number; by default it is not. */
  readonly whole?: boolean;
  /** The setting whose value it has where it is left out and that one is not. */
  readonly like?: string;
}

/** A number in an options object, `value` where left out, looked at from `low` to `high`. */
export function setting<Name extends string>(
  name: Name,
  value: number,
  low: number,
  high: number,
  details: SettingDetails = {},
): NumberSetting<Name> {
  const { whole = false, like } = details;
  return { kind: "setting", name, default: value, whole, like, ...range(name, low, high, details) };
}

/** A number in an options object that cannot be left out, looked at from `low` to `high`. */
export function required<Name extends string>(
  name: Name,
  low: number,
  high: number,
  details: SettingDetails = {},
): RequiredSetting<Name> {
  return { kind: "required", name, whole: details.whole ?? false, ...range(name, low, high, details) };
}

/** One of `choices` in an options object, `value` where left out; in expressions, its place among them from 0. */
export function choice<Name extends string, const Choices extends readonly string[]>(
  name: Name,
  value: Choices[number],
  choices: Choices,
): ChoiceSetting<Name, Choices[number]> {
  return { kind: "choice", name, latex: upright(name), choices, default: value };
}

/** A vector in an options object, every entry `value` where left out, looked at from `low` to `high`. */
export function vectorSetting<Name extends string>(
  name: Name,
  value: number,
  low: number,
  high: number,
  details: AlongDetails = {},
): VectorSetting<Name> {
  return {
    kind: "vectorSetting",
    name,
    default: value,
    axis: details.axis ?? "n",
    ...range(name, low, high, details),
  };
}

/** Yes or no in an options object, `value` where left out. */
export function flag<Name extends string>(name: Name, value: boolean): FlagSetting<Name> {
  return { kind: "flag", name, latex: upright(name), default: value };
}

/** What a caller passes for an argument. */
export type ValueOf<A> = A extends { readonly kind: "real" | "count" | "label" }
  ? number
  : A extends { readonly kind: "vector" | "probabilities" | "signs" | "labels" }
    ? Vector
    : A extends { readonly axes: infer Names }
      ? NestedAlong<Names>
      : A extends { readonly kind: "text" }
        ? string
        : A extends { readonly kind: "state"; readonly fields: infer Fields }
          ? Fields extends readonly Argument[]
            ? { readonly [Field in Fields[number] as Field["name"]]: ValueOf<Field> }
            : never
          : A extends { readonly kind: "options"; readonly settings: infer Settings }
            ? Settings extends readonly Setting[]
              ? OptionsOf<Settings> | (RequiredName<Settings> extends never ? undefined : never)
              : never
            : never;

/** Arrays as deep as there are axes. */
type NestedAlong<Names> = Names extends readonly [string, string]
  ? Matrix
  : Names extends readonly [string, string, string]
    ? Image
    : Kernel;

type RequiredName<Settings extends readonly Setting[]> = Extract<
  Settings[number],
  { readonly kind: "required" }
>["name"];

/** An options object: every entry that has a default may be left out. */
export type OptionsOf<Settings extends readonly Setting[]> = {
  readonly [S in Exclude<Settings[number], { readonly kind: "required" }> as S["name"]]?: SettingValue<S>;
} & { readonly [Name in RequiredName<Settings>]: number };

/** A complete options object, with the defaults filled in. */
export type ResolvedOptionsOf<Settings extends readonly Setting[]> = {
  readonly [S in Settings[number] as S["name"]]: SettingValue<S>;
};

type SettingValue<S> = S extends { readonly kind: "flag" }
  ? boolean
  : S extends ChoiceSetting<string, infer Choice>
    ? Choice
    : S extends { readonly kind: "vectorSetting" }
      ? Vector
      : number;

function classNumbers(name: string, classes: number | string, details: ArgumentDetails) {
  const last = typeof classes === "number" ? classes - 1 : Number.MAX_SAFE_INTEGER;
  return range(name, 0, Math.max(1, Math.min(last, 3)), { domain: [0, last], ...details });
}

function range(name: string, low: number, high: number, details: ArgumentDetails) {
  const { latex = upright(name), domain = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const } = details;
  if (!(low < high)) throw new RangeError(`${name}: the range starts at ${low} but ends at ${high}`);
  return { latex, low, high, domain };
}

/** A name of one letter is its own symbol; a longer one is set upright, so that it does not read as a product. */
function upright(name: string): string {
  return name.length === 1 ? name : String.raw`\mathrm{${name}}`;
}
