import { number, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import type { Cursor } from "./cursor.js";
import { isDigit } from "./cursor.js";
import type { Node } from "./nodes.js";

/** A number as it is written, its grouping taken out, and the node after it; or why it is not read. */
export type FoundNumber = { readonly text: string; readonly next: number } | { readonly refusal: string };

/** What a comma between digits stands for; in a list it divides the entries. */
export type Comma = "thousands" | "decimal" | "list";

/**
 * The number that starts at a node: digits with a point, and groups of three digits divided by `\\,`, `{,}` or commas.
 * Its digits are taken from the source, so that `0.0900` stays four places. A comma before exactly three digits, and no
 * other group, is what `comma` says.
 */
export function numberAt(nodes: readonly Node[], at: number, source: string, comma: Comma): FoundNumber {
  const first = nodes[at]!;
  if (first.start === first.end) return withoutPlace(nodes, at);
  const rest = source.slice(first.start, nodes.at(-1)!.end);
  const joint =
    comma === "list"
      ? /^(?:\d|\.(?=\d)|(?<=\d)\.|(?<=\d)(?:\{,\}|\\,)(?=\d))+/
      : /^(?:\d|\.(?=\d)|(?<=\d)\.|(?<=\d)(?:\{,\}|,|\\,)(?=\d))+/;
  const written = joint.exec(rest)?.[0];
  if (written === undefined) return { refusal: "a point without digits is not a number" };
  const found = /(?<!\\),/.test(written) ? withCommas(written, comma) : withSpaces(written);
  if (found === undefined) return { refusal: `how the digits of ${written} belong together is not clear` };
  const text = digitsOf(found.text);
  if (text === undefined) return { refusal: `${written} is not written as a number` };
  if (/^[eE][+-]?\d/.test(rest.slice(found.length))) {
    return { refusal: `${written}e… can be a power of ten or Euler's number` };
  }
  const next = nodes.findIndex((node, i) => i > at && node.start >= first.start + found.length);
  return { text, next: next === -1 ? nodes.length : next };
}

/** Longer numbers are not read. */
const mostDigits = 300;

/** Digits that stand nowhere in the source as such, like those of ². */
function withoutPlace(nodes: readonly Node[], at: number): FoundNumber {
  let [text, next] = ["", at];
  for (let node = nodes[at]; node?.kind === "glyph" && /^\d$/.test(node.text); node = nodes[++next]) {
    text += node.text;
    const point = nodes[next + 1];
    // A point of the source's own may end a sentence.
    if (point?.kind === "glyph" && point.text === "." && point.start === point.end) text += nodes[++next] && ".";
  }
  const digits = digitsOf(text);
  return digits === undefined ? { refusal: `${text} is not written as a number` } : { text: digits, next };
}

interface Grouped {
  readonly text: string;
  /** Characters of the source that belong to the number. */
  readonly length: number;
}

function withSpaces(written: string): Grouped | undefined {
  if (!written.includes("\\,")) return { text: written, length: written.length };
  return /^\d{1,3}(?:\\,\d{3})+(?:\.\d+(?:\\,\d+)*)?$|^\d+\.\d{3}(?:\\,\d+)+$/.test(written)
    ? { text: written.replaceAll("\\,", ""), length: written.length }
    : undefined;
}

function withCommas(written: string, comma: Comma): Grouped | undefined {
  if (written.includes("\\,")) return undefined;
  if (
    /^\d{1,3}(?:\{,\}\d{3}){2,}(?:\.\d+)?$|^\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$|^\d{1,3}\{?,\}?\d{3}\.\d+$/.test(written)
  ) {
    return { text: written.replace(/\{?,\}?/g, ""), length: written.length };
  }
  if (/^[1-9]\d{0,2}\{?,\}?\d{3}$/.test(written)) {
    return { text: written.replace(/\{?,\}?/, comma === "decimal" ? "." : ""), length: written.length };
  }
  if (/^\d+\{,\}\d+$/.test(written)) return { text: written.replace("{,}", "."), length: written.length };
  return undefined;
}

function digitsOf(text: string): string | undefined {
  if (text.length > mostDigits || /^0\d/.test(text) || !/^(?:\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  return text.startsWith(".") ? `0${text}` : text.replace(/\.$/, "");
}

/** A number with the digits behind it that repeat for ever, as those under a bar do; undefined where there are none. */
export function repetend(cursor: Cursor, text: string): Expression | undefined {
  const node = cursor.peek();
  const before = cursor.nodes[cursor.at - 1];
  const isBar = node?.kind === "accent" && ["bar", "overline", "dot"].includes(node.accent) && node.body.every(isDigit);
  if (!isBar || before?.end !== node.start || !/\.\d*$/.test(`${text}${cursorEndsByPoint(before)}`)) return undefined;
  cursor.at++;
  const digits = node.body.map((digit) => (digit as { text: string }).text).join("");
  const [whole, fraction = ""] = text.split(".");
  const without = BigInt(whole! + fraction);
  const withOnce = BigInt(whole! + fraction + digits);
  const divisor = 10n ** BigInt(fraction.length) * (10n ** BigInt(digits.length) - 1n);
  return operation("divide", number(String(withOnce - without)), number(String(divisor)));
}

/** A point that ends a number belongs to the digits behind it. */
function cursorEndsByPoint(before: Node): string {
  return before.kind === "glyph" && before.text === "." ? "." : "";
}
