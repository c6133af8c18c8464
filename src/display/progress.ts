import { ProgressBar } from "./progressBar.js";

export interface ProgressOptions {
  /** How many steps there will be; of an array, a set and a map it is known. */
  readonly total?: number;
  /** What is being done. */
  readonly label?: string;
}

/**
 * The same items, and how far a loop over them has come: `for (const batch of progress(batches)) …` shows how many steps
 * are done, how many a second, and how much time is left, in one output that changes ten times a second at most.
 *
 * The items may be asynchronous, and without a known number: then there is no time left to tell. The output says at the
 * end how long it took, or where the loop was left by a `break`, an error or an interrupt. Where outputs cannot change,
 * as in tslab, only the end is shown; outside of a notebook it is a line of the terminal. Throws a RangeError if the
 * total is no number of steps, a TypeError where there are no items.
 */
export function progress<T>(items: Iterable<T>, options?: ProgressOptions): Iterable<T>;
export function progress<T>(items: AsyncIterable<T>, options?: ProgressOptions): AsyncIterable<T>;
export function progress<T>(
  items: Iterable<T> | AsyncIterable<T>,
  { total = sizeOf(items), label = "" }: ProgressOptions = {},
): Iterable<T> | AsyncIterable<T> {
  if (total !== undefined && !(Number.isInteger(total) && total >= 0))
    throw new RangeError(`progress: total is ${total}, which is no number of steps`);
  const begin = () => new ProgressBar(label, total);
  if (Symbol.asyncIterator in Object(items)) {
    const asynchronous = items as AsyncIterable<T>;
    return { [Symbol.asyncIterator]: () => asyncSteps(asynchronous, begin()) };
  }
  const synchronous = items as Iterable<T>;
  if (!(Symbol.iterator in Object(items))) throw new TypeError("progress: there is nothing to loop over");
  return { [Symbol.iterator]: () => new Steps(synchronous[Symbol.iterator](), begin()) };
}

/** The number of items, where that is known without taking them. */
function sizeOf(items: unknown): number | undefined {
  if (Array.isArray(items) || (ArrayBuffer.isView(items) && "length" in items)) return items.length as number;
  return items instanceof Set || items instanceof Map ? items.size : undefined;
}

/** Written out, since a generator would cost each step four times as much. */
class Steps<T> implements IterableIterator<T> {
  readonly #items: Iterator<T>;
  readonly #bar: ProgressBar;
  #hasBegun = false;

  constructor(items: Iterator<T>, bar: ProgressBar) {
    this.#items = items;
    this.#bar = bar;
  }

  next(): IteratorResult<T> {
    if (this.#hasBegun) this.#bar.step();
    this.#hasBegun = true;
    try {
      const result = this.#items.next();
      if (result.done) this.#bar.end("done");
      return result;
    } catch (error) {
      this.#bar.end("stopped");
      throw error;
    }
  }

  return(value?: unknown): IteratorResult<T> {
    this.#bar.end("stopped");
    return this.#items.return?.(value) ?? { done: true, value };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

async function* asyncSteps<T>(items: AsyncIterable<T>, bar: ProgressBar): AsyncGenerator<T, void, undefined> {
  try {
    for await (const item of items) {
      yield item;
      bar.step();
    }
    bar.end("done");
  } finally {
    bar.end("stopped");
  }
}
