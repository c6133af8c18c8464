/** A unit as a multiple of others that nothing is made of: `km` is 1000 of `m`. */
export interface Unit {
  /** A decimal. */
  readonly factor: string;
  /** The powers of the units that nothing is made of. */
  readonly dimensions: Readonly<Record<string, number>>;
}

const prefixes: Readonly<Record<string, string>> = {
  T: "1e12",
  G: "1e9",
  M: "1e6",
  k: "1e3",
  c: "1e-2",
  m: "1e-3",
  μ: "1e-6",
  µ: "1e-6",
  n: "1e-9",
  p: "1e-12",
};

/** Units that take prefixes, by what they are made of. */
const withPrefixes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  m: { m: 1 },
  g: { g: 1 },
  s: { s: 1 },
  A: { A: 1 },
  V: { g: 1, m: 2, s: -3, A: -1 },
  W: { g: 1, m: 2, s: -3 },
  J: { g: 1, m: 2, s: -2 },
  N: { g: 1, m: 1, s: -2 },
  Pa: { g: 1, m: -1, s: -2 },
  Wh: { g: 1, m: 2, s: -2 },
  Hz: { s: -1 },
  Ω: { g: 1, m: 2, s: -3, A: -2 },
};

/** Units that are made of kilograms, and not of grams. */
const ofKilograms = new Set(["V", "W", "Wh", "J", "N", "Pa", "Ω"]);

const others: Readonly<Record<string, Unit>> = {
  kg: { factor: "1e3", dimensions: { g: 1 } },
  min: { factor: "60", dimensions: { s: 1 } },
  h: { factor: "3600", dimensions: { s: 1 } },
  hours: { factor: "3600", dimensions: { s: 1 } },
  hour: { factor: "3600", dimensions: { s: 1 } },
  minutes: { factor: "60", dimensions: { s: 1 } },
  seconds: { factor: "1", dimensions: { s: 1 } },
  L: { factor: "1e-3", dimensions: { m: 3 } },
  mL: { factor: "1e-6", dimensions: { m: 3 } },
  K: { factor: "1", dimensions: { K: 1 } },
  mol: { factor: "1", dimensions: { mol: 1 } },
};

const currencies = ["$", "€", "£", "EUR", "USD", "GBP"];

/** All units by their names. Case matters: mW is not MW. */
export const units: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...Object.entries(withPrefixes).flatMap(([base, dimensions]) =>
    ["", ...Object.keys(prefixes)].map((prefix): [string, Unit] => {
      const exponent = (prefix === "" ? 0 : Number(prefixes[prefix]!.slice(2))) + (ofKilograms.has(base) ? 3 : 0);
      return [prefix + base, { factor: `${base === "Wh" ? 3600 : 1}e${exponent}`, dimensions }];
    }),
  ),
  ...currencies.map((name): [string, Unit] => [name, { factor: "1", dimensions: { [name]: 1 } }]),
  ...Object.entries(others),
]);
