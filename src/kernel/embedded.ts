/** A kernel inside this process, for who wants the outputs of cells and needs no sockets. */
import { Compiler } from "./compiler/compiler.js";
import { Execution } from "./execution.js";
import { newHeader } from "./messages.js";
import { Runner } from "./runner-process.js";
import { Session } from "./session.js";
import type { Sockets } from "./sockets.js";
import type { Json } from "./wire.js";

/** What the kernel publishes of a cell: its type and content are those of the Jupyter protocol. */
export interface Published {
  readonly type: string;
  readonly content: Json;
  readonly buffers: readonly Uint8Array[];
}

/** How a cell has ended. */
export interface Reply {
  readonly status: "ok" | "error" | "aborted";
  readonly execution_count: number;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
}

/** Runs cells one after another, as a notebook in `folder` would run them; nothing of it is kept in the history. */
export class EmbeddedKernel {
  readonly #compiler: Compiler;
  readonly #runner: Runner;
  readonly #execution: Execution;
  readonly #session: Session;
  readonly #listeners = new Map<string, (message: Published) => void>();
  readonly #replies = new Map<string, (reply: Reply) => void>();
  readonly #idle = new Map<string, () => void>();

  constructor(folder: string) {
    this.#compiler = new Compiler(folder);
    this.#runner = new Runner(this.#compiler.processId, folder);
    this.#execution = new Execution(folder, this.#compiler, this.#runner, { add() {} });
    this.#session = new Session({ execute_request: (request) => this.#execution.execute(request) }, {});
    this.#session.start(this.#sockets());
  }

  /** Resolves when the first cell would run at once. */
  async ready(): Promise<void> {
    await this.#execute("0", { silent: true, store_history: false }, () => {});
  }

  /**
   * Runs a cell; resolves when it has ended and all that it showed has been told.
   *
   * What it shows later, by a timer, is told to the same listener.
   */
  execute(code: string, listener: (message: Published) => void): Promise<Reply> {
    return this.#execute(code, { silent: false, store_history: true }, listener);
  }

  async #execute(code: string, options: Json, listener: (message: Published) => void): Promise<Reply> {
    const header = newHeader("execute_request");
    const id = header.msg_id;
    this.#listeners.set(id, listener);
    const replied = new Promise<Reply>((resolve) => this.#replies.set(id, resolve));
    const idle = new Promise<void>((resolve) => this.#idle.set(id, resolve));
    this.#session.receive("shell", {
      identities: [],
      header,
      rawHeader: Buffer.from(JSON.stringify(header)),
      content: { code, ...options, allow_stdin: false, stop_on_error: false },
      metadata: {},
      buffers: [],
    });
    const [reply] = await Promise.all([replied, idle]);
    return reply;
  }

  /** Stops the running cell. */
  interrupt(): void {
    this.#execution.interrupt();
  }

  /** Ends its processes at once. */
  close(): void {
    this.#execution.world.close();
    this.#runner.close();
    this.#compiler.close();
  }

  #sockets(): Sockets {
    return {
      send: (channel, { header, parent, content, buffers = [] }) => {
        if (parent === undefined) return;
        const { msg_id: id } = JSON.parse(Buffer.from(parent).toString()) as { msg_id: string };
        if (channel === "shell")
          this.#replies.get(id)?.(content as unknown as Reply); // As the protocol says it.
        else if (header.msg_type === "status" && content.execution_state === "idle") this.#idle.get(id)?.();
        else this.#listeners.get(id)?.({ type: header.msg_type, content, buffers });
      },
      close: async () => {},
    };
  }
}
