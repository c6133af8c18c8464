/** How far a loop has come, shown in one output that changes. */
import { changeableOutput, type Output } from "./changeableOutput.js";
import { durationText } from "./duration.js";
import { escapeHtml } from "./escapeHtml.js";
import { displaySymbol, type MimeBundle } from "./mimeBundle.js";

/** The time between two changes of what is shown, in milliseconds. */
const interval = 100;
const width = 20;

export class ProgressBar {
  readonly #label: string;
  readonly #total: number | undefined;
  readonly #started = performance.now();
  readonly #output: Output;
  #done = 0;
  #ended = false;
  /** The number of steps at which the clock is looked at next, when it was last, and when something was last shown. */
  #look = 1;
  #looked = this.#started;
  #shown = this.#started;

  /** Shows that nothing is done yet; without a total it is not known how much there is. */
  constructor(label: string, total: number | undefined) {
    this.#label = label;
    this.#total = total;
    this.#output = changeableOutput(() => this.end("stopped"));
    this.#output.change(this.#state("going"));
  }

  /** One more step is done. */
  step(): void {
    if (++this.#done < this.#look) return;
    const now = performance.now();
    // To look at the clock takes longer than a short step. Should steps grow long of a sudden, 16 are no long time.
    this.#look = this.#done + (now - this.#looked < 1 ? 16 : 1);
    this.#looked = now;
    if (now - this.#shown < interval) return;
    this.#shown = now;
    this.#output.change(this.#state("going"));
  }

  /** There are no more steps, or none will be done. Only the first end counts. */
  end(how: "done" | "stopped"): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#output.end(this.#state(how));
  }

  #state(how: "going" | "done" | "stopped"): ProgressState {
    const seconds = (performance.now() - this.#started) / 1000;
    return new ProgressState(this.#label, this.#done, this.#total, seconds, how);
  }
}

/** How far a loop had come at one moment, as it is shown. */
class ProgressState {
  readonly #label: string;
  /** The share that is done, between 0 and 1, where it is known. */
  readonly #share: number | undefined;
  readonly #facts: string;

  constructor(
    label: string,
    done: number,
    total: number | undefined,
    seconds: number,
    how: "going" | "done" | "stopped",
  ) {
    this.#label = label;
    this.#share = total === undefined ? undefined : total === 0 ? 1 : Math.min(1, done / total);
    const facts = [total === undefined ? `${done}` : `${done}/${total}`];
    if (done > 0 && seconds > 0) facts.push(rateText(done / seconds));
    if (how === "done") facts.push(`took ${durationText(seconds)}`);
    if (how === "stopped") facts.push(`stopped after ${durationText(seconds)}`);
    if (how === "going" && done > 0 && total !== undefined)
      facts.push(`${durationText((Math.max(0, total - done) * seconds) / done)} left`);
    this.#facts = facts.join(" · ");
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": this.#html(), "text/plain": String(this) };
  }

  toString(): string {
    if (this.#share === undefined) return [this.#label, this.#facts].filter(Boolean).join("  ");
    const full = Math.floor(this.#share * width);
    const bar = `${"█".repeat(full)}${"░".repeat(width - full)}`;
    return [this.#label, `${percent(this.#share).padStart(4)} ${bar}`, this.#facts].filter(Boolean).join("  ");
  }

  #html(): string {
    const label = this.#label ? `<span>${escapeHtml(this.#label)}</span>` : "";
    const bar =
      this.#share === undefined
        ? ""
        : `<progress max="1" value="${this.#share.toFixed(4)}" style="width: 16em"></progress><span>${percent(this.#share)}</span>`;
    // Colours are the front end's own, so that it is legible on either ground.
    const style =
      "display: flex; flex-wrap: wrap; gap: 0.75em; align-items: center; font-variant-numeric: tabular-nums";
    return `<div style="${style}">${label}${bar}<span>${this.#facts}</span></div>`;
  }
}

function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}

/** Steps a second, or where these are fewer than one, the time of each. */
function rateText(rate: number): string {
  if (rate < 1) return `${durationText(1 / rate)} each`;
  return `${rate.toLocaleString("en", { notation: "compact", maximumSignificantDigits: 3 })}/s`;
}
