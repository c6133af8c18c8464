/** Requests and their answers: every request is framed by busy and idle, and goes to the handler of its type. */
import { newHeader } from "./messages.js";
import type { RequestChannel, Sockets } from "./sockets.js";
import type { Json, Received } from "./wire.js";

/** A request that is being handled. */
export interface Request {
  readonly channel: RequestChannel;
  readonly message: Received;
  readonly content: Json;
  /** Answers it, on the channel it came by. */
  reply(content: Json): void;
  /** Publishes a message that belongs to it to every client. */
  publish(type: string, content: Json, metadata?: Json): void;
}

/** Handles one type of request; the kernel is idle again when the promise settles. */
export type Handler = (request: Request) => void | Promise<void>;

/** Dispatches requests to their handlers. A type that has no handler is ignored. */
export class Session {
  readonly #handlers: Readonly<Record<string, Handler>>;
  #sockets: Sockets | undefined;

  constructor(handlers: Readonly<Record<string, Handler>>) {
    this.#handlers = handlers;
  }

  /** Begins to answer by these sockets, and says that the kernel is starting. */
  start(sockets: Sockets): void {
    this.#sockets = sockets;
    this.#publish(undefined, "status", { execution_state: "starting" });
  }

  /** Handles a message that came in. */
  receive(channel: RequestChannel, message: Received): void {
    const type = message.header.msg_type;
    const handler = Object.hasOwn(this.#handlers, type) ? this.#handlers[type] : undefined;
    if (!handler) return;
    void this.#handle(handler, {
      channel,
      message,
      content: message.content,
      reply: (content) => {
        this.#sockets!.send(channel, {
          identities: message.identities,
          header: newHeader(type.replace(/_request$/, "_reply")),
          parent: message.rawHeader,
          content,
        });
      },
      publish: (kind, content, metadata) => this.#publish(message.rawHeader, kind, content, metadata),
    });
  }

  async #handle(handler: Handler, request: Request): Promise<void> {
    request.publish("status", { execution_state: "busy" });
    try {
      await handler(request);
    } catch (error) {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      process.stderr.write(`workings kernel: ${request.message.header.msg_type} failed: ${stack}\n`);
      request.reply({ status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] });
    } finally {
      request.publish("status", { execution_state: "idle" });
    }
  }

  #publish(parent: Uint8Array | undefined, type: string, content: Json, metadata?: Json): void {
    this.#sockets!.send("iopub", {
      identities: [Buffer.from(type)],
      header: newHeader(type),
      parent,
      content,
      ...(metadata && { metadata }),
    });
  }
}
