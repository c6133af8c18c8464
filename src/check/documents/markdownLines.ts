/** Whether a line, without its indentation, is a rule across the page. */
export function isThematicBreak(line: string): boolean {
  return /^(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/.test(line);
}

/** What ends a formula that the line opens and does not end. */
export function closingOfMathematics(line: string): string | undefined {
  if (line.startsWith("$$")) return line.includes("$$", 2) ? undefined : "$$";
  if (line.startsWith("\\[")) return line.includes("\\]", 2) ? undefined : "\\]";
  const environment = /^\\begin\{([a-z]+\*?)\}/.exec(line)?.[1];
  const closing = `\\end{${environment}}`;
  return environment === undefined || line.includes(closing) ? undefined : closing;
}

/** The end of the settings that some documents begin with, between two lines of `---` or `+++`. */
export function endOfFrontMatter(text: string): number {
  return (
    /^\ufeff?(?:---[ \t]*\r?\n(?!\r?\n)[\s\S]*?\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n[\s\S]*?\n\+\+\+)[ \t]*(?:\r?\n|$)/.exec(
      text.slice(0, 20_000),
    )?.[0].length ?? 0
  );
}

const blockTags = new RegExp(
  "^</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|" +
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|" +
    "track|ul)(?:\\s|/?>|$)",
  "i",
);
const wholeTag =
  /^(?:<[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<\/[a-z][a-z0-9-]*\s*>)\s*$/i;

/** Whether a line opens a block of HTML, and the pattern that ends it; without one an empty line does. */
export function htmlBlock(line: string, interrupts: boolean): { closing: RegExp | undefined } | undefined {
  if (/^<(?:script|pre|style|textarea)(?:\s|>|$)/i.test(line)) return { closing: /<\/(?:script|pre|style|textarea)>/i };
  if (line.startsWith("<!--")) return { closing: /-->/ };
  if (line.startsWith("<?")) return { closing: /\?>/ };
  if (line.startsWith("<![CDATA[")) return { closing: /\]\]>/ };
  if (/^<![a-z]/i.test(line)) return { closing: />/ };
  if (blockTags.test(line)) return { closing: undefined };
  return !interrupts && wholeTag.test(line) ? { closing: undefined } : undefined;
}
