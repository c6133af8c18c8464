/**
 * The bytes of a Jupyter message: frames ⇄ message, signed.
 *
 * Pure: no sockets, no clock. A signature is verified over the raw frames before any of them is parsed.
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { createHmac, timingSafeEqual } from "node:crypto";

/** What a message says about itself. */
export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A message that came in, its signature verified. */
export interface Received {
  /** Who sent it: routing frames that a reply repeats. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  /** The header's own bytes: a reply's parent header is an exact copy of them. */
  readonly rawHeader: Uint8Array;
  readonly content: Json;
  readonly metadata: Json;
  readonly buffers: readonly Uint8Array[];
}

/** A message to send. */
export interface Outgoing {
  /** Routing frames; on iopub, the topic. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  /** The raw header of the request this belongs to; none for a message that answers nothing. */
  readonly parent?: Uint8Array | undefined;
  readonly content: Json;
  readonly metadata?: Json;
  readonly buffers?: readonly Uint8Array[];
}

const delimiter = Buffer.from("<IDS|MSG>");
const emptyObject = Buffer.from("{}");
const remembered = 65_536;

/** Signs and verifies the messages of one connection, with HMAC-SHA256; an empty key means unsigned. */
export class Wire {
  readonly #key: string;
  readonly #seen = new Set<string>();

  constructor(key: string) {
    this.#key = key;
  }

  /** The frames of a message, ready to send. */
  encode(message: Outgoing): Uint8Array[] {
    const parts = [
      Buffer.from(JSON.stringify(message.header)),
      message.parent ?? emptyObject,
      message.metadata ? Buffer.from(JSON.stringify(message.metadata)) : emptyObject,
      Buffer.from(JSON.stringify(message.content)),
    ];
    return [
      ...message.identities,
      delimiter,
      Buffer.from(this.#signature(parts)),
      ...parts,
      ...(message.buffers ?? []),
    ];
  }

  /**
   * The message that some frames hold.
   *
   * Throws a `TypeError` that says why, if they are not a message, or not one signed with this key, or one seen before.
   */
  decode(frames: readonly Uint8Array[]): Received {
    const at = frames.findIndex((frame) => delimiter.equals(frame));
    if (at < 0) throw new TypeError("decode: the frames have no <IDS|MSG> delimiter");
    const [signature, ...rest] = frames.slice(at + 1);
    const parts = rest.slice(0, 4);
    if (!signature || parts.length < 4) {
      throw new TypeError(`decode: ${frames.length - at - 1} frames follow the delimiter but a message has at least 5`);
    }
    if (this.#key) this.#verify(signature, parts);
    const [header, , metadata, content] = parts.map(parseObject);
    if (typeof header!.msg_type !== "string" || typeof header!.msg_id !== "string") {
      throw new TypeError("decode: the header has no msg_type or no msg_id");
    }
    return {
      identities: frames.slice(0, at),
      header: header as unknown as Header, // The two fields that we rely on have just been checked.
      rawHeader: parts[0]!,
      metadata: metadata!,
      content: content!,
      buffers: rest.slice(4),
    };
  }

  #signature(parts: readonly Uint8Array[]): string {
    if (!this.#key) return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  #verify(given: Uint8Array, parts: readonly Uint8Array[]): void {
    const expected = this.#signature(parts);
    if (given.length !== expected.length || !timingSafeEqual(given, Buffer.from(expected))) {
      throw new TypeError("decode: the signature does not match the key");
    }
    if (this.#seen.has(expected)) throw new TypeError("decode: the message has been received before");
    this.#seen.add(expected);
    if (this.#seen.size > remembered) this.#seen.delete(this.#seen.values().next().value!);
  }
}

function parseObject(frame: Uint8Array): Json {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString());
  } catch {
    throw new TypeError("decode: a frame holds no JSON"); // What it holds is nobody's to print.
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("decode: a frame holds JSON that is not an object");
  }
  return value as Json;
}
