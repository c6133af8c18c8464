/** The sockets of a connection file. The only file that knows ZeroMQ. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Router as RouterSocket, XPublisher as XPublisherSocket } from "zeromq";
import { type Outlet, type QueueListener, SendQueue } from "./send-queue.js";
import { type Outgoing, type Received, Wire } from "./wire.js";

// An import would have Node look through all of its CommonJS for names, which takes three times as long.
const { Router, XPublisher } = createRequire(import.meta.url)("zeromq") as typeof import("zeromq");

/** What a Jupyter connection file says. */
export interface Connection {
  readonly transport: "tcp" | "ipc";
  readonly ip: string;
  /** Empty or absent for messages that are not signed. */
  readonly key?: string;
  readonly signature_scheme?: string;
  readonly shell_port: number;
  readonly control_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly hb_port: number;
}

/** The sockets that requests come in by. */
export type RequestChannel = "shell" | "control" | "stdin";

/** The open sockets of a kernel. */
export interface Sockets {
  /** Queues a message; messages of one socket leave in the order they were sent. */
  send(channel: RequestChannel | "iopub", message: Outgoing): void;
  /** Resolves when all that was sent has left, and the sockets are closed. */
  close(): Promise<void>;
}

const requestChannels = ["shell", "control", "stdin"] as const;
const ports = ["shell_port", "control_port", "iopub_port", "stdin_port", "hb_port"] as const;

/**
 * Reads a connection file.
 *
 * Throws a `TypeError` that names the file, if it cannot be read, lacks something, or asks for a signature scheme other
 * than hmac-sha256.
 */
export function readConnection(file: string): Connection {
  let connection: Connection;
  try {
    connection = JSON.parse(readFileSync(file, "utf8")) as Connection;
  } catch (error) {
    throw new TypeError(`readConnection: ${file} is no connection file: ${(error as Error).message}`);
  }
  const fault = faultOf(connection);
  if (fault) throw new TypeError(`readConnection: ${file} ${fault}`);
  return connection;
}

/** What is wrong with a connection, in the words that follow the file's name. */
function faultOf(connection: Partial<Connection> | null): string | undefined {
  if (typeof connection !== "object" || connection === null) return "is no connection file: it holds no object";
  const { transport, ip, key = "", signature_scheme: scheme = "hmac-sha256" } = connection;
  if (transport !== "tcp" && transport !== "ipc")
    return `asks for the transport ${transport}, but only tcp and ipc are known`;
  if (typeof ip !== "string" || !ip) return "names no ip to listen at";
  if (typeof key !== "string") return "holds a key that is no text";
  if (key && scheme !== "hmac-sha256") return `asks for ${scheme} but only hmac-sha256 is known`;
  for (const name of ports) {
    const port = connection[name];
    if (!Number.isInteger(port) || port! < 1 || port! > 65_535) return `names no port for ${name}: ${port}`;
  }
  return undefined;
}

/** What the sockets tell the kernel. */
export interface SocketListener extends QueueListener {
  /** A valid message has come in; the next one of its channel is read when this has settled. */
  receive(channel: RequestChannel, message: Received): void | Promise<void>;
  /** Somebody hears messages of a topic from now on; all of them where it is empty. */
  subscribed(topic: string): void;
}

/** Frames of this size are no message that a front end sends: whoever does is disconnected. */
const largest = 2 ** 29;
const largestTopic = 4096;
const tellAtMost = 20;
/** How many messages ZeroMQ keeps for each client; the rest waits here, where its size is counted. */
const kept = 64;

/**
 * Binds the five sockets of a connection.
 *
 * A message with a bad signature, and one that was received before, are dropped with a line on standard error.
 */
export async function openSockets(connection: Connection, listener: SocketListener): Promise<Sockets> {
  const wire = new Wire(connection.key ?? "");
  const address = (port: number) =>
    connection.transport === "ipc" ? `ipc://${connection.ip}-${port}` : `tcp://${connection.ip}:${port}`;
  const router = () => new Router({ linger: 1000, handover: true, sendHighWaterMark: 0, maxMessageSize: largest });
  const routers = { shell: router(), control: router(), stdin: router() };
  const iopub = new XPublisher({
    linger: 1000,
    noDrop: true,
    sendHighWaterMark: kept,
    verbosity: "allSubs",
    maxMessageSize: largestTopic,
  });
  // As a router it need not take turns with each client, whatever they send.
  const heartbeat = router();
  const sockets = [...Object.values(routers), iopub, heartbeat];
  try {
    for (const channel of requestChannels) await routers[channel].bind(address(connection[`${channel}_port`]));
    await iopub.bind(address(connection.iopub_port));
    await heartbeat.bind(address(connection.hb_port));
  } catch (error) {
    for (const socket of sockets) socket.close();
    const { message, address: taken } = error as Error & { address?: string };
    throw new Error(`openSockets: ${taken ?? "an address"} cannot be opened: ${message}`);
  }

  let dropped = 0;
  // Whoever sends many such must not fill what may be a pipe that nobody reads.
  const tellDropped = (channel: RequestChannel, { message }: Error) => {
    if (++dropped > tellAtMost) return;
    const last = dropped === tellAtMost ? ", and says no more of such" : "";
    process.stderr.write(`workings kernel: dropped a message on ${channel}${last}: ${message}\n`);
  };
  for (const channel of requestChannels) {
    void forEach(routers[channel], (frames) => {
      let message: Received;
      try {
        message = wire.decode(frames);
      } catch (error) {
        return tellDropped(channel, error as Error);
      }
      return listener.receive(channel, message);
    });
  }
  void forEach(iopub, (frames) => {
    const topic = subscription(frames);
    if (topic !== undefined) listener.subscribed(topic);
  });
  const echo = reply(heartbeat);
  void forEach(heartbeat, (frames) => echo.sendPast(frames));

  const queues = {
    shell: new SendQueue(reply(routers.shell), unlimited),
    control: new SendQueue(reply(routers.control), unlimited),
    stdin: new SendQueue(reply(routers.stdin), unlimited),
    iopub: new SendQueue(broadcast(iopub), listener),
  };
  return {
    send: (channel, message) => queues[channel].send(wire.encode(message)),
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.empty()));
      for (const socket of sockets) socket.close();
    },
  };
}

/** Handles what comes in by a socket, one message after another, until it is closed. */
async function forEach<Frames>(
  socket: AsyncIterable<Frames>,
  handle: (frames: Frames) => void | Promise<void>,
): Promise<void> {
  for await (const frames of socket) await handle(frames);
}

/** The topic that somebody subscribes to; undefined for what is no subscription, or of no topic that is a text. */
function subscription([event, ...more]: readonly Buffer[]): string | undefined {
  if (event?.[0] !== 1 || more.length) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(event.subarray(1));
  } catch {
    return undefined;
  }
}

/** Replies wait for whoever asked, however long: nobody gets more of them than they asked for. */
const unlimited: QueueListener = { full() {}, passed() {} };

function reply(socket: RouterSocket): Outlet {
  const sendPast = async (frames: readonly Uint8Array[]) => {
    try {
      await socket.send(frames as Buffer[]);
    } catch (error) {
      // A reply to a client that has gone, or is going, cannot be delivered, which is no fault of ours.
      if (!/^(EHOSTUNREACH|EAGAIN)$/.test((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  };
  return { sendPast, send: (frames) => sendPast(frames).then(() => true) };
}

function broadcast(socket: XPublisherSocket): Outlet {
  const sendPast = async (frames: readonly Uint8Array[]) => {
    // ZeroMQ takes who cannot be sent this out of the count, until they have read.
    setNoDrop(socket, false);
    await socket.send(frames as Buffer[]);
    setNoDrop(socket, true);
  };
  return {
    sendPast,
    async send(frames) {
      try {
        await socket.send(frames as Buffer[]);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
        return false;
      }
    },
  };
}

/** The package warns that an option takes effect with the next connection; this one does so at once. */
function setNoDrop(socket: XPublisherSocket, noDrop: boolean): void {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  socket.noDrop = noDrop;
  process.emitWarning = emitWarning;
}
