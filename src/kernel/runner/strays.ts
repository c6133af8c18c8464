/** What would end the process: errors that nothing catches, and exits. The person is told; only an exit happens. */
import process from "node:process";
import { describeError } from "./errors.js";
import { die, guarded, report } from "./reports.js";
import { leave, runOf, runOfCaller } from "./runs.js";

const { apply } = Reflect;
// Node's types know of no second parameter yet.
const listenerCount = process.listenerCount as (event: string, listener: unknown) => number;
const { on } = process;

const onException = guarded((error: unknown) => tellStray(error, runOfCaller()));
const onRejection = guarded((reason: unknown, promise: object) => tellStray(reason, runOf(promise)));
/** What interrupts the processes that a cell has started reaches this one too. */
const onInterrupt = () => {};

/** Listens to what would end the process, also after a cell has removed all listeners. */
export function keepListening(): void {
  listen("uncaughtException", onException);
  listen("unhandledRejection", onRejection);
  listen("SIGINT", onInterrupt);
}

/** What is thrown in a timer or by a promise that nobody awaits is shown, and kills nothing. */
export function tellStray(error: unknown, run: number): void {
  const lines = describeError(error).traceback;
  let text = "Uncaught ";
  for (let i = 0; i < lines.length; i++) text += `${lines[i]}\n`;
  report({ type: "stream", run, name: "stderr", text });
  leave();
}

/** An exit is told before it happens, and happens even where a listener of the person's throws. */
export function tellExits(): void {
  const { exit } = process;
  process.exit = (code) => {
    report({ type: "exiting", code: Number(code ?? process.exitCode ?? 0) });
    try {
      apply(exit, process, [code]);
    } catch (error) {
      tellStray(error, runOfCaller());
    }
    die();
  };
}

function listen(event: string, listener: (...values: never[]) => void): void {
  if (!apply(listenerCount, process, [event, listener])) apply(on, process, [event, listener]);
}
