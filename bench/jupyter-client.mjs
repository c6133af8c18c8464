import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Dealer, Subscriber } from "zeromq";

/** In milliseconds, unless told otherwise; some kernels at times lose an idle or a result. */
const usualPatience = 10_000;

/** A kernel started from its kernelspec and spoken to over ZeroMQ, as Jupyter does. */
export class KernelClient {
  #key = randomUUID();
  #session = randomUUID();
  #shell = new Dealer({ reconnectInterval: 2, linger: 0 });
  #iopub = new Subscriber({ reconnectInterval: 2, linger: 0 });
  #control = new Dealer({ reconnectInterval: 2, linger: 0 });
  #folder = mkdtempSync(path.join(tmpdir(), "workings-bench-"));
  #waiting = new Map();
  #replies = new Map();
  #printed = () => {};
  #process;
  /** @type {Record<string, number>} */
  ports = {};

  /**
   * @param {{ argv: string[], env?: Record<string, string> }} spec
   * @param {string} cwd where a notebook would lie
   */
  static async start(spec, cwd) {
    const client = new KernelClient();
    await client.#start(spec, cwd);
    return client;
  }

  async #start(spec, cwd) {
    const [shell, iopub, stdin, control, heartbeat] = await freePorts(5);
    const file = path.join(this.#folder, "connection.json");
    const address = { transport: "tcp", ip: "127.0.0.1", key: this.#key, signature_scheme: "hmac-sha256" };
    const ports = {
      shell_port: shell,
      iopub_port: iopub,
      stdin_port: stdin,
      control_port: control,
      hb_port: heartbeat,
    };
    this.ports = ports;
    writeFileSync(file, JSON.stringify({ ...address, ...ports, kernel_name: "" }));
    const [command, ...args] = spec.argv.map((word) => word.replace("{connection_file}", file));
    this.#process = spawn(command, args, { cwd, env: { ...process.env, ...spec.env }, stdio: "ignore" });
    this.#iopub.subscribe();
    this.#shell.connect(`tcp://127.0.0.1:${shell}`);
    this.#iopub.connect(`tcp://127.0.0.1:${iopub}`);
    this.#control.connect(`tcp://127.0.0.1:${control}`);
    this.#receive(this.#shell, "shell");
    this.#receive(this.#iopub, "iopub");
    this.#receive(this.#control, "control");
  }

  get key() {
    return this.#key;
  }

  get pid() {
    return this.#process.pid;
  }

  /**
   * Runs a cell and waits for all that a person waits for: the reply, the idle and, where there is one, the result, which
   * Deno at times sends last.
   *
   * @param {string} code
   * @param {{ first?: boolean, answers?: boolean, patience?: number }} [options] whether it is the first, whose outputs
   *   may be sent before they can be heard, so that its reply alone counts; whether it has a result; how many milliseconds
   *   to wait
   * @returns {Promise<string>} the text of its result
   */
  async execute(code, { first = false, answers = true, patience = usualPatience } = {}) {
    const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    const { id, frames } = this.#message("execute_request", { ...content, stop_on_error: true });
    const done = new Promise((resolve, reject) => {
      this.#waiting.set(id, { first, answers, resolve, reject, replied: false, idle: false, text: "" });
    });
    await this.#shell.send(frames);
    const timer = setTimeout(() => {
      this.#waiting.get(id)?.reject(new Error(`no answer in ${patience / 1000} s to ${code.slice(0, 60)}`));
    }, patience);
    return done.finally(() => clearTimeout(timer));
  }

  /** Resolves when a cell prints something. */
  printed() {
    return new Promise((resolve) => {
      this.#printed = resolve;
    });
  }

  /**
   * Sends a request of any type and waits for its reply.
   *
   * @param {string} type
   * @param {object} [content]
   * @param {"shell" | "control"} [channel]
   */
  async request(type, content = {}, channel = "shell") {
    const { id, frames } = this.#message(type, content);
    const replied = new Promise((resolve) => this.#replies.set(id, resolve));
    await (channel === "shell" ? this.#shell : this.#control).send(frames);
    return replied;
  }

  async shutdown() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    await this.#control.send(this.#message("shutdown_request", { restart: false }).frames);
    const kill = setTimeout(() => this.#process.kill("SIGKILL"), 3000);
    await ended;
    clearTimeout(kill);
    for (const socket of [this.#shell, this.#iopub, this.#control]) socket.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #receive(socket, channel) {
    for await (const frames of socket) {
      const start = frames.findIndex((frame) => frame.equals(Buffer.from("<IDS|MSG>"))) + 2;
      const [header, parent, , content] = frames.slice(start).map((frame) => JSON.parse(frame.toString() || "{}"));
      if (channel !== "iopub") {
        this.#replies.get(parent.msg_id)?.(content);
        this.#replies.delete(parent.msg_id);
      }
      if (header.msg_type === "stream") this.#printed();
      const waiting = this.#waiting.get(parent.msg_id);
      if (!waiting) continue;
      if (channel === "shell") {
        waiting.replied = true;
        if (content.status !== "ok") waiting.reject(new Error(`${content.ename}: ${content.evalue}`));
      }
      if (header.msg_type === "status" && content.execution_state === "idle") waiting.idle = true;
      if (header.msg_type === "execute_result" || header.msg_type === "display_data") {
        waiting.text += content.data["text/plain"];
      }
      if (header.msg_type === "stream") waiting.text += content.text;
      const heard = waiting.idle && (waiting.text || !waiting.answers);
      if (waiting.replied && (heard || waiting.first)) {
        this.#waiting.delete(parent.msg_id);
        waiting.resolve(waiting.text.trim());
      }
    }
  }

  #message(type, content) {
    const id = randomUUID();
    const date = new Date().toISOString();
    const header = { msg_id: id, session: this.#session, username: "bench", date, msg_type: type, version: "5.3" };
    const parts = [header, {}, {}, content].map((part) => Buffer.from(JSON.stringify(part)));
    const signature = createHmac("sha256", this.#key);
    for (const part of parts) signature.update(part);
    return { id, frames: ["<IDS|MSG>", signature.digest("hex"), ...parts] };
  }
}

/** Ports that are free now, all different. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
