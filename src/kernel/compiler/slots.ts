/** The places that cells take in the program: of each language some are made in advance, and those given back serve again. */
import type { Language } from "../cell.js";

/** A place in the program, which a cell takes when later cells are to see its names. */
export interface Slot {
  readonly language: Language;
  readonly file: string;
  readonly id: string;
}

interface Pool {
  readonly prefix: string;
  readonly all: Slot[];
  /** Those that no cell has taken: the last of them is the next. */
  readonly free: Slot[];
}

export class Slots {
  readonly #folder: string;
  readonly #pools: Record<Language, Pool> = {
    ts: { prefix: "", all: [], free: [] },
    tsx: { prefix: "x", all: [], free: [] },
  };

  /** The first slots in `folder`: few of TSX, which few cells are. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#add("ts", 16);
    this.#add("tsx", 2);
  }

  /** All of them, taken or not. */
  get all(): readonly Slot[] {
    return Object.values(this.#pools).flatMap((pool) => pool.all);
  }

  /** The slot that is taken next; undefined where there are no more. */
  next(language: Language): Slot | undefined {
    return this.#pools[language].free.at(-1);
  }

  /** Whether at least half of the slots are taken. */
  isScarce(language: Language): boolean {
    const { all, free } = this.#pools[language];
    return free.length <= all.length / 2;
  }

  /** Doubles the slots of a language. */
  grow(language: Language): void {
    this.#add(language, this.#pools[language].all.length);
  }

  /** Takes the next slot. */
  take({ language }: Slot): void {
    this.#pools[language].free.pop();
  }

  /** Gives slots back. */
  release(slots: readonly Slot[]): void {
    for (const slot of slots) this.#pools[slot.language].free.push(slot);
  }

  #add(language: Language, count: number): void {
    const { prefix, all, free } = this.#pools[language];
    const made = Array.from({ length: count }, (_, i): Slot => {
      const id = `${prefix}${all.length + i}`;
      return { language, id, file: `${this.#folder}/__cell${id}.${language}` };
    });
    all.push(...made);
    free.push(...made.reverse());
  }
}
