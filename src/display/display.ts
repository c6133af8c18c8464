import type { CommHook } from "./comm.js";
import type { MimeBundle } from "./mimeBundle.js";
import { partsOf, toMimeBundle } from "./toMimeBundle.js";

/** The name of the global object by which `display` knows that it runs in our own kernel. */
export const kernelSymbol: unique symbol = Symbol.for("workings.kernel");

/** What our own kernel puts there. */
export interface KernelHook {
  display(value: unknown, options?: DisplayOptions): void | Promise<void>;
  readonly comms: CommHook;
  /** Calls `told` if the cell that calls this is interrupted; what it returns takes that back. Young: it may be absent. */
  whenStopped?(told: () => void): () => void;
}

export interface DisplayOptions {
  /** The output's name: what the same cell shows under a name again takes the place of what it showed before. */
  readonly id?: string;
  /** Whether it takes the place of the outputs of that name in all cells, and is not shown itself. */
  readonly update?: boolean;
}

/** MIME types from the richest to the plainest: a kernel that shows one of a bundle shows the first of these. */
const richness = [
  "application/vnd.vegalite.v5+json",
  "application/vnd.vega.v5+json",
  "text/html",
  "text/markdown",
  "text/latex",
  "image/svg+xml",
  "image/png",
  "image/jpeg",
  "text/plain",
];

/**
 * Shows a value in the notebook, as the value of a cell is shown, whichever kernel runs it: ours, tslab or Deno's.
 *
 * With an `id`, the output can be replaced by a later one: `display(chart, { id: "loss" })` in a loop is one output that
 * changes, in our kernel and Deno's. Outside a notebook it prints the value. The promise that comes of a value which
 * takes time to show need not be awaited in our kernel: the cell waits for it.
 */
export function display(value: unknown, options: DisplayOptions = {}): void | Promise<void> {
  const world = globalThis as unknown as World; // Each kernel has its own property there; none may be one of them.
  const hook = world[kernelSymbol];
  if (hook) return hook.display(value, options);
  const show = shower(world);
  if (show === undefined) return whenThere(toMimeBundle(value), print);
  const shown = partsOf(value).map((part, i) =>
    whenThere(toMimeBundle(part), (bundle) => show(bundle, partOptions(options, i))),
  );
  return shown.some((one) => one instanceof Promise) ? Promise.all(shown).then(() => {}) : undefined;
}

/** Whether what has been shown under an `id` can be replaced where this runs; undefined outside of a notebook. */
export function outputsCanChange(): boolean | undefined {
  // Kernels add to the global object what no types tell of.
  const world = globalThis as unknown as World;
  if (world[kernelSymbol]) return true;
  return shower(world) && world.__tslab__ === undefined;
}

/** The options of one of several outputs: each after the first has a name of its own. */
export function partOptions({ id, ...rest }: DisplayOptions, part: number): DisplayOptions {
  return id === undefined ? rest : { ...rest, id: part === 0 ? id : `${id}-${part + 1}` };
}

function whenThere<T>(bundle: MimeBundle | Promise<MimeBundle>, show: (bundle: MimeBundle) => T): T | Promise<T> {
  return bundle instanceof Promise ? bundle.then(show) : show(bundle);
}

function print(bundle: MimeBundle): void {
  if ("text/plain" in bundle) console.log(bundle["text/plain"]);
}

interface World {
  readonly [kernelSymbol]?: KernelHook;
  readonly __tslab__?: { require(name: "tslab"): { display: { raw(mime: string, value: unknown): void } } };
  readonly Deno?: { jupyter?: { broadcast?(type: string, content: object): Promise<void> } };
}

/** The names under which another kernel than ours has been shown something. */
const named = new Set<string>();

/** How the kernel that runs this shows a bundle; undefined outside of a notebook. */
function shower({
  __tslab__: tslab,
  Deno: deno,
}: World): ((bundle: MimeBundle, options: DisplayOptions) => void | Promise<void>) | undefined {
  if (tslab) {
    const { display: tslabDisplay } = tslab.require("tslab");
    return (bundle) => {
      // tslab shows one MIME type a call, and two calls are two outputs.
      const mime = richness.find((one) => one in bundle);
      if (mime) tslabDisplay.raw(mime, bundle[mime]);
    };
  }
  const broadcast = deno?.jupyter?.broadcast;
  if (broadcast === undefined) return undefined;
  return (data, { id, update = false }) => {
    const type = id !== undefined && (update || named.has(id)) ? "update_display_data" : "display_data";
    if (id !== undefined) named.add(id);
    return broadcast(type, { data, metadata: {}, transient: id === undefined ? {} : { display_id: id } });
  };
}
