/**
 * Widgets as ipywidgets has them: a model here and views of it in the front end, kept alike by comms.
 *
 * Source: https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md, protocol 2.1
 */
import { type Comm, type CommMessage, hasComms, openComm } from "./comm.js";
import type { MimeBundle } from "./mimeBundle.js";

type State = Readonly<Record<string, unknown>>;

const target = "jupyter.widget";
const details = { metadata: { version: "2.1.0" } };

/** Whether the kernel that runs this can have widgets. */
export function hasWidgets(): boolean {
  return hasComms();
}

/** One widget of `@jupyter-widgets/controls`, with the two others that each has: its layout and its style. */
export class Widget {
  readonly #parts: readonly Model[];
  readonly #model: Model;

  /** Opens the widget; `onUpdate` is called with what the person changes of its state. */
  constructor(kind: "IntSlider" | "FloatSlider", state: State, onUpdate: (changed: State) => void) {
    const layout = new Model(model("base", "Layout"));
    const style = new Model({ ...model("controls", "SliderStyle"), ...view("base", "StyleView") });
    const parts = { layout: `IPY_MODEL_${layout.id}`, style: `IPY_MODEL_${style.id}` };
    this.#model = new Model({ ...model("controls", kind), ...state, ...parts }, onUpdate);
    this.#parts = [this.#model, style, layout];
  }

  /** Whether the front end still has it. */
  get isOpen(): boolean {
    return this.#model.isOpen;
  }

  /** What a front end with widgets shows of it. */
  get view(): MimeBundle {
    const mime = "application/vnd.jupyter.widget-view+json";
    return { [mime]: { model_id: this.#model.id, version_major: 2, version_minor: 0 } };
  }

  /** Changes some of its state wherever it is shown. */
  set(state: State): void {
    this.#model.set(state);
  }

  close(): void {
    for (const part of this.#parts) part.close();
  }
}

/** The state of a widget, or of a part of one, and the comm that keeps it. */
class Model {
  readonly #comm: Comm;
  #state: State;
  isOpen = true;

  constructor(state: State, onUpdate: (changed: State) => void = () => {}) {
    this.#state = state;
    this.#comm = openComm(target, { state, buffer_paths: [] }, details);
    this.#comm.onMessage = (message) => this.#receive(message, onUpdate);
    this.#comm.onClose = () => {
      this.isOpen = false;
    };
  }

  get id(): string {
    return this.#comm.id;
  }

  set(state: State): void {
    this.#state = { ...this.#state, ...state };
    if (this.isOpen) this.#send("update", state);
  }

  close(): void {
    this.isOpen = false;
    this.#comm.close();
  }

  #receive({ data }: CommMessage, onUpdate: (changed: State) => void): void {
    if (data.method === "request_state") this.#send("update", this.#state);
    if (data.method !== "update") return;
    const changed = (data.state ?? {}) as State;
    this.#state = { ...this.#state, ...changed };
    // Another view of the same widget learns of it by the echo.
    this.#send("echo_update", changed);
    onUpdate(changed);
  }

  #send(method: string, state: State): void {
    this.#comm.send({ method, state, buffer_paths: [] });
  }
}

/** The part of a state that says which class of the front end's it is the state of. */
function model(module: "base" | "controls", name: string): State {
  return {
    _model_module: `@jupyter-widgets/${module}`,
    _model_module_version: "2.0.0",
    _model_name: `${name}Model`,
    ...view(module, `${name}View`),
  };
}

function view(module: "base" | "controls", name: string): State {
  return { _view_module: `@jupyter-widgets/${module}`, _view_module_version: "2.0.0", _view_name: name };
}
