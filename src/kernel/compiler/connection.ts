/**
 * A running TypeScript compiler and the requests it answers: `tsc --api --async`, JSON-RPC over its standard streams.
 *
 * The package's own client is not loaded: importing it takes longer than the compiler needs to be ready, and the
 * requests have to be under way before anything else is imported. The exact version of `typescript` is pinned.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The version of TypeScript that checks the cells. */
export const typescriptVersion: string = (require("typescript/package.json") as { version: string }).version;

interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The compiler's process. */
export class CompilerConnection {
  readonly #process: ChildProcess;
  readonly #pending = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  readonly #readFile: (file: string) => string | undefined;
  #received: Buffer[] = [];
  #count = 0;
  #closed: Error | undefined;
  /** Whether its end was asked for. */
  #wanted = false;

  /**
   * Starts a compiler that works in `folder`. It asks `readFile` for every file first; for undefined it reads the disk.
   *
   * To answer for the existence of files too would be slower by a hundred milliseconds for each larger package: what
   * can be read exists.
   */
  constructor(folder: string, readFile: (file: string) => string | undefined) {
    this.#readFile = readFile;
    this.#process = spawn(executable(), ["--api", "--async", "--cwd", folder, "--callbacks=readFile"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#process.on("error", (error) => this.#fail(error));
    this.#process.on("exit", (code, signal) =>
      this.#fail(new Error(`the TypeScript compiler has ended (${signal ?? `exit status ${code}`})`)),
    );
    this.#process.stdin!.on("error", () => {}); // It has ended, which "exit" reports.
    this.#process.stdout!.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  /** The id of the process. */
  get processId(): number {
    return this.#process.pid!;
  }

  /** Whether the process has ended by itself. */
  get hasDied(): boolean {
    return this.#closed !== undefined && !this.#wanted;
  }

  /** Sends a request; rejects with the compiler's message, or once the compiler has ended. */
  request<Result>(method: string, params: unknown): Promise<Result> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = this.#count++;
    return new Promise<Result>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  /** Ends the process as if by itself: it holds nothing worth saving, and takes its time over a polite signal. */
  end(): void {
    this.#process.kill("SIGKILL");
  }

  /** Ends the compiler. */
  close(): void {
    this.#wanted = true;
    this.#fail(new Error("the TypeScript compiler has been closed"));
    this.end();
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin!.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #fail(error: Error): void {
    this.#closed ??= error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    let all = this.#received.length === 1 ? chunk : Buffer.concat(this.#received);
    for (;;) {
      const headerEnd = all.indexOf("\r\n\r\n");
      if (headerEnd < 0) break;
      const length = Number(/Content-Length: (\d+)/i.exec(all.toString("latin1", 0, headerEnd))![1]);
      const start = headerEnd + 4;
      if (all.length < start + length) break;
      this.#handle(JSON.parse(all.toString("utf8", start, start + length)) as Incoming);
      all = all.subarray(start + length);
    }
    this.#received = all.length ? [all] : [];
  }

  #handle(message: Incoming): void {
    if (message.method !== undefined) {
      const content = message.method === "readFile" ? this.#readFile(message.params as string) : undefined;
      this.#send({ id: message.id, result: content === undefined ? null : { content } });
      return;
    }
    const waiting = this.#pending.get(message.id!);
    this.#pending.delete(message.id!);
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result as never);
  }
}

/** The native compiler, which comes in a package for each platform beside `typescript`. */
function executable(): string {
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`;
  const beside = createRequire(require.resolve("typescript/package.json"));
  const folder = join(dirname(beside.resolve(`${platform}/package.json`)), "lib");
  return join(folder, process.platform === "win32" ? "tsc.exe" : "tsc");
}
