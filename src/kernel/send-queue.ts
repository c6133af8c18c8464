/**
 * The messages that wait to leave by a socket, in their order.
 *
 * A client that does not read must neither fill this process's memory nor hold up the others for ever: the cells are
 * held back while too much waits, and what a client has not taken in a while goes past it.
 */

/** How messages leave. */
export interface Outlet {
  /** Sends a message to everybody, or to nobody: false while somebody has too many that were not read. */
  send(frames: readonly Uint8Array[]): Promise<boolean>;
  /** Sends a message to everybody who reads; who does not is left out until they do, by `send` too. */
  sendPast(frames: readonly Uint8Array[]): Promise<void>;
}

/** What a queue tells. */
export interface QueueListener {
  /** More waits than should, or no longer. */
  full(isFull: boolean): void;
  /** Somebody has read nothing for so long that messages go past them until they read again. */
  passed(): void;
}

/** How long a client may read nothing while messages wait for it, in seconds. */
export const patience = 5;

const most = 1 << 25;
const pause = 1;

/** Sends one message after another. */
export class SendQueue {
  readonly #outlet: Outlet;
  readonly #listener: QueueListener;
  readonly #patience: number;
  readonly #waiting: (readonly Uint8Array[])[] = [];
  #bytes = 0;
  #isFull = false;
  #running: Promise<void> | undefined;

  constructor(outlet: Outlet, listener: QueueListener, seconds = patience) {
    this.#outlet = outlet;
    this.#listener = listener;
    this.#patience = seconds * 1000;
  }

  /** Adds a message. */
  send(frames: readonly Uint8Array[]): void {
    this.#waiting.push(frames);
    this.#count(sizeOf(frames));
    this.#running ??= this.#run();
  }

  /** Resolves when nothing waits. */
  async empty(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let frames = this.#waiting.shift(); frames; frames = this.#waiting.shift()) {
      await this.#deliver(frames);
      this.#count(-sizeOf(frames));
    }
    this.#running = undefined;
  }

  async #deliver(frames: readonly Uint8Array[]): Promise<void> {
    const deadline = performance.now() + this.#patience;
    while (!(await this.#outlet.send(frames))) {
      if (performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        continue;
      }
      await this.#outlet.sendPast(frames);
      this.#listener.passed();
      return;
    }
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    const isFull = this.#bytes > (this.#isFull ? most / 2 : most);
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    this.#listener.full(isFull);
  }
}

function sizeOf(frames: readonly Uint8Array[]): number {
  return frames.reduce((sum, frame) => sum + frame.length, 0);
}
