import type { MimeBundle } from "./mimeBundle.js";
import { toMimeBundle } from "./toMimeBundle.js";

/** The name of the global object by which `display` knows that it runs in our own kernel. */
export const kernelSymbol: unique symbol = Symbol.for("workings.kernel");

/** What our own kernel puts there. */
export interface KernelHook {
  display(value: unknown): void | Promise<void>;
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
 * Outside a notebook it prints the value. The promise that comes of a value which takes time to show need not be
 * awaited in our kernel: the cell waits for it.
 */
export function display(value: unknown): void | Promise<void> {
  const world = globalThis as unknown as World; // Each kernel has its own property there; none may be one of them.
  const hook = world[kernelSymbol];
  if (hook) return hook.display(value);
  const show = shower(world);
  const bundle = toMimeBundle(value);
  return bundle instanceof Promise ? bundle.then(show) : show(bundle);
}

interface World {
  readonly [kernelSymbol]?: KernelHook;
  readonly __tslab__?: { require(name: "tslab"): { display: { raw(mime: string, value: unknown): void } } };
  readonly Deno?: { jupyter?: { broadcast?(type: string, content: object): Promise<void> } };
}

function shower({ __tslab__: tslab, Deno: deno }: World): (bundle: MimeBundle) => void | Promise<void> {
  if (tslab) {
    const { display: tslabDisplay } = tslab.require("tslab");
    return (bundle) => {
      // tslab shows one MIME type a call, and two calls are two outputs.
      const mime = richness.find((one) => one in bundle);
      if (mime) tslabDisplay.raw(mime, bundle[mime]);
    };
  }
  const broadcast = deno?.jupyter?.broadcast;
  if (broadcast) return (data) => broadcast("display_data", { data, metadata: {}, transient: {} });
  return (bundle) => {
    if ("text/plain" in bundle) console.log(bundle["text/plain"]);
  };
}
