import { readFileSync } from "node:fs";
import { withSpecialNumbers } from "./table.js";

/** What another library answers where it says the same as a formula, or as its derivative by `of`. */
export interface Peer {
  readonly peer: string;
  readonly formula: string;
  readonly of?: string;
  /** How far the answers are from the truth at most, in units of 2⁻⁵² of the answer or of the largest term of a sum. */
  readonly within?: number;
  /** Why that is more than a few. */
  readonly because?: string;
  /** Why its answer is far off at the one point that is kept. */
  readonly worse?: string;
  readonly rows: readonly PeerRow[];
}

export interface PeerRow {
  readonly at: readonly unknown[];
  readonly gives: unknown;
  readonly scale?: unknown;
}

/** All kept answers of other libraries. */
export function readPeers(): readonly Peer[] {
  const { peers } = JSON.parse(readFileSync(new URL("./peers.json", import.meta.url), "utf8"));
  return (peers as Peer[]).map((peer) => ({ ...peer, rows: withSpecialNumbers(peer.rows) as PeerRow[] }));
}
