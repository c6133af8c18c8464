/** Requests and their answers: every request is framed by busy and idle, and goes to the handler of its type. */
import { MalformedRequest, newHeader } from "./messages.js";
import type { RequestChannel, Sockets } from "./sockets.js";
import type { Json, Received } from "./wire.js";

/** Where a request came from, and what may be told there even after it has been answered. */
export interface Origin {
  /** Whether the front end that it came from can ask the person. */
  readonly canAsk: boolean;
  /** Asks the front end that it came from for a line of text. */
  ask(content: Json): void;
  /** Publishes a message that belongs to it to every client. */
  publish(type: string, content: Json, metadata?: Json, buffers?: readonly Uint8Array[]): void;
}

/** A request that is being handled. */
export interface Request extends Origin {
  readonly channel: RequestChannel;
  readonly message: Received;
  readonly content: Json;
  /** Its origin alone: what remembers that does not keep the request. */
  readonly origin: Origin;
  /** Answers it, on the channel it came by. */
  reply(content: Json): void;
}

/** Handles one type of request; the kernel is idle again when the promise settles. */
export type Handler = (request: Request) => void | Promise<void>;

/** Takes note of a message that is no request: nothing is busy with it, and nothing answers. */
export type Listener = (content: Json) => void;

const ofCompiler = /^(complete|inspect)_request$/;
const mostAsked = 32;

/**
 * Dispatches requests, which come by shell and control, to their handlers, and what comes by stdin to its listener. Any
 * other type is ignored.
 */
export class Session {
  readonly #handlers: Readonly<Record<string, Handler>>;
  readonly #listeners: Readonly<Record<string, Listener>>;
  #sockets: Sockets | undefined;
  /** How many questions to the compiler have not been answered. */
  #asked = 0;

  constructor(handlers: Readonly<Record<string, Handler>>, listeners: Readonly<Record<string, Listener>>) {
    this.#handlers = handlers;
    this.#listeners = listeners;
  }

  /** Begins to answer by these sockets, and says that the kernel is starting. */
  start(sockets: Sockets): void {
    this.#sockets = sockets;
    this.#publish(undefined, "status", { execution_state: "starting" });
  }

  /** Tells somebody who subscribes that the subscription has come into effect. */
  welcome(topic: string): void {
    this.#sockets?.send("iopub", {
      identities: topic ? [Buffer.from(topic)] : [],
      header: newHeader("iopub_welcome"),
      content: { subscription: topic },
    });
  }

  /** Handles a message that came in; what it gives settles when the next one of its channel may come. */
  receive(channel: RequestChannel, message: Received): void | Promise<void> {
    const type = message.header.msg_type;
    if (channel === "stdin") {
      if (Object.hasOwn(this.#listeners, type)) this.#listeners[type]!(message.content);
      return;
    }
    const handler = Object.hasOwn(this.#handlers, type) ? this.#handlers[type] : undefined;
    if (!handler) return;
    const origin = this.#origin(message.identities, message.rawHeader, message.content.allow_stdin !== false);
    const handled = this.#handle(handler, {
      ...origin,
      origin,
      channel,
      message,
      content: message.content,
      reply: (content) => this.#send(channel, message, type.replace(/_request$/, "_reply"), content),
    });
    return ofCompiler.test(type) ? this.#hold(handled) : undefined;
  }

  /** The compiler takes its time: whoever asks faster than it answers has to wait. */
  async #hold(handled: Promise<void>): Promise<void> {
    const asked = this.#asked++;
    const answered = handled.then(() => this.#asked--);
    if (asked >= mostAsked) await answered;
  }

  #origin(identities: readonly Uint8Array[], rawHeader: Uint8Array, canAsk: boolean): Origin {
    return {
      canAsk,
      ask: (content) => this.#send("stdin", { identities, rawHeader }, "input_request", content),
      publish: (...published) => this.#publish(rawHeader, ...published),
    };
  }

  async #handle(handler: Handler, request: Request): Promise<void> {
    request.publish("status", { execution_state: "busy" });
    try {
      await handler(request);
    } catch (error) {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      if (!(error instanceof MalformedRequest)) {
        process.stderr.write(`workings kernel: ${request.message.header.msg_type} failed: ${stack}\n`);
      }
      request.reply({ status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] });
    } finally {
      request.publish("status", { execution_state: "idle" });
    }
  }

  /** Sends a message to whom another came from. */
  #send(channel: RequestChannel, to: Pick<Received, "identities" | "rawHeader">, type: string, content: Json): void {
    this.#sockets!.send(channel, {
      identities: to.identities,
      header: newHeader(type),
      parent: to.rawHeader,
      content,
    });
  }

  #publish(
    parent: Uint8Array | undefined,
    type: string,
    content: Json,
    metadata?: Json,
    buffers?: readonly Uint8Array[],
  ): void {
    this.#sockets!.send("iopub", {
      identities: [Buffer.from(type)],
      header: newHeader(type),
      parent,
      content,
      ...(metadata && { metadata }),
      ...(buffers && { buffers }),
    });
  }
}
