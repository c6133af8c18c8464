/** Columns of a terminal that a line may take. */
const widest = 96;

/** The part of a line around `[from, to)`, and how many columns stand before and under it. */
export function excerpt(line: string, from: number, to: number): { text: string; before: number; marked: number } {
  const flat = printable(line);
  const start = columns(flat.slice(0, to)) <= widest ? 0 : Math.max(0, from - 40);
  const head = start > 0 ? "…" : "";
  let end = start;
  while (end < flat.length && columns(flat.slice(start, end + 1)) <= widest) end++;
  return {
    text: `${head}${flat.slice(start, end)}${end < flat.length ? "…" : ""}`,
    before: head.length + columns(flat.slice(start, from)),
    marked: columns(flat.slice(from, Math.min(to, end))),
  };
}

/** A text without signs that a terminal obeys, or that turn the direction of writing, one character for another. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ");
}

/** How many columns a terminal gives a text: two to a Chinese, Japanese or Korean character. */
function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
