/** Numbers in a row: an array or a typed array. Shape `(n)`. */
export type Vector = ArrayLike<number>;

/** What an argument of a formula is: its name in code, its symbol, and the values it takes. */
export type Argument =
  | RealArgument<string>
  | VectorArgument<string>
  | ProbabilitiesArgument<string>
  | SignsArgument<string>
  | CountArgument<string>
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
export interface VectorArgument<Name extends string> extends Numeric<"vector", Name> {}
export interface ProbabilitiesArgument<Name extends string> extends Numeric<"probabilities", Name> {}
export interface SignsArgument<Name extends string> extends Numeric<"signs", Name> {}
export interface CountArgument<Name extends string> extends Numeric<"count", Name> {}

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
export type Setting = NumberSetting<string> | FlagSetting<string>;

export interface NumberSetting<Name extends string> extends Numeric<"setting", Name> {
  readonly default: number;
}

export interface FlagSetting<Name extends string> {
  readonly kind: "flag";
  readonly name: Name;
  readonly latex: string;
  readonly default: boolean;
}

/** What may be said of an argument beyond its range. */
export interface ArgumentDetails {
  /** The symbol in LaTeX; by default the name itself. */
  readonly latex?: string;
  /** All values that are allowed; by default every number. */
  readonly domain?: readonly [number, number];
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
  details: ArgumentDetails = {},
): VectorArgument<Name> {
  return { kind: "vector", name, ...range(name, low, high, details) };
}

/** A distribution: entries are never negative, and add up to 1. */
export function probabilities<Name extends string>(
  name: Name,
  details: ArgumentDetails = {},
): ProbabilitiesArgument<Name> {
  return { kind: "probabilities", name, ...range(name, 0, 1, { domain: [0, Number.POSITIVE_INFINITY], ...details }) };
}

/** Labels of two classes, each −1 or 1. */
export function signs<Name extends string>(name: Name, details: ArgumentDetails = {}): SignsArgument<Name> {
  return { kind: "signs", name, ...range(name, -1, 1, { domain: [-1, 1], ...details }) };
}

/** A whole number that counts something, from `low` to `high`. */
export function count<Name extends string>(
  name: Name,
  low: number,
  high: number,
  details: ArgumentDetails = {},
): CountArgument<Name> {
  return {
    kind: "count",
    name,
    ...range(name, low, high, { domain: [low, Number.MAX_SAFE_INTEGER], ...details }),
  };
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

/** A number in an options object, `value` where left out, looked at from `low` to `high`. */
export function setting<Name extends string>(
  name: Name,
  value: number,
  low: number,
  high: number,
  details: ArgumentDetails = {},
): NumberSetting<Name> {
  return { kind: "setting", name, default: value, ...range(name, low, high, details) };
}

/** A choice in an options object, `value` where left out. */
export function flag<Name extends string>(name: Name, value: boolean): FlagSetting<Name> {
  return { kind: "flag", name, latex: upright(name), default: value };
}

/** What a caller passes for an argument. */
export type ValueOf<A> = A extends { readonly kind: "real" | "count" }
  ? number
  : A extends { readonly kind: "vector" | "probabilities" | "signs" }
    ? Vector
    : A extends { readonly kind: "state"; readonly fields: infer Fields }
      ? Fields extends readonly Argument[]
        ? { readonly [Field in Fields[number] as Field["name"]]: ValueOf<Field> }
        : never
      : A extends { readonly kind: "options"; readonly settings: infer Settings }
        ? Settings extends readonly Setting[]
          ? OptionsOf<Settings> | undefined
          : never
        : never;

/** An options object: every entry may be left out. */
export type OptionsOf<Settings extends readonly Setting[]> = {
  readonly [S in Settings[number] as S["name"]]?: S extends { readonly kind: "flag" } ? boolean : number;
};

/** A complete options object, with the defaults filled in. */
export type ResolvedOptionsOf<Settings extends readonly Setting[]> = {
  readonly [S in Settings[number] as S["name"]]: S extends { readonly kind: "flag" } ? boolean : number;
};

function range(name: string, low: number, high: number, details: ArgumentDetails) {
  const { latex = upright(name), domain = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const } = details;
  if (!(low < high)) throw new RangeError(`${name}: the range starts at ${low} but ends at ${high}`);
  return { latex, low, high, domain };
}

/** A name of one letter is its own symbol; a longer one is set upright, so that it does not read as a product. */
function upright(name: string): string {
  return name.length === 1 ? name : String.raw`\mathrm{${name}}`;
}
