import { scanBlocks } from "./markdownBlocks.js";
import type { Inline } from "./markdownInlines.js";
import { definitionsIn, scanInlines } from "./markdownInlines.js";
import type { Range } from "./range.js";

/** What Markdown makes of a document, as far as it matters where the mathematics is. */
export interface MarkdownStructure {
  /** What is not read as prose, in order and apart from each other: code, HTML, comments, images, addresses. */
  readonly closed: readonly Range[];
  /** Of these the code in a line, with its backticks. */
  readonly inlineCode: readonly Range[];
  /** Of these the comments. */
  readonly comments: readonly Range[];
  /** What stands between the fences or backticks of code that is marked as mathematics. */
  readonly mathBlocks: readonly Range[];
}

/**
 * Reads the structure of a Markdown document as CommonMark, GitHub, Pandoc and MyST have it, in one pass and in time
 * linear in its length: a parser that makes the whole tree takes a hundred times as long.
 */
export function scanMarkdown(text: string): MarkdownStructure {
  const closed: Range[] = [];
  const inlineCode: Range[] = [];
  const mathBlocks: Range[] = [];
  const prose: Range[] = [];
  const labels = new Set<string>();
  for (const block of scanBlocks(text)) {
    if (block.kind === "prose") {
      const definitions = text[block.start] === "[" ? definitionsIn(text, block) : [];
      for (const { label, start, end } of definitions) {
        labels.add(label);
        closed.push({ start, end });
      }
      prose.push({ start: definitions.at(-1)?.end ?? block.start, end: block.end });
    } else if (block.kind !== "mathematics") closed.push({ start: block.start, end: block.end });
    if (block.content !== undefined && /^(?:math|\{math\})(?:\s|$)/.test(block.info!)) {
      mathBlocks.push(withoutOptions(text, block.content));
    }
  }
  for (const paragraph of prose) {
    for (const inline of outermost(scanInlines(text, paragraph, labels))) {
      closed.push({ start: inline.start, end: inline.end });
      if (inline.kind !== "code") continue;
      if (text.startsWith("{math}", inline.start - 6)) mathBlocks.push(withoutTicks(text, inline));
      else inlineCode.push({ start: inline.start, end: inline.end });
    }
  }
  closed.sort((a, b) => a.start - b.start);
  return { closed, inlineCode, mathBlocks, comments: closed.filter(({ start }) => text.startsWith("<!--", start)) };
}

/** A directive of MyST may begin with settings, a line each: `:label: name`. */
function withoutOptions(text: string, { start, end }: Range): Range {
  const options = /^(?:[ \t>]*:[\w-]+:[^\n]*(?:\n|$))+/.exec(text.slice(start, Math.min(end, start + 2000)));
  return { start: Math.min(end, start + (options?.[0].length ?? 0)), end };
}

/** What stands between the backticks of code in a line. */
function withoutTicks(text: string, { start, end }: Range): Range {
  const ticks = /^`+/.exec(text.slice(start, end))![0].length;
  return { start: start + ticks, end: end - ticks };
}

/** Without what lies within what comes before it: the code in the text of an image. */
function outermost(inlines: readonly Inline[]): Inline[] {
  let end = 0;
  return inlines.filter((inline) => {
    if (inline.start < end) return false;
    end = inline.end;
    return true;
  });
}
