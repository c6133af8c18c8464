import type { Position } from "./claim.js";

/** The lines of a text: where an offset stands, and what a line holds. */
export class Lines {
  private readonly text: string;
  private readonly starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (const { index, 0: ending } of text.matchAll(/\r\n|\n|\r/g)) this.starts.push(index + ending.length);
  }

  position(offset: number): Position {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1, offset };
  }

  /** The text of a line, counted from 1, without its ending. */
  line(number: number): string {
    const start = this.starts[number - 1] ?? this.text.length;
    return this.text.slice(start, this.starts[number] ?? this.text.length).replace(/[\r\n]+$/, "");
  }
}
