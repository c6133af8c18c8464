import type { Position } from "./claim.js";

/** The lines of a text: where an offset stands, and what a line holds. */
export class Lines {
  private readonly text: string;
  private readonly starts: number[] = [0];
  private readonly headings: readonly number[];

  constructor(text: string) {
    this.text = text;
    for (const { index, 0: ending } of text.matchAll(/\r\n|\n|\r/g)) this.starts.push(index + ending.length);
    this.headings = [...text.matchAll(heading)].map(({ index }) => index);
  }

  /** How many lines there are; an empty text has one. */
  get count(): number {
    return this.starts.length;
  }

  position(offset: number): Position {
    const line = countUpTo(this.starts, offset);
    return { line, column: offset - this.starts[line - 1]! + 1, offset };
  }

  /** The line of an offset, counted from 1, and how many headings stand above it. */
  place(offset: number): { line: number; section: number } {
    return { line: countUpTo(this.starts, offset), section: countUpTo(this.headings, offset) };
  }

  /** The text of a line, counted from 1, without its ending. */
  line(number: number): string {
    const start = this.starts[number - 1] ?? this.text.length;
    return this.text.slice(start, this.starts[number] ?? this.text.length).replace(/[\r\n]+$/, "");
  }
}

/** A heading of Markdown or LaTeX, or a line that begins one of several examples, each with values of its own. */
const heading =
  /^ {0,3}(?:#{1,6} |[*_]{0,3}(?:Example|Exercise|Problem|Question|Case|Scenario|Beispiel|Aufgabe|Exemple|Exercice|Ejemplo|Ejercicio|例题?|练习|示例|习题) ?(?:\d|[A-Z]\b|[一二三四五六七八九]))|^[ \t]*\\(?:chapter|(?:sub)*section)(?![a-z])/gm;

/** How many of the ascending numbers are not greater than x. */
function countUpTo(ascending: readonly number[], x: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
