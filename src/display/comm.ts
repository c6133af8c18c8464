/** Comms: messages both ways between a cell's world and what shows its outputs, as Jupyter's widgets use them. */
import { kernelSymbol } from "./display.js";

/** What goes along with a comm's data. */
export interface CommDetails {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly buffers?: readonly Uint8Array[];
}

/** A message that came by a comm. */
export interface CommMessage extends Required<CommDetails> {
  readonly data: Readonly<Record<string, unknown>>;
}

/** One open line to the front end. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** Called with each message that comes. */
  onMessage: ((message: CommMessage) => void) | undefined;
  /** Called when the other side closes. */
  onClose: ((message: CommMessage) => void) | undefined;
  /** Sends data to the other side. Throws an Error once closed. */
  send(data: object, details?: CommDetails): void;
  /** Closes the line; a second time does nothing. */
  close(data?: object): void;
}

/** What our kernel offers for comms. */
export interface CommHook {
  open(target: string, data: object, details: CommDetails): Comm;
  onOpen(target: string, handler: (comm: Comm, message: CommMessage) => void): void;
}

/**
 * Opens a comm to what the front end has registered under `target`, such as `jupyter.widget`.
 *
 * Throws an Error where the kernel that runs this has no comms, as tslab has none.
 */
export function openComm(target: string, data: object = {}, details: CommDetails = {}): Comm {
  return hook("openComm").open(target, data, details);
}

/** Calls `handler` with each comm that the front end opens to `target`. Throws as `openComm` does. */
export function onComm(target: string, handler: (comm: Comm, message: CommMessage) => void): void {
  hook("onComm").onOpen(target, handler);
}

/** Whether the kernel that runs this has comms. */
export function hasComms(): boolean {
  return commsHere() !== undefined;
}

function hook(caller: string): CommHook {
  const comms = commsHere();
  if (comms === undefined) throw new Error(`${caller}: the kernel that runs this has no comms; "workings" has`);
  return comms;
}

function commsHere(): CommHook | undefined {
  return (globalThis as { readonly [kernelSymbol]?: { readonly comms?: CommHook } })[kernelSymbol]?.comms;
}
