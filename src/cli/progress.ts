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
    if (this.#stream.isTTY === true) this.#stream.write(line.slice(0, (this.#stream.columns ?? 80) - 1));
  }

  /** Makes room for other output. */
  clear(): void {
    if (this.#stream.isTTY === true) this.#stream.write("\r\u001b[K");
  }
}
