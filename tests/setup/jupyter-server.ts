import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import WebSocket from "ws";
import type { Output } from "../../src/notebook/notebook.js";
import { Command } from "./command.js";

interface Message {
  channel: string;
  header: { msg_type: string };
  parent_header: { msg_id?: string };
  content: Record<string, unknown> & { execution_state?: string };
}

/** A JupyterLab that `npm start` serves, spoken to as its page does: REST for sessions, a WebSocket for messages. */
export class JupyterServer {
  readonly command: Command;
  /** JupyterLab's address, with the token. */
  readonly url: URL;

  private constructor(command: Command, url: URL) {
    this.command = command;
    this.url = url;
  }

  /** Starts it and waits until it answers. */
  static async start(cwd: string, env: NodeJS.ProcessEnv = {}, options: string[] = []): Promise<JupyterServer> {
    const port = await freePort();
    const args = ["start", "--", "--no-browser", "--port", String(port), ...options];
    const command = new Command("npm", args, { cwd, env });
    const [url] = await command.printed(/http:\/\/127\.0\.0\.1:\d+\/lab\?token=\w+/);
    return new JupyterServer(command, new URL(url));
  }

  /** Asks the server's REST interface; throws an Error unless it answers with a success. */
  async request(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { authorization: `token ${this.url.searchParams.get("token")}` };
    const response = await fetch(new URL(path, this.url), { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  }

  /** Opens a notebook's session as JupyterLab does, runs cells in it one after another, and answers each one's outputs. */
  async run(notebook: string, kernel: string, cells: string[]): Promise<Output[][]> {
    const body = JSON.stringify({ path: notebook, name: notebook, type: "notebook", kernel: { name: kernel } });
    const session = (await this.request("/api/sessions", { method: "POST", body })) as {
      id: string;
      kernel: { id: string };
    };
    const url = new URL(`/api/kernels/${session.kernel.id}/channels`, this.url);
    url.protocol = "ws";
    url.search = this.url.search;
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const outputs = [];
    for (const code of cells) outputs.push(await execute(socket, code));
    socket.close();
    await this.request(`/api/sessions/${session.id}`, { method: "DELETE" });
    return outputs;
  }

  async stop(): Promise<number | string> {
    return this.command.stop("SIGTERM");
  }
}

/** Runs one cell: its outputs end with the kernel's idle. */
function execute(socket: WebSocket, code: string): Promise<Output[]> {
  const header = { msg_id: randomUUID(), msg_type: "execute_request", session: "test", username: "", version: "5.3" };
  const content = { code, silent: false, store_history: true, allow_stdin: false, stop_on_error: true };
  const outputs: Output[] = [];
  return new Promise((resolve, reject) => {
    const receive = (bytes: WebSocket.RawData) => {
      const message = JSON.parse(String(bytes)) as Message;
      if (message.parent_header.msg_id !== header.msg_id) return;
      if (["stream", "execute_result", "display_data", "error"].includes(message.header.msg_type)) {
        outputs.push({ output_type: message.header.msg_type, ...message.content } as Output);
      }
      if (message.header.msg_type === "status" && message.content.execution_state === "idle") {
        socket.off("message", receive).off("close", refuse);
        resolve(outputs);
      }
    };
    const refuse = () => reject(new Error("the server closed the kernel's channels"));
    socket.on("message", receive).once("close", refuse);
    socket.send(JSON.stringify({ header, parent_header: {}, metadata: {}, content, channel: "shell", buffers: [] }));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
