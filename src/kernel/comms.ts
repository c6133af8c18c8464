/** Comms, seen from the kernel: which are open, and what goes by them in both directions. */
import { objectField, textField } from "./messages.js";
import type { CommEvent } from "./runner/protocol.js";
import type { Request } from "./session.js";
import type { Json } from "./wire.js";

/** What comms need of the rest of the kernel. */
export interface CommLine {
  /** Hands what a front end has sent to the cells' world; resolves when it has been dealt with. */
  deliver(request: Request, event: Omit<CommEvent, "run">): Promise<void>;
}

/** The comms that are open. */
export class Comms {
  readonly #line: CommLine;
  readonly #targets = new Set<string>();
  readonly #open = new Map<string, string>();

  constructor(line: CommLine) {
    this.#line = line;
  }

  /** Cells take comms that the front end opens under this name. */
  addTarget(target: string): void {
    this.#targets.add(target);
  }

  /** Takes note of what a cell does, which is then published. */
  told({ type, id, target = "" }: CommEvent): void {
    if (type === "comm_open") this.#open.set(id, target);
    if (type === "comm_close") this.#open.delete(id);
  }

  /** The cells' world has ended, and with it all comms. Gives those that were open. */
  reset(): string[] {
    const ids = [...this.#open.keys()];
    this.#open.clear();
    this.#targets.clear();
    return ids;
  }

  /** Handles a comm_info_request. */
  info({ target_name }: Json): Json {
    const open = [...this.#open].filter(([, target]) => target_name === undefined || target === target_name);
    return { status: "ok", comms: Object.fromEntries(open.map(([id, target]) => [id, { target_name: target }])) };
  }

  /** Handles a comm_open, comm_msg or comm_close. What nobody knows is closed at once. */
  async receive(request: Request): Promise<void> {
    const { content, message } = request;
    const type = message.header.msg_type as CommEvent["type"];
    const id = textField(content, "comm_id");
    const target = content.target_name === undefined ? (this.#open.get(id) ?? "") : textField(content, "target_name");
    const data = objectField(content, "data");
    if (type === "comm_open" && this.#targets.has(target)) this.#open.set(id, target);
    if (!this.#open.has(id)) {
      if (type === "comm_open") request.publish("comm_close", { comm_id: id, data: {} });
      return;
    }
    if (type === "comm_close") this.#open.delete(id);
    await this.#line.deliver(request, {
      type,
      id,
      target,
      data,
      metadata: message.metadata,
      buffers: message.buffers.map((one) => Buffer.from(one).toString("base64")),
    });
  }
}
