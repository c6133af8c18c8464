/** JSON as Jupyter writes it, with nothing lost of what it does not know: a number stays as it was spelled. */

/** A number that JavaScript would print in another way: `1.0`, `1e-07`, an integer beyond 2⁵³. */
export class Numeral {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Reads JSON. Numbers that JavaScript would print otherwise come as a `Numeral`. Throws a SyntaxError as `JSON.parse` does. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const odd = oddNumerals(text);
  if (odd.length === 0) return value;
  // What no string of the text begins with can stand for a number.
  let mark = "numeral:";
  while (text.includes(`"${mark}`)) mark += ":";
  const parts: string[] = [];
  let end = 0;
  for (const { at, numeral } of odd) {
    parts.push(text.slice(end, at), `"${mark}${numeral}"`);
    end = at + numeral.length;
  }
  return JSON.parse([...parts, text.slice(end)].join(""), (_, one) =>
    typeof one === "string" && one.startsWith(mark) ? new Numeral(one.slice(mark.length)) : one,
  );
}

/** Prints a value as nbformat does: keys sorted, indented by one space, no character escaped that need not be. */
export function printJson(value: unknown, indent = ""): string {
  if (value instanceof Numeral) return value.text;
  if (typeof value === "number") return printNumber(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = `${indent} `;
  const lines = Array.isArray(value)
    ? value.map((one) => inner + printJson(one, inner))
    : Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => `${inner}${JSON.stringify(key)}: ${printJson(one, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

/** As Python prints a number: with an exponent, of two digits at least, below 10⁻⁴. */
function printNumber(value: number): string {
  const text = JSON.stringify(value);
  const isSmall = value !== 0 && Math.abs(value) < 1e-4;
  return isSmall ? value.toExponential().replace(/-(\d)$/, "-0$1") : text;
}

/** The numbers of a JSON text that JavaScript would print otherwise, with their places. */
function oddNumerals(text: string): { at: number; numeral: string }[] {
  const odd = [];
  const token = /"|-?\d[\d.eE+-]*/g;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [numeral] = found;
    if (numeral === '"') token.lastIndex = endOfString(text, found.index);
    else if (String(Number(numeral)) !== numeral) odd.push({ at: found.index, numeral });
  }
  return odd;
}

/** The place behind a string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = end;
    while (text[slashes - 1] === "\\") slashes--;
    if ((end - slashes) % 2 === 0) return end + 1;
  }
}
