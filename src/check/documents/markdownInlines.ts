import type { Range } from "./range.js";

/** A piece of a paragraph that is not read as prose. */
export interface Inline extends Range {
  readonly kind: "code" | "html" | "address" | "definition";
}

/** Labels of addresses that the document gives somewhere: `[label]: https://…`. */
export type Labels = ReadonlySet<string>;

/** The definitions of addresses that a paragraph begins with. */
export function definitionsIn(text: string, { start, end }: Range): (Inline & { readonly label: string })[] {
  const found: (Inline & { readonly label: string })[] = [];
  definition.lastIndex = start;
  for (let match = definition.exec(text); match !== null; match = definition.exec(text)) {
    const from = match.index + /^[ \t>]*/.exec(match[0])![0].length;
    const until = match.index + match[0].trimEnd().length;
    if (until > end) break;
    found.push({ kind: "definition", start: from, end: until, label: normalized(match[1]!) });
  }
  return found;
}

const title = String.raw`(?:"[^"]{0,999}"|'[^']{0,999}'|\([^()]{0,999}\))`;
const definition = new RegExp(
  String.raw`(?<=^|[\n ])[ \t>]*\[(?!\^)((?:[^[\]\\]|\\[\s\S]){1,999})\]:[ \t]*(?:\n[ \t>]*)?(?:<[^<>\n]*>|[^\s<]\S*)` +
    String.raw`(?:[ \t]+(?:\n[ \t>]*)?${title}|\n[ \t>]*${title})?[ \t]*(?:\r?\n|$)`,
  "y",
);

/**
 * Code, HTML and addresses of a paragraph in order. Of formulas with single signs the inside is no HTML: in `$a <b$` and
 * `$c> d$` there is no tag.
 */
export function scanInlines(text: string, range: Range, labels: Labels): Inline[] {
  return !/[`<\]]/.test(text.slice(range.start, range.end)) ? [] : new InlineScanner(text, range, labels).inlines();
}

class InlineScanner {
  private readonly text: string;
  private readonly end: number;
  private readonly labels: Labels;
  private readonly found: Inline[] = [];
  /** Opening brackets without their closing ones so far, each with whether it is an image's. */
  private readonly brackets: { readonly at: number; readonly isImage: boolean }[] = [];
  private readonly closingTicks: ReadonlyMap<number, number>;
  /** Ends of HTML that the rest of the paragraph does not hold. */
  private readonly missing = new Set<string>();
  private at: number;

  constructor(text: string, { start, end }: Range, labels: Labels) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.labels = labels;
    this.closingTicks = closingTicks(text, start, end);
  }

  inlines(): Inline[] {
    const from = this.at;
    const paragraph = this.text.slice(from, this.end);
    const special = /[\\`$<[\]!]/g;
    for (;;) {
      special.lastIndex = this.at - from;
      const match = special.exec(paragraph);
      if (match === null) return this.found.sort((a, b) => a.start - b.start);
      this.at = from + match.index;
      this.at = this.after(match[0]);
    }
  }

  /** Where to go on after the sign at the scanner's place. */
  private after(sign: string): number {
    const { text, at } = this;
    switch (sign) {
      case "\\":
        return at + 2;
      case "`":
        return this.code();
      case "$":
        return this.formula();
      case "<":
        return this.html();
      case "!":
        if (text[at + 1] !== "[") return at + 1;
        this.brackets.push({ at, isImage: true });
        return at + 2;
      case "[":
        this.brackets.push({ at, isImage: false });
        return at + 1;
      default:
        return this.address();
    }
  }

  private code(): number {
    const { text, at } = this;
    let open = at;
    while (text[open] === "`") open++;
    const closing = this.closingTicks.get(at);
    if (closing === undefined) return open;
    const end = closing + (open - at);
    // GitHub takes what stands in $`…`$ for a formula.
    if (!(text[at - 1] === "$" && text[end] === "$")) this.found.push({ kind: "code", start: at, end });
    return end;
  }

  /** Past a formula between single signs, unless there is code in it. */
  private formula(): number {
    const { text, at } = this;
    if (text[at + 1] === "$") return at + 2;
    const length = text.slice(at + 1, Math.min(this.end, at + 1000)).indexOf("$");
    if (length === -1) return at + 1;
    const closing = at + 1 + length;
    const inside = text.slice(at + 1, closing);
    const isFormula = !/^\s|\s$|[`\\]$|`|<!--/.test(inside) && inside !== "" && !/\d/.test(text[closing + 1] ?? "");
    return isFormula ? closing + 1 : at + 1;
  }

  private html(): number {
    const { text, at } = this;
    for (const [opening, closing] of bracketed) {
      if (!text.startsWith(opening, at)) continue;
      const found = this.missing.has(closing) ? -1 : text.slice(0, this.end).indexOf(closing, at + opening.length);
      if (found === -1) {
        this.missing.add(closing);
        return at + 1;
      }
      const end = found + closing.length;
      this.found.push({ kind: "html", start: at, end });
      return end;
    }
    for (const [kind, pattern] of [["html", tag] as const, ["address", autolink] as const]) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null || pattern.lastIndex > this.end) continue;
      // The address of an automatic link is its text.
      if (kind === "html") this.found.push({ kind, start: at, end: pattern.lastIndex });
      return pattern.lastIndex;
    }
    return at + 1;
  }

  /** What follows a closing bracket: the address of a link or an image. */
  private address(): number {
    const { at } = this;
    const opening = this.brackets.pop();
    if (opening === undefined) return at + 1;
    const end = this.endOfAddress(opening.at);
    if (end === undefined) return at + 1;
    this.found.push({ kind: "address", start: opening.isImage ? opening.at : at, end });
    if (opening.isImage) return end;
    // There are no links in links.
    for (let i = this.brackets.length - 1; i >= 0; i--) if (!this.brackets[i]!.isImage) this.brackets.splice(i, 1);
    return end;
  }

  private endOfAddress(opening: number): number | undefined {
    const { text, at } = this;
    inline.lastIndex = at + 1;
    if (text[at + 1] === "(" && inline.test(text) && inline.lastIndex <= this.end) return inline.lastIndex;
    if (this.labels.size === 0) return undefined;
    reference.lastIndex = at + 1;
    const label = reference.exec(text);
    if (label !== null && reference.lastIndex <= this.end) {
      if (this.labels.has(normalized(label[1]!))) return reference.lastIndex;
    }
    const own = text.slice(opening, at).replace(/^!?\[/, "");
    if (own.length > 999 || !this.labels.has(normalized(own))) return undefined;
    return text.startsWith("[]", at + 1) ? at + 3 : at + 1;
  }
}

const bracketed = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<![CDATA[", "]]>"],
] as const;

const tag =
  /<(?:[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]{0,99}(?:\s*=\s*(?:[^\s"'=<>`]{1,9999}|'[^']{0,9999}'|"[^"]{0,9999}"))?)*\s*\/?>|\/[a-z][a-z0-9-]*\s*>|![a-z][^>]{0,9999}>)/iy;
const autolink = /<(?:[a-z][a-z0-9+.-]{1,31}:[^\s<>]{0,9999}|[\w.!#$%&'*+/=?^`{|}~-]{1,99}@[a-z0-9.-]{1,99})>/iy;
const inline =
  /\(\s*(?:(?:<(?:[^<>\n\\]|\\.){0,9999}>|(?!<)(?:[^\s()\\]|\\[\s\S]|\((?:[^\s()\\]|\\[\s\S])*\))*)(?:\s+(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^()\\]|\\[\s\S])*\)))?)\s*\)/y;
const reference = /\[((?:[^[\]\\]|\\[\s\S]){1,999})\]/y;

function normalized(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}

/** For each run of backticks, where the next run of the same length is. */
function closingTicks(text: string, start: number, end: number): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open = new Map<number, number>();
  for (const { 0: run, index } of text.slice(start, end).matchAll(/`+/g)) {
    const before = open.get(run.length);
    if (before !== undefined) closing.set(before, start + index);
    open.set(run.length, start + index);
  }
  return closing;
}
