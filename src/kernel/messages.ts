/** Headers of the messages that a kernel sends, and the Jupyter protocol's version. */
import { randomUUID } from "node:crypto";
import type { Header } from "./wire.js";

/** The version of the Jupyter messaging protocol that the kernel speaks. */
export const protocolVersion = "5.5";

const session = randomUUID();
let count = 0;

/** The header of a new message: its id unique, its session the kernel's own, one per process. */
export function newHeader(type: string): Header {
  return {
    msg_id: `${session}_${count++}`,
    session,
    username: "workings",
    date: new Date().toISOString(),
    msg_type: type,
    version: protocolVersion,
  };
}
