/** The process that runs the cells of a notebook, on its main thread. It may die; the kernel starts another. */
import { once } from "node:events";
import { Socket } from "node:net";
import process from "node:process";
import { Worker } from "node:worker_threads";
import { toMimeBundle } from "../../display/toMimeBundle.js";
import { deliver } from "./comms.js";
import { describeError, interrupted } from "./errors.js";
import { endWithKernel } from "./kernel-death.js";
import { follow } from "./local-hooks.js";
import { cellModules } from "./modules.js";
import { allShown, captureOutput, show } from "./output.js";
import {
  type CellError,
  type CommEvent,
  cellGlobal,
  descriptors,
  type Ended,
  lines,
  type RunCell,
  type ToRunner,
} from "./protocol.js";
import { answer, answerPort, forgetQuestions, input, prompt } from "./questions.js";
import { type Evaluation, Repl } from "./repl.js";
import { report } from "./reports.js";
import { Resources } from "./resources.js";
import { begin, enter, followRuns, leave, runOf, runOfCaller, settled, stop } from "./runs.js";
import { cellFile, installStacks, rememberMaps } from "./stacks.js";
import type { StopperData } from "./stopper.js";
import { type TensorFlowDepth, tensorFlowDepth, unwindTensorFlow } from "./tensorflow.js";

interface Running {
  readonly cell: RunCell;
  /** The values that the names which it declares had before. */
  readonly before: readonly unknown[];
  readonly resources: Resources;
  readonly tensorFlow: TensorFlowDepth | undefined;
}

const unset = Symbol("unset");
const seen = new Int32Array(new SharedArrayBuffer(4));
const repl = new Repl();
/** The compiler's process, which does not notice the kernel's death. */
const compiler = Number(process.env.WORKINGS_COMPILER);
delete process.env.WORKINGS_COMPILER;
let running: Running | undefined;

const stoppable = startStopper();
installStacks();
followRuns({ terminate: () => repl.terminate(), shield: (body) => repl.shield(body) });
captureOutput();
defineGlobals();
catchStrayErrors();

const requests = new Socket({ fd: descriptors.requests });
requests.on("data", lines(receive));
requests.on("close", () => endWithKernel(compiler));

function receive(message: ToRunner): void {
  leave();
  if (message.type === "interrupt") {
    Atomics.store(seen, 0, message.count);
    // A promise that never settles is not code that runs: the cell is answered for, whatever becomes of it.
    if (running) interrupt(running);
  } else if (message.type === "answer") answer(message);
  else if (message.type !== "run") receiveComm(message);
  else void stoppable.then(() => run(message));
}

/** What a person does to a widget runs on its own, whether or not a cell is waiting for something. */
function receiveComm(event: CommEvent): void {
  try {
    enter(event.run, () => repl.shield(() => deliver(event)));
  } catch (error) {
    tellStray(error, event.run);
  }
  leave();
  void allShown(event.run).then(() => report({ type: "comm_handled", run: event.run }));
}

function run(cell: RunCell): void {
  rememberMaps(cell.cell, cell.maps);
  follow(cell.settings);
  valuesOf(cell.names, (before) => {
    const mine: Running = { cell, before, resources: new Resources(), tensorFlow: tensorFlowDepth() };
    running = mine;
    begin(cell.run, () => {
      repl.evaluate(cell.code, cellFile(cell.cell), (evaluation) => {
        settled(cell.run);
        void finish(mine, evaluation);
      });
    });
  });
}

async function finish(mine: Running, evaluation: Evaluation): Promise<void> {
  if (running !== mine) return;
  try {
    if (evaluation.how === "terminated") {
      interrupt(mine);
      return;
    }
    await mine.resources.dispose(evaluation.how === "thrown" ? evaluation : undefined);
    if (evaluation.how !== "value") return;
    const { value } = evaluation;
    const settledValue: unknown = value instanceof Promise && mine.cell.value !== "left" ? await value : value;
    if (mine.cell.value === "shown") await show(settledValue, "execute_result");
    await allShown(mine.cell.run);
    end(mine, undefined, mine.cell.value === "told" ? await toMimeBundle(settledValue) : undefined);
  } catch (error) {
    end(mine, describeError(error));
  }
}

function interrupt(mine: Running): void {
  stop(mine.cell.run);
  forgetQuestions();
  unwindTensorFlow(mine.tensorFlow);
  end(mine, interrupted());
}

/** The cell counts as running until its end was told: a second interrupt may come in the midst of telling. */
function end(mine: Running, error?: CellError, value?: Record<string, unknown>): void {
  if (running !== mine) return;
  const { run, names } = mine.cell;
  const tell = (ended: Ended) => {
    if (running !== mine) return;
    report(ended);
    running = undefined;
  };
  if (!error) {
    tell({ type: "ended", run, names, ...(value && { value }) });
    return;
  }
  valuesOf(names, (after) => {
    const set = names.filter((_, i) => after[i] !== unset && !Object.is(after[i], mine.before[i]));
    tell({ type: "ended", run, error, names: set });
  });
}

/** The values of names, `unset` for those that have none. */
function valuesOf(names: readonly string[], done: (values: readonly unknown[]) => void): void {
  if (!names.length) {
    done([]);
    return;
  }
  const code = `[${names.map((name) => `() => ${name}`).join()}]`;
  repl.evaluate(code, "names", (evaluation) => {
    const getters = evaluation.how === "value" ? (evaluation.value as (() => unknown)[]) : [];
    done(
      getters.map((getter) => {
        try {
          return getter();
        } catch {
          return unset; // Not declared yet, or declared and not reached.
        }
      }),
    );
  });
}

/** Starts the thread that can stop this one, and resolves when it can: no cell may run before. */
async function startStopper(): Promise<void> {
  const workerData: StopperData = { seen, ...answerPort, compiler };
  const transferList = [answerPort.answers];
  const stopper = new Worker(new URL("./stopper.js", import.meta.url), { workerData, transferList });
  await once(stopper, "message");
  stopper.unref();
}

function defineGlobals(): void {
  const { require, ...modules } = cellModules(process.cwd());
  const use = (value: unknown, isAwaited: boolean) => (running?.resources ?? new Resources()).use(value, isAwaited);
  for (const [name, value] of Object.entries({ require, prompt, input, [cellGlobal]: { require, ...modules, use } })) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}

/** What is thrown in a timer or by a promise that nobody awaits is shown, and kills nothing. */
function catchStrayErrors(): void {
  process.on("uncaughtException", (error) => tellStray(error, runOfCaller()));
  process.on("unhandledRejection", (reason, promise) => tellStray(reason, runOf(promise)));
  process.on("exit", (code) => {
    running = undefined; // The inspector lets go of the cell now, which is not its end.
    report({ type: "exiting", run: runOfCaller(), code });
  });
}

function tellStray(error: unknown, run: number): void {
  const text = `Uncaught ${describeError(error).traceback.join("\n")}\n`;
  report({ type: "stream", run, name: "stderr", text });
  leave();
}
