/** The comms of the cells' world. */
import { randomUUID } from "node:crypto";
import type { Comm, CommDetails, CommHook, CommMessage } from "../../display/comm.js";
import type { CommEvent } from "./protocol.js";
import { report } from "./reports.js";
import { runOfCaller } from "./runs.js";

type Opened = (comm: Comm, message: CommMessage) => void;

const comms = new Map<string, OpenComm>();
const handlers = new Map<string, Opened>();

class OpenComm implements Comm {
  readonly id: string;
  readonly target: string;
  onMessage: Comm["onMessage"];
  onClose: Comm["onClose"];

  constructor(id: string, target: string) {
    this.id = id;
    this.target = target;
    comms.set(id, this);
  }

  send(data: object, details: CommDetails = {}): void {
    if (!comms.has(this.id)) throw new Error(`send: the comm to ${this.target} is closed`);
    tell("comm_msg", this, data, details);
  }

  close(data: object = {}): void {
    if (comms.delete(this.id)) tell("comm_close", this, data, {});
  }
}

/** What cells open comms with. */
export const commHook: CommHook = {
  open(target, data, details) {
    const comm = new OpenComm(randomUUID(), target);
    tell("comm_open", comm, data, details);
    return comm;
  },
  onOpen(target, handler) {
    handlers.set(target, handler);
    report({ type: "comm_target", target });
  },
};

/** Deals with what the front end has sent. */
export function deliver({ type, id, target = "", data, metadata, buffers }: CommEvent): void {
  const message: CommMessage = { data, metadata, buffers: buffers.map((one) => Buffer.from(one, "base64")) };
  if (type === "comm_open") {
    handlers.get(target)?.(new OpenComm(id, target), message);
    return;
  }
  const comm = comms.get(id);
  if (type === "comm_msg") {
    comm?.onMessage?.(message);
    return;
  }
  comms.delete(id);
  comm?.onClose?.(message);
}

function tell(type: CommEvent["type"], { id, target }: Comm, data: object, details: CommDetails): void {
  const { metadata = {}, buffers = [] } = details;
  const texts = buffers.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength).toString("base64"));
  report({ type, run: runOfCaller(), id, target, data: { ...data }, metadata: { ...metadata }, buffers: texts });
}
