/** Everything a cell shows: what it prints, and the values it displays. */
import { Console } from "node:console";
import process from "node:process";
import { types } from "node:util";
import { type DisplayOptions, type KernelHook, kernelSymbol, partOptions } from "../../display/display.js";
import { partsOf, toMimeBundle } from "../../display/toMimeBundle.js";
import { commHook } from "./comms.js";
import type { DisplayOutput } from "./protocol.js";
import { report } from "./reports.js";
import { runOfCaller, whenStopped } from "./runs.js";
import { sturdy } from "./sturdy.js";

// Taken before a cell can change them.
const { keys } = Object;
const { from } = Buffer;
const { Set: Group } = globalThis;
const all = Promise.all.bind(Promise);

/** Values that are being turned into what is shown, by run; the cell waits for them. */
const pending = sturdy(new Map<number, Set<Promise<void>>>());

/** Makes what is printed, by console or stream, an output of its cell, and lets `display` find the kernel. */
export function captureOutput(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = process[name];
    Object.defineProperty(stream, "isTTY", { value: false, configurable: true });
    stream.write = ((chunk: string | Uint8Array, encoding?: unknown, callback?: unknown) => {
      print(name, typeof chunk === "string" ? chunk : from(chunk).toString());
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") process.nextTick(done as () => void);
      return true;
    }) as typeof stream.write;
  }
  // Node's own console guards each line against a broken pipe, which takes longer than all the rest.
  const { stdout, stderr } = process;
  const clear = () => report({ type: "clear_output", run: runOfCaller(), wait: false });
  globalThis.console = Object.assign(new Console({ stdout, stderr, ignoreErrors: false }), { Console, clear });
  const hook: KernelHook = {
    display: (value, options) => show(value, "display_data", options),
    comms: commHook,
    whenStopped,
  };
  Object.defineProperty(globalThis, kernelSymbol, { value: hook, configurable: true });
}

/** Long text is told in pieces, none of which ends within a character. */
const longest = 1 << 16;

function print(name: "stdout" | "stderr", text: string): void {
  const run = runOfCaller();
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + longest, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last < 0xdc00) end--;
    report({ type: "stream", run, name, text: start || end < text.length ? text.slice(start, end) : text });
    start = end;
  }
}

/** Shows a value as an output of the caller's cell, or as several; `undefined` shows nothing. */
export function show(value: unknown, type: DisplayOutput["type"], options: DisplayOptions = {}): void | Promise<void> {
  const parts = partsOf(value);
  const awaited: Promise<void>[] = [];
  for (let i = 0; i < parts.length; i++) {
    const shown = showOne(parts[i], i < parts.length - 1 ? "display_data" : type, partOptions(options, i));
    if (types.isPromise(shown)) awaited.push(shown);
  }
  return awaited.length ? settled(awaited) : undefined;
}

async function settled(promises: Iterable<Promise<void>>): Promise<void> {
  await all(promises);
}

function showOne(value: unknown, type: DisplayOutput["type"], options: DisplayOptions): void | Promise<void> {
  const run = runOfCaller();
  const bundle = toMimeBundle(value);
  const send = (data: Record<string, unknown>) => {
    if (!keys(data).length) return;
    try {
      report({ type, run, data, ...identified(run, options) });
    } catch (error) {
      throw notJson(data, error);
    }
  };
  if (!types.isPromise(bundle)) return send(bundle);
  const shown = bundle.then(send);
  const all = pending.get(run) ?? new Group();
  pending.set(run, all.add(shown));
  const forget = () => {
    all.delete(shown);
    if (!all.size) pending.delete(run);
  };
  shown.then(forget, forget);
  return shown;
}

/** Which part of a bundle cannot be sent, and why. */
function notJson(data: Record<string, unknown>, error: unknown): unknown {
  for (const [mime, content] of Object.entries(data)) {
    try {
      JSON.stringify(content);
    } catch (reason) {
      const [why] = String(reason instanceof Error ? reason.message : reason).split("\n");
      return new TypeError(`the value cannot be shown as ${mime}, which is no JSON: ${why}`);
    }
  }
  return error;
}

/** The outputs with a name that the latest run with such outputs has shown. */
let named: { run: number; ids: Set<string> } = { run: 0, ids: new Group() };

/** A name, and whether the output takes the place of those that have it. */
function identified(run: number, { id, update = false }: DisplayOptions): Partial<DisplayOutput> {
  if (id === undefined) return {};
  if (named.run !== run) named = { run, ids: new Group() };
  const isKnown = named.ids.has(id);
  named.ids.add(id);
  return { transient: { display_id: id }, ...((update || isKnown) && { type: "update_display_data" }) };
}

/** Resolves when all that a run displays has been reported. */
export async function allShown(run: number): Promise<void> {
  while (pending.has(run)) await all(pending.get(run)!);
}
