/** Where progress is shown. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** One line on a terminal that says how far the work is, rewritten as it goes on; nothing anywhere else. */
export class Progress {
  readonly #stream: ProgressStream;

  constructor(stream: ProgressStream) {
    this.#stream = stream;
  }

  show(line: string): void {
    this.clear();
    if (this.#stream.isTTY === true) this.#stream.write(line.slice(0, (this.#stream.columns || 80) - 1));
  }

  /** Makes room for other output. */
  clear(): void {
    if (this.#stream.isTTY === true) this.#stream.write("\r\u001b[K");
  }
}

/** Such a line that says how many of a number of things are done. */
export class CountedProgress {
  readonly #line: Progress;
  readonly #verb: string;
  readonly #count: number;
  readonly #startsAt: number;
  #done = 0;

  /** `verb` says what is being done: "checking". Nothing is shown in the first `silent` milliseconds. */
  constructor(stream: ProgressStream, verb: string, count: number, silent = 0) {
    this.#startsAt = performance.now() + silent;
    this.#line = new Progress(stream);
    this.#verb = verb;
    this.#count = count;
  }

  start(): void {
    this.#show("");
  }

  step(name: string): void {
    this.#done++;
    if (this.#done < this.#count) this.#show(`  ${name}`);
  }

  clear(): void {
    this.#line.clear();
  }

  #show(rest: string): void {
    if (this.#count < 2 || performance.now() < this.#startsAt) return;
    this.#line.show(`${this.#verb}: ${this.#done} of ${this.#count}${rest}`);
  }
}
