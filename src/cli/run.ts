import path from "node:path";
import process from "node:process";
import { differences } from "../notebook/compare.js";
import { executeNotebook, type Failure } from "../notebook/execute.js";
import { NotebookError, writeNotebook } from "../notebook/file.js";
import { UsageError } from "./arguments.js";
import { Progress } from "./progress.js";
import { describeDifferences, describeFailure, shownText } from "./run/outcome.js";
import { parseRequest, type Request, usage } from "./run/request.js";
import { type Task, tasksOf } from "./run/tasks.js";

/** Where the command writes. */
export interface RunStreams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

/** `workings run …`: gives the exit status. */
export async function run(args: readonly string[], streams: RunStreams = process): Promise<number> {
  try {
    const request = parseRequest(args);
    if (request === "help") {
      streams.stdout.write(usage);
      return 0;
    }
    return await runAll(request, await tasksOf(request), streams);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NotebookError)) throw error;
    streams.stderr.write(`workings run: ${error.message}\n`);
    return 2;
  }
}

async function runAll(request: Request, tasks: readonly Task[], streams: RunStreams): Promise<number> {
  const progress = new Progress(streams.stderr);
  const stop = new AbortController();
  const interrupt = () => (stop.signal.aborted ? process.exit(130) : stop.abort());
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const waiting = [...tasks];
  let done = 0;
  let failed = false;
  const work = async () => {
    for (let task = waiting.shift(); task && !stop.signal.aborted; task = waiting.shift()) {
      const { file } = task;
      const started = performance.now();
      const failure = await executeNotebook(task.notebook, {
        folder: path.dirname(path.resolve(file)),
        timeout: request.timeout,
        signal: stop.signal,
        onCell: (cell, count) => {
          const which = tasks.length === 1 ? "" : `${done + 1} of ${tasks.length} notebooks, `;
          progress.show(`${which}cell ${cell + 1} of ${count}  ${file}`);
        },
      });
      done++;
      progress.clear();
      const took = ((performance.now() - started) / 1000).toFixed(1);
      if (!(await tell(task, failure, { request, streams, took, isOne: tasks.length === 1 }))) failed = true;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(request.jobs, tasks.length) }, work));
  } catch (error) {
    stop.abort();
    if (error !== stop.signal.reason) throw error;
  } finally {
    progress.clear();
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
  if (!stop.signal.aborted) return failed ? 1 : 0;
  streams.stderr.write("workings run: interrupted; what was not finished is not written\n");
  return 130;
}

interface Telling {
  readonly request: Request;
  readonly streams: RunStreams;
  readonly took: string;
  readonly isOne: boolean;
}

/** Says what came of a run, and writes it where that was asked for. Gives whether it went well. */
async function tell(
  task: Task,
  failure: Failure | undefined,
  { request, streams, took, isOne }: Telling,
): Promise<boolean> {
  const { file, notebook, kept, output } = task;
  const { stdout, stderr } = streams;
  if (!request.check && output === undefined) {
    stdout.write(`${isOne ? "" : `== ${file} ==\n`}${shownText(notebook)}`);
  }
  if (output !== undefined && !(failure && request.inPlace)) {
    await writeNotebook(output, notebook);
    stderr.write(`${file} → ${output}, ${took} s\n`);
  }
  if (failure) {
    stderr.write(describeFailure(file, failure, stderr.isTTY === true && !process.env.NO_COLOR));
    return false;
  }
  if (!request.check) return true;
  const found = differences(kept, notebook);
  stdout.write(describeDifferences(file, found, took));
  return found.length === 0;
}
