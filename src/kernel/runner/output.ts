/** Everything a cell shows: what it prints, and the values it displays. */
import { Console } from "node:console";
import { type KernelHook, kernelSymbol } from "../../display/display.js";
import { toMimeBundle } from "../../display/toMimeBundle.js";
import type { DisplayOutput } from "./protocol.js";
import { report } from "./reports.js";
import { runOfCaller } from "./runs.js";

/** Values that are being turned into what is shown, by run; the cell waits for them. */
const pending = new Map<number, Set<Promise<void>>>();

/** Makes what is printed, by console or stream, an output of its cell, and lets `display` find the kernel. */
export function captureOutput(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = process[name];
    Object.defineProperty(stream, "isTTY", { value: false, configurable: true });
    stream.write = ((chunk: string | Uint8Array, encoding?: unknown, callback?: unknown) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      if (text) report({ type: "stream", run: runOfCaller(), name, text });
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") process.nextTick(done as () => void);
      return true;
    }) as typeof stream.write;
  }
  // Node's own console guards each line against a broken pipe, which takes longer than all the rest.
  const { stdout, stderr } = process;
  globalThis.console = Object.assign(new Console({ stdout, stderr, ignoreErrors: false }), { Console });
  const hook: KernelHook = { display: (value) => show(value, "display_data") };
  Object.defineProperty(globalThis, kernelSymbol, { value: hook, configurable: true });
}

/** Shows a value as an output of the caller's cell; `undefined` shows nothing. */
export function show(value: unknown, type: DisplayOutput["type"]): void | Promise<void> {
  const run = runOfCaller();
  const bundle = toMimeBundle(value);
  const send = (data: Record<string, unknown>) => {
    if (Object.keys(data).length) report({ type, run, data });
  };
  if (!(bundle instanceof Promise)) return send(bundle);
  const shown = bundle.then(send);
  const all = pending.get(run) ?? new Set();
  pending.set(run, all.add(shown));
  const forget = () => {
    all.delete(shown);
    if (!all.size) pending.delete(run);
  };
  shown.then(forget, forget);
  return shown;
}

/** Resolves when all that a run displays has been reported. */
export async function allShown(run: number): Promise<void> {
  while (pending.has(run)) await Promise.all(pending.get(run)!);
}
