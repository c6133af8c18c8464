/** Gathers what cells print, so that a hundred thousand lines do not become as many messages. */
import type { StreamOutput } from "./runner/protocol.js";

const longest = 1 << 16;
const delay = 10;

/** Joins pieces of text of one run and stream; they are published after 10 ms, or as soon as there are 64 KiB. */
export class StreamBatch {
  readonly #publish: (run: number, content: { name: string; text: string }) => void;
  #pieces: string[] = [];
  #length = 0;
  #run = 0;
  #name = "stdout";
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (run: number, content: { name: string; text: string }) => void) {
    this.#publish = publish;
  }

  /** Adds a piece. */
  add({ run, name, text }: StreamOutput): void {
    if (run !== this.#run || name !== this.#name) this.flush();
    this.#run = run;
    this.#name = name;
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length >= longest) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), delay);
  }

  /** Publishes what has been gathered: to be called before anything that must not overtake it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#pieces.length) return;
    const text = this.#pieces.join("");
    this.#pieces = [];
    this.#length = 0;
    this.#publish(this.#run, { name: this.#name, text });
  }
}
