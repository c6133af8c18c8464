/** A Jupyter client: starts a kernel as Jupyter would, and talks to it over ZeroMQ. Its own wire code, on purpose. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Dealer, Request, Subscriber } from "zeromq";

// biome-ignore lint/suspicious/noExplicitAny: what a test reads of a message is checked by what it expects of it.
type Content = any;

/** A message that the kernel sent. */
export interface Message {
  readonly type: string;
  readonly parent: { readonly msg_id?: string };
  readonly parentBytes: string;
  readonly header: Record<string, unknown>;
  readonly content: Content;
  readonly metadata: Content;
  readonly buffers: readonly Buffer[];
}

/** What came of an execute_request. */
export interface Executed {
  readonly reply: Content;
  /** Messages on iopub that belong to it, without status and execute_input, up to its idle. */
  readonly outputs: readonly Message[];
  readonly stdout: string;
  readonly stderr: string;
  /** The text/plain of its result. */
  readonly result: string | undefined;
}

/** How a kernel is started. */
export interface StartOptions {
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What the system gives each of its processes at most. */
  readonly limit?: { readonly addressSpaceMegabytes: number };
  /** What Node is told to run, where it is not our kernel. */
  readonly command?: (connectionFile: string) => string[];
}

const entry = fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url));

/** A running kernel and the sockets of one client. */
export class Client {
  readonly key = randomUUID();
  readonly session = randomUUID();
  readonly folder: string;
  readonly process: ChildProcess;
  readonly ports: Readonly<Record<string, number>>;
  readonly #shell = new Dealer({ linger: 0, routingId: this.session });
  readonly #control = new Dealer({ linger: 0, routingId: this.session });
  readonly #stdin = new Dealer({ linger: 0, routingId: this.session });
  readonly #iopub = new Subscriber({ linger: 0 });
  readonly #heartbeat = new Request({ linger: 0 });
  readonly #watchers = new Set<(channel: string, message: Message) => boolean>();
  /** Questions that came before anybody waited for one. */
  readonly #unheard: Message[] = [];
  readonly published: Message[] = [];

  private constructor(folder: string, child: ChildProcess, ports: Readonly<Record<string, number>>) {
    this.folder = folder;
    this.process = child;
    this.ports = ports;
    for (const [socket, port] of [
      [this.#shell, ports.shell_port],
      [this.#control, ports.control_port],
      [this.#stdin, ports.stdin_port],
      [this.#iopub, ports.iopub_port],
      [this.#heartbeat, ports.hb_port],
    ] as const)
      socket.connect(`tcp://127.0.0.1:${port}`);
    this.#iopub.subscribe();
    void this.#read("shell", this.#shell);
    void this.#read("control", this.#control);
    void this.#read("stdin", this.#stdin);
    void this.#read("iopub", this.#iopub);
  }

  /** Starts a kernel in a folder of its own, or in `folder`, and waits until it answers and its iopub is heard. */
  static async start(options: StartOptions = {}): Promise<Client> {
    const client = await Client.launch(options);
    await client.#ready();
    return client;
  }

  /** Starts a kernel and connects to it, and leaves it to the caller to find out when it answers. */
  static async launch(options: StartOptions = {}): Promise<Client> {
    const temporary = mkdtempSync(join(tmpdir(), "workings-kernel-"));
    const names = ["shell_port", "control_port", "iopub_port", "stdin_port", "hb_port"];
    const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()] as const)));
    const folder = options.folder ?? temporary;
    const file = join(temporary, "connection.json");
    const own = { JPY_PARENT_PID: String(process.pid), WORKINGS_HISTORY: join(temporary, "history.jsonl") };
    const env: NodeJS.ProcessEnv = { ...process.env, ...own, ...options.env };
    const key = randomUUID();
    const connection = { transport: "tcp", ip: "127.0.0.1", key, signature_scheme: "hmac-sha256", ...ports };
    writeFileSync(file, JSON.stringify(connection));
    const { command = (connectionFile) => [entry, connectionFile] } = options;
    const limit = options.limit ? `ulimit -v ${options.limit.addressSpaceMegabytes * 1024}; ` : "";
    const child = spawn("sh", ["-c", `${limit}exec "$@"`, "sh", process.execPath, ...command(file)], {
      cwd: folder,
      env,
      stdio: ["ignore", "inherit", "pipe"],
    });
    const client = new Client(folder, child, ports);
    Object.assign(client, { key });
    child.once("exit", () => rmSync(temporary, { recursive: true, force: true }));
    return client;
  }

  /** Sends a request and resolves with its reply. */
  async request(type: string, content: object = {}, channel: "shell" | "control" = "shell"): Promise<Message> {
    const id = this.send(type, content, channel);
    return this.next((from, message) => from === channel && message.parent.msg_id === id);
  }

  /** Sends a request without waiting; returns its id. */
  send(type: string, content: object = {}, channel: "shell" | "control" = "shell"): string {
    const { id, frames } = this.frames(type, content);
    this.sendFrames(frames, channel);
    return id;
  }

  /** The frames of a request, signed. */
  frames(type: string, content: object, metadata: object = {}): { id: string; frames: Buffer[] } {
    const id = randomUUID();
    const header = { msg_id: id, session: this.session, username: "test", date: new Date().toISOString() };
    const parts = [{ ...header, msg_type: type, version: "5.5" }, {}, metadata, content].map((one) =>
      Buffer.from(JSON.stringify(one)),
    );
    const hmac = createHmac("sha256", this.key);
    for (const part of parts) hmac.update(part);
    return { id, frames: [Buffer.from("<IDS|MSG>"), Buffer.from(hmac.digest("hex")), ...parts] };
  }

  #sending: Promise<void> = Promise.resolve();

  /** Answers the next question that the kernel puts, and resolves with it. */
  async answer(value: string, more: object = {}): Promise<Message> {
    const question = this.#unheard.shift() ?? (await this.next((channel) => channel === "stdin"));
    await this.#stdin.send(this.frames("input_reply", { value, ...more }).frames);
    return question;
  }

  /** Sends frames as they are. */
  sendFrames(frames: readonly Buffer[], channel: "shell" | "control" = "shell"): void {
    const socket = channel === "shell" ? this.#shell : this.#control;
    this.#sending = this.#sending.then(() => socket.send([...frames]));
  }

  /** Resolves with the next message that fits. */
  next(fits: (channel: string, message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      const watch = (channel: string, message: Message) => {
        if (!fits(channel, message)) return false;
        resolve(message);
        return true;
      };
      this.#watchers.add(watch);
    });
  }

  /** Resolves with the next output of a type that belongs to a request. */
  output(id: string, type: string): Promise<Message> {
    return this.next((channel, one) => channel === "iopub" && one.parent.msg_id === id && one.type === type);
  }

  /** Runs a cell to its reply and its idle. */
  async execute(code: string, options: object = {}): Promise<Executed> {
    return this.executed(this.send("execute_request", { code, ...options }));
  }

  /** What comes of an execute_request that has just been sent. */
  async executed(id: string): Promise<Executed> {
    const idle = this.next(
      (channel, one) => channel === "iopub" && one.parent.msg_id === id && one.content.execution_state === "idle",
    );
    const reply = this.next((channel, one) => channel === "shell" && one.parent.msg_id === id);
    const [{ content }] = await Promise.all([reply, idle]);
    const outputs = this.published.filter(
      (one) => one.parent.msg_id === id && one.type !== "status" && one.type !== "execute_input",
    );
    const printed = (name: string) =>
      outputs.flatMap((one) => (one.type === "stream" && one.content.name === name ? [one.content.text] : [])).join("");
    const result = outputs.find((one) => one.type === "execute_result");
    const plain = result?.content.data["text/plain"] as string | undefined;
    return { reply: content, outputs, stdout: printed("stdout"), stderr: printed("stderr"), result: plain };
  }

  /** One heartbeat. */
  async beat(): Promise<string> {
    await this.#heartbeat.send("beat");
    const [answer] = await this.#heartbeat.receive();
    return String(answer);
  }

  /** Shuts the kernel down, and resolves when its process has ended. */
  async stop(): Promise<void> {
    const ended = this.ended();
    if (this.process.exitCode === null && this.process.signalCode === null)
      this.send("shutdown_request", {}, "control");
    await ended;
    this.#watchers.clear();
    for (const socket of [this.#shell, this.#control, this.#stdin, this.#iopub, this.#heartbeat]) socket.close();
  }

  /** Resolves when the kernel's process has ended. */
  ended(): Promise<void> {
    const { process: child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => child.once("exit", () => resolve()));
  }

  /** A subscription takes a moment that nothing tells of: ask until an answer's status is heard too. */
  async #ready(): Promise<void> {
    let heard = false;
    void this.next((channel) => {
      heard ||= channel === "iopub";
      return heard;
    });
    while (!heard) await this.request("kernel_info_request");
  }

  async #read(channel: string, socket: AsyncIterable<Buffer[]>): Promise<void> {
    for await (const frames of socket) {
      const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
      const parts = frames.slice(at + 2, at + 6).map((frame) => JSON.parse(frame.toString()));
      const [header, parent, metadata, content] = parts;
      const buffers = frames.slice(at + 6);
      const parentBytes = frames[at + 3]!.toString();
      const message: Message = { type: header.msg_type, header, parent, parentBytes, content, metadata, buffers };
      if (channel === "iopub") this.published.push(message);
      const heardBy = [...this.#watchers].filter((watcher) => watcher(channel, message));
      for (const watcher of heardBy) this.#watchers.delete(watcher);
      if (channel === "stdin" && heardBy.length === 0) this.#unheard.push(message);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
