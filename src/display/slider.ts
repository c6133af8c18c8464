import { escapeHtml } from "./escapeHtml.js";
import { type Displayable, displaySymbol, type MimeBundle } from "./mimeBundle.js";
import { hasWidgets, Widget } from "./widget.js";

export interface SliderOptions {
  readonly label?: string;
  /** The least value; 0 unless said otherwise. */
  readonly min?: number;
  /** The greatest value; 100 unless said otherwise. */
  readonly max?: number;
  /** How far apart values are: 1 where that leaves ten steps and all else is whole, else a hundredth of the range. */
  readonly step?: number;
  /** What it shows at first; the least value unless said otherwise. */
  readonly value?: number;
}

/** A number that a person moves between two others. */
export interface Slider extends Displayable {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Where it stands. What is set here moves it wherever it is shown; a RangeError is thrown where it cannot go. */
  value: number;
  /** Calls `handler` with each value that the person moves it to. */
  onChange(handler: (value: number) => void): void;
  /** Takes the slider away where it is shown. */
  close(): void;
}

/**
 * A slider, which a notebook shows as the value of a cell and which moves while other cells run:
 * `const rate = slider({ label: "rate", max: 1 })`, then `rate.value`.
 *
 * It is a slider of ipywidgets, so that JupyterLab and VS Code show it; in a front end without widgets, on kernels
 * without comms and in a terminal it says where it stands. Throws a `RangeError` for a range that is empty.
 */
export function slider(options: SliderOptions = {}): Slider {
  return new NumberSlider(options);
}

class NumberSlider implements Slider {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly #isWhole: boolean;
  readonly #handlers: ((value: number) => void)[] = [];
  #value: number;
  #widget: Widget | undefined;

  constructor({ label = "", min = 0, max = 100, step, value = min }: SliderOptions) {
    if (!(min < max && Number.isFinite(max - min))) {
      throw new RangeError(`slider: min must be less than max but they are ${min} and ${max}`);
    }
    const isWhole = [min, max, value].every(Number.isInteger);
    this.label = label;
    this.min = min;
    this.max = max;
    this.step = step ?? (isWhole && max - min >= 10 ? 1 : (max - min) / 100);
    if (!(this.step > 0)) throw new RangeError(`slider: step must be greater than 0 but is ${step}`);
    this.#isWhole = isWhole && Number.isInteger(this.step);
    this.#value = this.#checked(value);
  }

  get value(): number {
    return this.#value;
  }

  set value(value: number) {
    this.#value = this.#checked(value);
    this.#widget?.set({ value });
  }

  onChange(handler: (value: number) => void): void {
    this.#handlers.push(handler);
  }

  close(): void {
    this.#widget?.close();
    this.#widget = undefined;
  }

  [displaySymbol](): MimeBundle {
    const { label, min, max, step, value } = this;
    const text = `${label === "" ? "" : `${label}: `}${value} (${min} to ${max})`;
    const range = `<input type="range" min="${min}" max="${max}" step="${step}" value="${value}" disabled>`;
    const html = `<label>${escapeHtml(label)} ${range} ${value}</label>`;
    return { ...this.#view(), "text/html": html, "text/plain": text };
  }

  #view(): MimeBundle {
    if (!hasWidgets()) return {};
    if (this.#widget?.isOpen !== true) this.#widget = this.#open();
    return this.#widget.view;
  }

  #open(): Widget {
    const { label, min, max, step, value } = this;
    const kind = this.#isWhole ? "IntSlider" : "FloatSlider";
    const readout_format = this.#isWhole ? "d" : `.${decimalsOf(step)}f`;
    const state = { description: label, min, max, step, value, readout_format, readout: true, continuous_update: true };
    return new Widget(kind, state, (moved) => this.#move(moved.value));
  }

  #move(value: unknown): void {
    if (typeof value !== "number" || Number.isNaN(value) || value === this.#value) return;
    this.#value = Math.min(this.max, Math.max(this.min, value));
    for (const handler of this.#handlers) handler(this.#value);
  }

  #checked(value: number): number {
    if (value >= this.min && value <= this.max) return value;
    throw new RangeError(`slider: value must lie from ${this.min} to ${this.max} but is ${value}`);
  }
}

/** How many places behind the point a step's multiples have, ten at most. */
function decimalsOf(step: number): number {
  const [digits, exponent = "0"] = String(step).split("e");
  const fraction = digits!.split(".")[1]?.length ?? 0;
  return Math.min(10, Math.max(0, fraction - Number(exponent)));
}
