/** What cells ask the person: one question at a time, put to the front end whose request runs the cell. */
import type { Question } from "./runner/protocol.js";
import type { Runner } from "./runner-process.js";
import type { Origin } from "./session.js";
import type { Json } from "./wire.js";

interface Waiting {
  readonly question: Question;
  readonly origin: Origin;
}

/** The questions that have no answer yet; the first has been put. */
export class Questions {
  readonly #runner: Runner;
  #waiting: Waiting[] = [];

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /** Puts a question of a cell to where its request came from, after those before it. */
  ask(question: Question, origin: Origin): void {
    if (!origin.canAsk) {
      this.#runner.answer(question, { refusal: "this front end cannot ask the person anything" });
      return;
    }
    this.#waiting.push({ question, origin });
    if (this.#waiting.length === 1) this.#put();
  }

  /** Handles an input_reply. */
  answer({ value }: Json): void {
    const answered = this.#waiting.shift();
    if (answered === undefined) return;
    this.#runner.answer(answered.question, { text: typeof value === "string" ? value : "" });
    this.#put();
  }

  /** The cell has ended: nobody waits for answers to its questions. */
  forget(run: number): void {
    const [first] = this.#waiting;
    this.#waiting = this.#waiting.filter(({ question }) => question.run !== run);
    if (first !== this.#waiting[0]) this.#put();
  }

  #put(): void {
    const [first] = this.#waiting;
    first?.origin.ask({ prompt: first.question.prompt, password: first.question.password });
  }
}
