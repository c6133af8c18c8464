/**
 * Which run of a cell the code that is executing belongs to, so that what it prints goes to its cell.
 *
 * It follows timers and promises. AsyncLocalStorage would do the same, but on Node 20 it keeps a stack that an
 * interrupt after an `await` leaves unbalanced, and Node then ends the process.
 */
import { promiseHooks } from "node:v8";

let current: number | undefined;
let latest = 0;
const runOfPromise = new WeakMap<object, number>();

/** The run of the code that calls this; that of the latest cell for what comes from nowhere, as from native code. */
export function runOfCaller(): number {
  return current ?? latest;
}

/** The run that a promise was made in. */
export function runOf(promise: object): number {
  return runOfPromise.get(promise) ?? runOfCaller();
}

/** Calls a function as part of a run that begins. */
export function begin(run: number, body: () => void): void {
  latest = run;
  within(run, body);
}

/** Begins to follow timers and promises. */
export function followRuns(): void {
  promiseHooks.createHook({
    init: (promise: object) => {
      if (current !== undefined) runOfPromise.set(promise, current);
    },
    before: (promise: object) => {
      current = runOfPromise.get(promise);
    },
    after: () => {
      current = undefined;
    },
  });
  for (const name of ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"] as const) follow(name);
}

type Scheduler = (callback: (...values: unknown[]) => unknown, ...rest: unknown[]) => unknown;

function follow(name: "setTimeout" | "setInterval" | "setImmediate" | "queueMicrotask"): void {
  const original = globalThis[name] as Scheduler;
  const following = function (this: unknown, callback: (...values: unknown[]) => unknown, ...rest: unknown[]) {
    const run = current;
    if (run === undefined || typeof callback !== "function") return Reflect.apply(original, this, [callback, ...rest]);
    const followed = function (this: unknown, ...values: unknown[]) {
      within(run, () => Reflect.apply(callback, this, values));
    };
    return Reflect.apply(original, this, [followed, ...rest]);
  };
  Object.defineProperties(following, Object.getOwnPropertyDescriptors(original));
  Object.defineProperty(globalThis, name, { value: following, writable: true, configurable: true, enumerable: true });
}

/** After an error the run stays the current one until the next begins: whoever is told of the error asks for it. */
function within(run: number, body: () => unknown): void {
  current = run;
  body();
  current = undefined;
}
