/** The widgets of a run, as they stand in the end: what shows them without a kernel reads that in the notebook's file. */
import type { Published } from "../kernel/embedded.js";
import type { Notebook } from "./notebook.js";

interface Model {
  readonly state: Record<string, unknown>;
  readonly buffers: Map<string, object>;
}

/** The states of all widgets that cells have opened. */
export class Widgets {
  readonly #models = new Map<string, Model>();

  /** Takes in a message of the kernel's, if it says something of a widget. */
  add({ type, content, buffers }: Published): void {
    if (type !== "comm_open" && type !== "comm_msg") return;
    const { state, buffer_paths: paths = [] } = content.data as { state?: object; buffer_paths?: unknown[] };
    if (state === undefined) return;
    const id = String(content.comm_id);
    const model = this.#models.get(id) ?? { state: {}, buffers: new Map() };
    this.#models.set(id, model);
    Object.assign(model.state, state);
    for (const [index, path] of paths.entries()) {
      const data = Buffer.from(buffers[index] ?? []).toString("base64");
      model.buffers.set(JSON.stringify(path), { data, encoding: "base64", path });
    }
  }

  /** Puts the states into the notebook; a notebook without widgets keeps none. */
  keepIn(notebook: Notebook): void {
    const models = [...this.#models].filter(([, { state }]) => "_model_name" in state);
    if (models.length === 0) {
      delete notebook.metadata.widgets;
      return;
    }
    const state = Object.fromEntries(models.map(([id, model]) => [id, kept(model)]));
    notebook.metadata.widgets = {
      "application/vnd.jupyter.widget-state+json": { state, version_major: 2, version_minor: 0 },
    };
  }
}

function kept({ state, buffers }: Model): object {
  return {
    model_name: state._model_name,
    model_module: state._model_module,
    model_module_version: state._model_module_version,
    state,
    ...(buffers.size > 0 && { buffers: [...buffers.values()] }),
  };
}
