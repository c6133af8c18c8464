/** The sockets of a connection file. The only file that knows ZeroMQ. */
import { readFileSync } from "node:fs";
import { Publisher, Reply, Router } from "zeromq";
import { type Outgoing, type Received, Wire } from "./wire.js";

/** What a Jupyter connection file says. */
export interface Connection {
  readonly transport: "tcp" | "ipc";
  readonly ip: string;
  readonly key: string;
  readonly signature_scheme: string;
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

/**
 * Reads a connection file.
 *
 * Throws a `TypeError` that names the file, if it cannot be read, or asks for a signature scheme other than hmac-sha256.
 */
export function readConnection(file: string): Connection {
  let connection: Connection;
  try {
    connection = JSON.parse(readFileSync(file, "utf8")) as Connection;
  } catch (error) {
    throw new TypeError(`readConnection: ${file} is no connection file: ${(error as Error).message}`);
  }
  if (connection.key && connection.signature_scheme !== "hmac-sha256") {
    throw new TypeError(
      `readConnection: ${file} asks for ${connection.signature_scheme} but only hmac-sha256 is known`,
    );
  }
  return connection;
}

/**
 * Binds the five sockets of a connection and hands every valid message to `receive`.
 *
 * A message with a bad signature, and one that was received before, are dropped with a line on standard error.
 */
export async function openSockets(
  connection: Connection,
  receive: (channel: RequestChannel, message: Received) => void,
): Promise<Sockets> {
  const wire = new Wire(connection.key);
  const address = (port: number) =>
    connection.transport === "ipc" ? `ipc://${connection.ip}-${port}` : `tcp://${connection.ip}:${port}`;
  const routers = {
    shell: new Router({ linger: 1000, handover: true }),
    control: new Router({ linger: 1000, handover: true }),
    stdin: new Router({ linger: 1000, handover: true }),
  };
  // Without a high-water mark no status message is dropped when a cell prints faster than a client reads.
  const iopub = new Publisher({ linger: 1000, sendHighWaterMark: 0 });
  const heartbeat = new Reply({ linger: 0 });
  await Promise.all([
    ...requestChannels.map((channel) => routers[channel].bind(address(connection[`${channel}_port`]))),
    iopub.bind(address(connection.iopub_port)),
    heartbeat.bind(address(connection.hb_port)),
  ]);

  for (const channel of requestChannels) {
    void (async () => {
      for await (const frames of routers[channel]) {
        let message: Received;
        try {
          message = wire.decode(frames);
        } catch (error) {
          process.stderr.write(`workings kernel: dropped a message on ${channel}: ${(error as Error).message}\n`);
          continue;
        }
        receive(channel, message);
      }
    })();
  }
  void (async () => {
    for await (const frames of heartbeat) await heartbeat.send(frames);
  })();

  const senders = {
    shell: sender(routers.shell),
    control: sender(routers.control),
    stdin: sender(routers.stdin),
    iopub: sender(iopub),
  };
  return {
    send: (channel, message) => senders[channel].send(wire.encode(message)),
    async close() {
      await Promise.all(Object.values(senders).map((one) => one.idle()));
      for (const socket of [...Object.values(routers), iopub, heartbeat]) socket.close();
    },
  };
}

/** ZeroMQ lets a socket send one message at a time: the rest wait here in their order. */
function sender(socket: Router | Publisher) {
  const waiting: Uint8Array[][] = [];
  let running: Promise<void> | undefined;
  const run = async () => {
    for (let frames = waiting.shift(); frames; frames = waiting.shift()) {
      try {
        await socket.send(frames as Buffer[]);
      } catch (error) {
        // A reply to a client that has gone cannot be delivered, which is no fault of ours.
        if ((error as NodeJS.ErrnoException).code !== "EHOSTUNREACH") throw error;
      }
    }
    running = undefined;
  };
  return {
    send(frames: Uint8Array[]) {
      waiting.push(frames);
      running ??= run();
    },
    idle: async () => running,
  };
}
