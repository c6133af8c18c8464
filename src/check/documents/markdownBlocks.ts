import { closingOfMathematics, endOfFrontMatter, htmlBlock, isThematicBreak } from "./markdownLines.js";
import type { Range } from "./range.js";

/** A block of Markdown that holds no other blocks. */
export interface Block extends Range {
  readonly kind: "prose" | "code" | "html" | "mathematics";
  /** What stands behind the opening fence of a code block. */
  readonly info?: string;
  /** What stands between the fences of a code block. */
  readonly content?: Range;
}

/**
 * The blocks of a Markdown document in order: paragraphs and headings are prose; thematic breaks and empty lines belong
 * to none. Within the lines of a formula between `$$`, `\[` or `\begin` and their ends, nothing opens another block.
 */
export function scanBlocks(text: string): Block[] {
  return new BlockScanner(text).blocks();
}

/** What blocks stand in: a quotation, or an item of a list whose content starts at a column. */
type Container = { readonly kind: "quotation" } | { readonly kind: "item"; readonly column: number; isEmpty: boolean };

type Leaf = { readonly start: number; end: number } & (
  | { readonly kind: "prose" | "indented" }
  | { readonly kind: "mathematics"; readonly closing: string }
  | { readonly kind: "html"; readonly closing: RegExp | undefined }
  | {
      readonly kind: "fenced";
      readonly fence: string;
      readonly info: string;
      readonly contentStart: number;
      contentEnd: number;
    }
);

/** What lies deeper is read as if it did not. */
const deepest = 100;

class BlockScanner {
  private readonly text: string;
  private readonly found: Block[] = [];
  private containers: Container[] = [];
  private leaf: Leaf | undefined;
  /** The line that is being read, and how far. */
  private at = 0;
  private column = 0;
  private lineEnd = 0;
  private nextLine = 0;
  private solid = -1;
  private solidColumn = 0;

  constructor(text: string) {
    this.text = text;
  }

  blocks(): Block[] {
    const { text } = this;
    this.nextLine = endOfFrontMatter(text);
    if (this.nextLine > 0) this.found.push({ kind: "code", start: 0, end: this.nextLine });
    while (this.nextLine < text.length) {
      this.at = this.nextLine;
      this.column = 0;
      const newline = text.indexOf("\n", this.at);
      this.nextLine = newline === -1 ? text.length : newline + 1;
      this.lineEnd = newline === -1 ? text.length : newline;
      if (this.lineEnd > this.at && text[this.lineEnd - 1] === "\r") this.lineEnd--;
      this.solid = -1;
      this.line();
    }
    this.close();
    return this.found;
  }

  private line(): void {
    const matched = this.matchContainers();
    const isBlank = this.firstSolid() === this.lineEnd;
    if (matched === this.containers.length && this.continuesLeaf(isBlank)) return;
    if (isBlank)
      this.closeBeyond(matched); // And with it all that stands in a quotation whose mark it lacks.
    else this.openBlocks(matched);
  }

  /** How many of the open containers the line goes on in. */
  private matchContainers(): number {
    let matched = 0;
    for (const container of this.containers) {
      if (container.kind === "quotation") {
        if (!this.takeQuotationMark()) break;
      } else {
        const isBlank = this.firstSolid() === this.lineEnd;
        // An item may begin with one empty line, and not with two.
        if (isBlank ? container.isEmpty : this.indent() < container.column) break;
        container.isEmpty = false;
        this.skipTo(container.column);
      }
      matched++;
    }
    return matched;
  }

  /** Whether the line belongs to the open block whatever it holds. */
  private continuesLeaf(isBlank: boolean): boolean {
    const { leaf } = this;
    switch (leaf?.kind) {
      case "fenced":
        if (this.closesFence(leaf.fence)) this.close(this.lineEnd);
        else [leaf.end, leaf.contentEnd] = [this.lineEnd, this.lineEnd];
        return true;
      case "html":
        if (leaf.closing === undefined) {
          if (isBlank) return false;
          leaf.end = this.lineEnd;
        } else {
          leaf.end = this.lineEnd;
          if (leaf.closing.test(this.rest())) this.close();
        }
        return true;
      case "mathematics":
        if (isBlank) return false;
        this.continueMathematics(leaf);
        return true;
      case "indented":
        if (isBlank) return true;
        if (this.indent() - this.column < 4) return false;
        leaf.end = this.lineEnd;
        return true;
      default:
        return false;
    }
  }

  private continueMathematics(leaf: Leaf & { kind: "mathematics" }): void {
    const closing = this.text.indexOf(leaf.closing, this.at);
    const end = closing === -1 ? this.nextLine : closing + leaf.closing.length;
    if (end > this.lineEnd) {
      leaf.end = this.lineEnd;
      return;
    }
    this.found.push({ kind: "mathematics", start: leaf.start, end });
    this.leaf = { kind: "prose", start: end, end: this.lineEnd };
  }

  private openBlocks(matched: number): void {
    const wasProse = this.leaf?.kind === "prose";
    let depth = matched;
    let opened = false;
    for (let container = this.takeContainer(wasProse); container !== undefined && depth < deepest; ) {
      if (!opened) this.closeBeyond(depth);
      this.containers.push(container);
      depth++;
      opened = true;
      container = this.takeContainer(false);
    }
    if (opened && this.firstSolid() === this.lineEnd) return;
    const interrupts = wasProse && !opened;
    const leaf = this.opensLeaf(interrupts);
    if (leaf === undefined && interrupts) {
      // A paragraph goes on also where the line lacks the marks of the containers around it.
      this.leaf!.end = this.lineEnd;
      if (depth === this.containers.length && this.isUnderline()) this.close();
      return;
    }
    if (!opened) this.closeBeyond(depth);
    if (leaf === "none") return;
    this.leaf = leaf ?? { kind: "prose", start: this.firstSolid(), end: this.lineEnd };
    if (leaf?.kind === "html" && leaf.closing?.test(this.rest())) this.close();
    if (leaf?.kind === "prose") this.close();
  }

  /** The block that the line opens, but for a paragraph; "none" for a thematic break. */
  private opensLeaf(interrupts: boolean): Leaf | "none" | undefined {
    const { lineEnd: end } = this;
    const start = this.firstSolid();
    if (this.indent() - this.column >= 4) return interrupts ? undefined : { kind: "indented", start: this.at, end };
    const first = this.text[start]!;
    if (!opening.has(first)) return undefined;
    const rest = this.text.slice(start, end);
    if (/^#{1,6}(?:[ \t]|$)/.test(rest)) return { kind: "prose", start, end };
    const fence = /^(?:(`{3,})([^`]*)|(~{3,}|:{3,}(?=\{math\}))(.*))$/.exec(rest);
    if (fence !== null) {
      const contentStart = Math.min(this.nextLine, this.text.length);
      const [mark, info] = [fence[1] ?? fence[3]!, (fence[2] ?? fence[4]!).trim()];
      return { kind: "fenced", start, end, fence: mark, info, contentStart, contentEnd: contentStart };
    }
    if (isThematicBreak(rest)) return interrupts && this.isUnderline() ? undefined : "none";
    if (first === "<") {
      const html = htmlBlock(rest, interrupts);
      return html === undefined ? undefined : { kind: "html", start, end, closing: html.closing };
    }
    const closing = closingOfMathematics(rest);
    return closing === undefined ? undefined : { kind: "mathematics", start, end, closing };
  }

  /** A quotation mark or the marker of an item, where the line has one next. */
  private takeContainer(interruptsParagraph: boolean): Container | undefined {
    if (this.indent() - this.column >= 4) return undefined;
    if (this.takeQuotationMark()) return { kind: "quotation" };
    const start = this.firstSolid();
    const rest = this.text.slice(start, Math.min(start + 12, this.lineEnd));
    const marker = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/.exec(rest)?.[0];
    if (marker === undefined || isThematicBreak(this.text.slice(start, this.lineEnd))) return undefined;
    const markerColumn = this.indent();
    const after = start + marker.length;
    const isEmpty = this.text.slice(after, this.lineEnd).trim() === "";
    if (interruptsParagraph && (isEmpty || (/^\d/.test(marker) && marker.slice(0, -1) !== "1"))) {
      // Beside a list that is open already, the next item needs no empty line before it.
      if (!this.containers.some(({ kind }) => kind === "item")) return undefined;
    }
    this.at = after;
    this.column = markerColumn + marker.length;
    const spaces = this.indent() - this.column;
    const column = isEmpty || spaces > 4 ? this.column + 1 : this.column + spaces;
    this.skipTo(column);
    return { kind: "item", column, isEmpty };
  }

  private takeQuotationMark(): boolean {
    const start = this.firstSolid();
    if (this.text[start] !== ">" || start >= this.lineEnd || this.indent() - this.column > 3) return false;
    this.column = this.indent() + 1;
    this.at = start + 1;
    if (this.text[this.at] === " " || this.text[this.at] === "\t") this.skipTo(this.column + 1);
    return true;
  }

  private closesFence(fence: string): boolean {
    if (this.indent() - this.column >= 4) return false;
    const rest = this.rest().trim();
    return rest.startsWith(fence) && rest === fence[0]!.repeat(rest.length);
  }

  private isUnderline(): boolean {
    return this.indent() - this.column < 4 && /^(?:=+|-+)[ \t]*$/.test(this.rest().trimStart());
  }

  /** What is left of the line. */
  private rest(): string {
    return this.text.slice(this.at, this.lineEnd);
  }

  /** Where the next thing in the line stands that is no space. */
  private firstSolid(): number {
    if (this.solid < this.at) this.measure();
    return this.solid;
  }

  /** The column of that, tabs counted to the next multiple of four. */
  private indent(): number {
    if (this.solid < this.at) this.measure();
    return this.solidColumn;
  }

  private measure(): void {
    let { at, column } = this;
    for (; at < this.lineEnd; at++) {
      if (this.text[at] === " ") column++;
      else if (this.text[at] === "\t") column += 4 - (column % 4);
      else break;
    }
    [this.solid, this.solidColumn] = [at, column];
  }

  private skipTo(column: number): void {
    while (this.column < column && this.at < this.lineEnd) {
      const character = this.text[this.at];
      if (character !== " " && character !== "\t") return;
      this.column += character === "\t" ? 4 - (this.column % 4) : 1;
      this.at++;
    }
  }

  private closeBeyond(depth: number): void {
    this.close();
    this.containers.length = depth;
  }

  private close(end?: number): void {
    const { leaf } = this;
    this.leaf = undefined;
    if (leaf === undefined) return;
    const range = { start: leaf.start, end: end ?? leaf.end };
    if (leaf.kind === "fenced") {
      const content = { start: leaf.contentStart, end: leaf.contentEnd };
      this.found.push({ kind: "code", ...range, info: leaf.info, content });
    } else this.found.push({ kind: kinds[leaf.kind], ...range });
  }
}

/** What each leaf is; a formula that has no end is prose. */
const kinds = { prose: "prose", indented: "code", html: "html", mathematics: "prose" } as const;

/** What a line has to begin with to open a block that is no paragraph. */
const opening: ReadonlySet<string> = new Set("#`~:<-_*$\\");
