/** Runs cells, one after another: checked, then run, what they show published, and the reply last. */
import { parseCell } from "./cell.js";
import { type CellKernel, CellRun } from "./cell-run.js";
import { Comms } from "./comms.js";
import type { Compiler } from "./compiler/compiler.js";
import { asCellError } from "./errors.js";
import type { History } from "./history.js";
import { toJavaScript } from "./javascript.js";
import { asksToLeave, leaving } from "./leave.js";
import { objectField, textField, wellFormed } from "./messages.js";
import { Questions } from "./questions.js";
import type { CellError, CommEvent, CommTarget, Output, Question } from "./runner/protocol.js";
import type { Runner } from "./runner-process.js";
import type { Origin, Request } from "./session.js";
import { StreamBatch } from "./stream-batch.js";
import type { Json } from "./wire.js";
import { World } from "./world.js";

const remembered = 1000;

interface Waiting {
  readonly request: Request;
  readonly done: () => void;
}

/** The cells of a session. */
export class Execution {
  readonly #compiler: Compiler;
  readonly #runner: Runner;
  readonly #history: Pick<History, "add">;
  readonly #waiting: Waiting[] = [];
  readonly #streams = new StreamBatch((run, content) => this.#publish(run, "stream", content));
  readonly #origins = new Origins();
  readonly #questions: Questions;
  /** The names of globals that the cells have declared as their own. */
  readonly #hiding = new Set<string>();
  readonly comms = new Comms({ deliver: (request, event) => this.#deliver(request, event) });
  readonly world: World;
  /** What a person has yet to be told, by the next cell that may show something. */
  readonly #notices: string[] = [];
  #busy = false;
  /** Aborted when the cell that is being run is to stop. */
  #stopping = new AbortController();
  #count = 0;
  #runs = 0;
  /** The request of the latest cell. */
  #latest: Request | undefined;

  /** Runs the cells of a notebook in `folder`. */
  constructor(folder: string, compiler: Compiler, runner: Runner, history: Pick<History, "add">) {
    this.#compiler = compiler;
    this.#runner = runner;
    this.#history = history;
    this.#questions = new Questions(runner);
    this.world = new World(folder, compiler, runner, () => this.#newRun(this.#latest));
    runner.listen({
      output: (output) => this.#show(output),
      question: (question) => this.#ask(question),
      comm: (message) => this.#tellComm(message),
      died: () => {
        compiler.reset();
        this.#hiding.clear();
        this.#endComms();
      },
    });
  }

  /** Handles an execute_request: resolves when its cell has ended. */
  execute(request: Request): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push({ request, done });
      if (!this.#busy) void this.#work();
    });
  }

  /** Stops the running cell, also one that is still being checked. */
  interrupt(): void {
    this.#stopping.abort();
    this.#runner.interrupt();
  }

  /** Shows the person a line that no cell has printed. */
  note(text: string): void {
    this.#streams.flush();
    this.#origins.latest?.publish("stream", { name: "stderr", text: `${text}\n` });
  }

  /** Handles an input_reply. */
  answer(content: Json): void {
    this.#questions.answer(content);
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#stopping = new AbortController();
      const { request, done } = next;
      const error = await this.#execute(request).catch(asCellError);
      const aborted = error ? await this.#followers(request) : [];
      if (error) this.#tellError(request, error);
      done();
      for (const one of aborted) {
        one.request.reply({ status: "aborted", execution_count: this.#count });
        one.done();
      }
    }
    this.#busy = false;
  }

  /** What was asked for before the person could know of an error, which is not run: to be called before that is told. */
  async #followers({ content }: Request): Promise<Waiting[]> {
    if (content.stop_on_error === false) return [];
    await new Promise((resolve) => setImmediate(resolve)); // Requests may be on their way in.
    return this.#waiting.splice(0);
  }

  #tellError(request: Request, error: CellError): void {
    if (request.content.silent !== true) request.publish("error", { ...error });
    request.reply({ status: "error", execution_count: this.#count, ...error });
  }

  async #execute(request: Request): Promise<CellError | undefined> {
    const code = textField(request.content, "code");
    const expressions = objectField(request.content, "user_expressions");
    const silent = request.content.silent === true;
    if (!silent && request.content.store_history !== false && code.trim()) this.#history.add(++this.#count, code);
    const execution_count = this.#count;
    this.#latest = request;
    if (!silent) request.publish("execute_input", { code, execution_count });
    const cell = { text: code, number: execution_count, shows: !silent, signal: this.#stopping.signal };
    const run = new CellRun(this.#kernelFor(request), cell);
    const error = code.trim() ? await run.run() : undefined;
    this.#streams.flush();
    if (error && asksToLeave(code, error)) {
      request.reply({ status: "ok", execution_count, user_expressions: {}, payload: [leaving] });
      return undefined;
    }
    if (error) return error;
    const user_expressions = await this.#userExpressions(expressions);
    request.reply({ status: "ok", execution_count, user_expressions, payload: run.payload });
    return undefined;
  }

  /** The kernel as the cell of a request sees it. */
  #kernelFor(request: Request): CellKernel {
    const own = this.#newRun(request);
    return {
      compiler: this.#compiler,
      world: this.world,
      hiding: this.#hiding,
      notices: this.#notices,
      run: async (code) => {
        const run = this.#newRun(request);
        const ended = await this.#runner.run({ type: "run", run, ...code });
        this.#questions.forget(run);
        this.#streams.flush();
        return ended;
      },
      print: (text, name = "stdout") => this.#streams.add({ type: "stream", run: own, name, text }),
      show: (data) => this.#show({ type: "display_data", run: own, data }),
    };
  }

  /** The number of a run, whose outputs are those of a request. */
  #newRun(request: Request | undefined): number {
    const run = ++this.#runs;
    if (request) this.#origins.add(run, request.origin);
    return run;
  }

  /** The values of the expressions that a front end asks for beside the cell, each on its own. */
  async #userExpressions(expressions: Json): Promise<Json> {
    const values: [string, Json][] = [];
    for (const [name, text] of Object.entries(expressions))
      values.push([name, await this.#valueOf(wellFormed(String(text)))]);
    return Object.fromEntries(values);
  }

  async #valueOf(text: string): Promise<Json> {
    try {
      const parsed = parseCell(text);
      if (parsed.syntaxError) throw new SyntaxError(parsed.syntaxError);
      const { settings } = this.#compiler;
      const made = await toJavaScript(parsed, settings, this.#hiding);
      const ended = await this.#runner.run({
        type: "run",
        run: this.#newRun(this.#latest),
        cell: this.#count,
        ...made,
        value: "told",
        names: [],
        settings,
      });
      return ended.error ? { status: "error", ...ended.error } : { status: "ok", data: ended.value, metadata: {} };
    } catch (error) {
      return { status: "error", ...asCellError(error) };
    }
  }

  /** What a front end sends by a comm runs as a run of its own, whose outputs are the message's. */
  async #deliver(request: Request, event: Omit<CommEvent, "run">): Promise<void> {
    const run = this.#newRun(request);
    await this.#runner.deliver({ ...event, run });
    this.#streams.flush();
  }

  #tellComm(message: CommEvent | CommTarget): void {
    if (message.type === "comm_target") {
      this.comms.addTarget(message.target);
      return;
    }
    const { type, run, id, target, data, metadata, buffers } = message;
    this.comms.told(message);
    this.#streams.flush();
    const opens = type === "comm_open" ? { target_name: target } : {};
    const bytes = buffers.map((one) => Buffer.from(one, "base64"));
    this.#origins.of(run)?.publish(type, { comm_id: id, ...opens, data }, metadata, bytes);
  }

  #endComms(): void {
    const origin = this.#origins.latest;
    for (const comm_id of this.comms.reset()) origin?.publish("comm_close", { comm_id, data: {} });
  }

  #ask(question: Question): void {
    const origin = this.#origins.of(question.run);
    this.#streams.flush();
    if (origin) this.#questions.ask(question, origin);
    else this.#runner.answer(question, { refusal: "only a cell can ask" });
  }

  #show(output: Output): void {
    if (output.type === "stream") {
      this.#streams.add(output);
      return;
    }
    this.#streams.flush();
    if (output.type === "clear_output") {
      this.#publish(output.run, output.type, { wait: output.wait });
      return;
    }
    const { type, run, data, metadata = {}, transient } = output;
    const content: Json = { data, metadata };
    if (type === "execute_result") content.execution_count = this.#count;
    if (transient) content.transient = transient;
    this.#publish(run, type, content);
  }

  #publish(run: number, type: string, content: Json): void {
    this.#origins.of(run)?.publish(type, content);
  }
}

/** Where the runs of late come from: what a cell shows after it has ended still belongs to its request. */
class Origins {
  readonly #kept = new Map<number, Origin>();
  latest: Origin | undefined;

  add(run: number, origin: Origin): void {
    this.latest = origin;
    this.#kept.set(run, origin);
    if (this.#kept.size > remembered) this.#kept.delete(this.#kept.keys().next().value!);
  }

  /** That of a run which shows something, and thereby is not the first to be forgotten. */
  of(run: number): Origin | undefined {
    const origin = this.#kept.get(run);
    if (origin && origin !== this.latest) {
      this.#kept.delete(run);
      this.#kept.set(run, origin);
    }
    return origin;
  }
}
