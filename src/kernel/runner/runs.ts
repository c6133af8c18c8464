/**
 * Which run of a cell the code that is executing belongs to, so that what it prints goes to its cell.
 *
 * It follows timers, promises and file operations; a listener to events, as of a socket or a process, is nobody's, and
 * what it prints goes to the latest cell. AsyncLocalStorage would do the same, but on Node 20 it keeps a stack that an
 * interrupt after an `await` leaves unbalanced, and Node then ends the process.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import process from "node:process";
import timers from "node:timers";
import { promiseHooks } from "node:v8";
import { sturdy } from "./sturdy.js";

const { apply } = Reflect;
let current: number | undefined;
let latest = 0;
const runOfPromise = sturdy(new WeakMap<object, number>());
const stopped = sturdy(new Set<number>());
/**
 * The promise of each run that has not settled, which is the first that the run makes. The inspector waits for it, and
 * Node 22 dies when such a promise is collected, as one would be that nothing can ever settle.
 */
const unsettled = sturdy(new Map<number, object>());
let begun: number | undefined;

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
  begun = run;
  within(run, body);
}

/** Calls a function as part of a run that is no cell's. */
export function enter(run: number, body: () => void): void {
  within(run, body);
}

/** The run's evaluation has ended. */
export function settled(run: number): void {
  unsettled.delete(run);
}

/** What executes from here on belongs to no run, whatever an error or an interrupt has left behind. */
export function leave(): void {
  current = undefined;
}

/** What is told that a run was stopped, by run. */
const listeners = new Map<number, Set<() => void>>();

/** Calls `told` if the run of the caller is stopped; what it returns takes that back. */
export function whenStopped(told: () => void): () => void {
  const run = runOfCaller();
  const mine = listeners.get(run) ?? new Set();
  listeners.set(run, mine.add(told));
  return () => {
    mine.delete(told);
    if (!mine.size) listeners.delete(run);
  };
}

/** Lets nothing of a run go on: no timer of it fires any more, and no async function of it resumes. */
export function stop(run: number): void {
  stopped.add(run);
  for (const told of listeners.get(run) ?? []) {
    try {
      within(run, told);
    } catch {
      // Whoever is told of the stop has no say in it.
    }
  }
  listeners.delete(run);
  leave();
}

/** What following runs needs of V8. */
export interface Terminator {
  /** Ends the JavaScript that is executing, which called this. */
  terminate(): void;
  /** Calls a function such that its termination does not end what called this. */
  shield(body: () => void): void;
}

/** Begins to follow timers, promises and file operations. */
export function followRuns({ terminate, shield }: Terminator): void {
  promiseHooks.createHook({
    init: (promise: object) => {
      if (current === undefined) return;
      runOfPromise.set(promise, current);
      if (begun !== current) return;
      begun = undefined;
      unsettled.set(current, promise);
    },
    before: (promise: object) => {
      const run = runOfPromise.get(promise);
      current = run === undefined || stopped.has(run) ? undefined : run;
      if (run === current) return;
      terminate();
      for (;;); // Until it takes effect: not in the midst of what was about to resume.
    },
    after: () => {
      current = undefined;
    },
  });
  // Node's timers run callbacks between notes of their own, which termination would leave unbalanced: hence the shield.
  for (const name of ["setTimeout", "setInterval", "setImmediate"] as const) {
    follow(globalThis, name, shield);
    timers[name] = globalThis[name] as never;
  }
  follow(globalThis, "queueMicrotask", shield);
  const call = (body: () => void) => body();
  follow(process, "nextTick", call);
  for (const name of Object.keys(fs) as (keyof typeof fs)[]) {
    if (`${name}Sync` in fs && typeof fs[name] === "function") follow(fs, name, call);
  }
  syncBuiltinESMExports();
}

type Scheduler = (...values: unknown[]) => unknown;

/** Makes a function that calls back later do so as part of the run that has called it. */
function follow<Home extends object>(home: Home, name: keyof Home, guard: (body: () => void) => void): void {
  const original = home[name] as Scheduler;
  const following = function (this: unknown, ...values: unknown[]) {
    const run = current;
    const at = run === undefined ? -1 : callbackAt(values);
    if (run !== undefined && at >= 0) {
      const callback = values[at] as Scheduler;
      values[at] = function (this: unknown, ...given: unknown[]) {
        if (!stopped.has(run)) guard(() => within(run, () => apply(callback, this, given)));
      };
    }
    return apply(original, this, values);
  };
  Object.defineProperties(following, Object.getOwnPropertyDescriptors(original));
  Object.defineProperty(home, name, { value: following, writable: true, configurable: true, enumerable: true });
}

/** Where the callback is among parameters: the first of a timer's, the last of a file operation's. */
function callbackAt(values: readonly unknown[]): number {
  if (typeof values[0] === "function") return 0;
  const last = values.length - 1;
  return last > 0 && typeof values[last] === "function" ? last : -1;
}

/** After an error the run stays the current one: whoever is told of the error asks for it, and then leaves. */
function within(run: number, body: () => unknown): void {
  current = run;
  body();
  current = undefined;
}
