/** The process that runs the cells of a notebook, on its main thread. It may die; the kernel starts another. */
import { once } from "node:events";
import { Socket } from "node:net";
import process from "node:process";
import { types } from "node:util";
import { Worker } from "node:worker_threads";
import { durationText } from "../../display/duration.js";
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
import { guarded, report } from "./reports.js";
import { Resources } from "./resources.js";
import { begin, enter, followRuns, leave, settled, stop } from "./runs.js";
import { cellFile, installStacks, rememberMaps } from "./stacks.js";
import type { StopperData } from "./stopper.js";
import { keepListening, tellExits, tellStray } from "./strays.js";
import { type TensorFlowDepth, tensorFlowDepth, unwindTensorFlow } from "./tensorflow.js";

// Taken before a cell can change them.
const { is } = Object;
const { store } = Atomics;
const now = performance.now.bind(performance);

interface Running {
  readonly cell: RunCell;
  /** The values that the names which it declares had before. */
  readonly before: readonly unknown[];
  readonly resources: Resources;
  readonly tensorFlow: TensorFlowDepth | undefined;
  readonly started: number;
}

const unset = Symbol("unset");
const seen = new Int32Array(new SharedArrayBuffer(4));
const program = new Int32Array(new SharedArrayBuffer(4));
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
keepListening();
tellExits();

const requests = new Socket({ fd: descriptors.requests });
requests.on("data", guarded(lines(receive)));
requests.on("close", () => endWithKernel(compiler, Atomics.load(program, 0)));

function receive(message: ToRunner): void {
  leave();
  if (message.type === "interrupt") {
    store(seen, 0, message.count);
    // A promise that never settles is not code that runs: the cell is answered for, whatever becomes of it.
    if (running) interrupt(running);
  } else if (message.type === "answer") answer(message);
  else if (message.type !== "run") receiveComm(message);
  else void runWhenStoppable(message);
}

async function runWhenStoppable(cell: RunCell): Promise<void> {
  await stoppable;
  guarded(run)(cell);
}

/** What a person does to a widget runs on its own, whether or not a cell is waiting for something. */
function receiveComm(event: CommEvent): void {
  try {
    enter(event.run, () => repl.shield(() => deliver(event)));
  } catch (error) {
    tellStray(error, event.run);
  }
  leave();
  void tellHandled(event.run);
}

async function tellHandled(run: number): Promise<void> {
  await allShown(run);
  report({ type: "comm_handled", run });
}

function run(cell: RunCell): void {
  keepListening();
  const file = cellFile(cell.cell, cell.part);
  rememberMaps(file, cell.maps);
  follow(cell.settings);
  valuesOf(cell.names, (before) => {
    const mine: Running = {
      cell,
      before,
      resources: new Resources(),
      tensorFlow: tensorFlowDepth(),
      started: now(),
    };
    running = mine;
    begin(cell.run, () => {
      const finished = (evaluation: Evaluation) => {
        settled(cell.run);
        void finish(mine, evaluation);
      };
      repl.evaluate(cell.code, file, guarded(finished));
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
    const isAwaited = types.isPromise(value) && (mine.cell.value !== "left" || mine.cell.timed);
    const settledValue: unknown = isAwaited ? await value : value;
    if (mine.cell.timed) tellTime(mine);
    if (mine.cell.value === "shown") await show(settledValue, "execute_result");
    await allShown(mine.cell.run);
    end(mine, undefined, mine.cell.value === "told" ? await toMimeBundle(settledValue) : undefined);
  } catch (error) {
    guarded(() => end(mine, describeError(error)))();
  }
}

function tellTime({ cell, started }: Running): void {
  const text = `Wall time: ${durationText((now() - started) / 1000)}\n`;
  report({ type: "stream", run: cell.run, name: "stdout", text });
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
    const set: string[] = [];
    for (let i = 0; i < names.length; i++) {
      if (after[i] !== unset && !is(after[i], mine.before[i])) set[set.length] = names[i]!;
    }
    tell({ type: "ended", run, error, names: set });
  });
}

/** The values of names, `unset` for those that have none. */
function valuesOf(names: readonly string[], done: (values: readonly unknown[]) => void): void {
  if (!names.length) {
    done([]);
    return;
  }
  let code = "";
  for (let i = 0; i < names.length; i++) code += `() => ${names[i]},`;
  const read = (evaluation: Evaluation) => {
    const getters = evaluation.how === "value" ? (evaluation.value as (() => unknown)[]) : [];
    const values: unknown[] = [];
    for (let i = 0; i < getters.length; i++) {
      try {
        values[i] = getters[i]!();
      } catch {
        values[i] = unset; // Not declared yet, or declared and not reached.
      }
    }
    done(values);
  };
  repl.evaluate(`[${code}]`, "names", guarded(read));
}

/** Starts the thread that can stop this one, and resolves when it can: no cell may run before. */
async function startStopper(): Promise<void> {
  const workerData: StopperData = { seen, ...answerPort, compiler, program };
  const transferList = [answerPort.answers];
  const stopper = new Worker(new URL("./stopper.js", import.meta.url), { workerData, transferList });
  await once(stopper, "message");
  stopper.unref();
}

function defineGlobals(): void {
  const { require, ...modules } = cellModules(process.cwd(), tensorFlowDepth);
  const surroundings = (folder?: string) => {
    if (folder !== undefined) process.chdir(folder);
    return { folder: process.cwd(), env: { ...process.env } };
  };
  const use = (value: unknown, isAwaited: boolean) => (running?.resources ?? new Resources()).use(value, isAwaited);
  const own = { require, ...modules, use, named, surroundings };
  for (const [name, value] of Object.entries({ require, prompt, input, [cellGlobal]: own })) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}

/** Gives a class its name, unless it has a static member of that name. */
function named<Class extends object>(value: Class, name: string): Class {
  const isOwn = Object.getOwnPropertyDescriptor(value, "name")?.writable;
  return isOwn ? value : Object.defineProperty(value, "name", { value: name, configurable: true });
}
