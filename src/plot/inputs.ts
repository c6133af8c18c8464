import type { Argument, Setting } from "../formula/argument.js";

/** One number that a formula takes: where it stands in a call, and which of its values are worth looking at. */
export interface Input {
  /** As one would type it: `x`, `z[0]`, `alpha`. */
  readonly name: string;
  /** What it is called in a chart: the same, or a Greek letter. */
  readonly symbol: string;
  /** The argument or setting that it is, or is an entry of. */
  readonly of: string;
  /** Whether it stands in the options object. */
  readonly isSetting: boolean;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
  /** The only values that it can have, where they are few. */
  readonly values: readonly number[] | undefined;
  /** Its value in the call that was looked at. */
  readonly value: number;
  /** Which entries move with it, and by how much: a share of a distribution is taken from the other shares. */
  readonly moves: readonly { readonly indices: readonly number[]; readonly rate: number }[];
  /** The call with this number changed. */
  with(at: readonly unknown[], value: number): unknown[];
}

/** The numbers of a call that may be varied; what is a label, a text, or a vector in a state or options is left alone. */
export function inputsOf(args: readonly Argument[], at: readonly unknown[]): Input[] {
  return args.flatMap((argument, position) => {
    const replaced = (call: readonly unknown[], value: unknown) =>
      args.map((_, i) => (i === position ? value : call[i]));
    switch (argument.kind) {
      case "real":
      case "count": {
        const { name, low, high } = argument;
        const whole = argument.kind === "count";
        const own = { name, of: name, isSetting: false, symbol: symbolOf(argument), low, high, whole };
        return [
          {
            ...own,
            values: undefined,
            value: at[position] as number,
            moves: [{ indices: [], rate: 1 }],
            with: replaced,
          },
        ];
      }
      case "vector":
      case "probabilities":
      case "signs":
      case "array":
      case "distributions": {
        const { name, low, high } = argument;
        const isShared = argument.kind === "probabilities" || argument.kind === "distributions";
        return entriesOf(at[position], []).flatMap(({ indices, value, row }): Input[] => {
          const last = indices.at(-1)!;
          // A share is moved at the cost of the others, so only one of each row can be held at what it is.
          if (isShared && (last > 0 || row.length < 2)) return [];
          const place = indices.map((i) => `[${i}]`).join("");
          return [
            {
              name: name + place,
              of: name,
              isSetting: false,
              symbol: symbolOf(argument) + place,
              low,
              high,
              whole: false,
              values: argument.kind === "signs" ? [-1, 1] : undefined,
              value,
              moves: isShared
                ? row.map((_, j) => ({
                    indices: [...indices.slice(0, -1), j],
                    rate: j === last ? 1 : -part(row, last, j),
                  }))
                : [{ indices, rate: 1 }],
              with: (call, changed) =>
                replaced(
                  call,
                  withEntry(call[position], indices, (now) =>
                    isShared
                      ? now.map((_, j) => (j === last ? changed : (1 - changed) * part(now, last, j)))
                      : now.map((one, j) => (j === last ? changed : one)),
                  ),
                ),
            },
          ];
        });
      }
      case "state": {
        const record = at[position] as Readonly<Record<string, unknown>>;
        const fields = argument.fields.filter(({ kind }) => kind === "real" || kind === "count");
        return fields.flatMap((field) =>
          inputsOf([field], [record[field.name]]).map((input) => ({
            ...input,
            name: `${argument.name}.${input.name}`,
            with: (call: readonly unknown[], value: number) =>
              replaced(call, { ...(call[position] as object), [field.name]: value }),
          })),
        );
      }
      case "options": {
        const given = (at[position] ?? {}) as Readonly<Record<string, unknown>>;
        return argument.settings.flatMap((setting) =>
          settingInput(setting, given[setting.name], position, args.length),
        );
      }
      default:
        return [];
    }
  });
}

function settingInput(setting: Setting, given: unknown, position: number, length: number): Input[] {
  if (setting.kind === "vectorSetting") return [];
  const { name } = setting;
  const own = { name, of: name, isSetting: true, symbol: symbolOf(setting), moves: [{ indices: [], rate: 1 }] };
  const replaced = (call: readonly unknown[], value: unknown) =>
    Array.from({ length }, (_, i) => (i === position ? { ...(call[i] as object), [name]: value } : call[i]));
  if (setting.kind === "setting" || setting.kind === "required") {
    const value = given ?? (setting.kind === "required" ? undefined : setting.default);
    if (typeof value !== "number") return [];
    const { low, high, whole } = setting;
    return [{ ...own, low, high, whole, values: undefined, value, with: replaced }];
  }
  const choices: readonly unknown[] = setting.kind === "flag" ? [false, true] : setting.choices;
  const values = choices.map((_, i) => i);
  return [
    {
      ...own,
      low: 0,
      high: choices.length - 1,
      whole: true,
      values,
      value: choices.indexOf(given ?? setting.default),
      with: (call, value) => replaced(call, choices[value]),
    },
  ];
}

/** How much of what the other shares have the share `j` has. */
function part(row: readonly number[], without: number, j: number): number {
  const rest = 1 - row[without]!;
  return rest > 0 ? row[j]! / rest : 1 / (row.length - 1);
}

function entriesOf(
  value: unknown,
  indices: readonly number[],
): { indices: readonly number[]; value: number; row: readonly number[] }[] {
  const entries = Array.from(value as ArrayLike<unknown>);
  return entries.flatMap((entry, i) =>
    typeof entry === "number"
      ? [{ indices: [...indices, i], value: entry, row: entries as number[] }]
      : entriesOf(entry, [...indices, i]),
  );
}

/** A copy of nested arrays with one row changed. */
function withEntry(
  value: unknown,
  [first, ...rest]: readonly number[],
  change: (row: readonly number[]) => number[],
): unknown[] {
  const entries = Array.from(value as ArrayLike<unknown>);
  if (rest.length === 0) return change(entries as number[]);
  return entries.map((entry, i) => (i === first ? withEntry(entry, rest, change) : entry));
}

const greek: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  varepsilon: "ε",
  epsilon: "ε",
  eta: "η",
  lambda: "λ",
  mu: "μ",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  theta: "θ",
};

/** A Greek letter as itself, with its index; anything else under its name in code. */
function symbolOf({ name, latex }: { readonly name: string; readonly latex: string }): string {
  const [, word, index = ""] = /^\\([a-z]+)(?:_([12]))?$/.exec(latex) ?? [];
  const letter = word === undefined ? undefined : greek[word];
  return letter === undefined ? name : letter + index.replace("1", "₁").replace("2", "₂");
}
