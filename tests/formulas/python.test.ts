import { describe, expect, test } from "vitest";
import { partialsOf } from "../../src/formula/describe.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { formulas } from "../../src/formulas/index.js";
import { callText } from "../../src/verify/measure.js";
import type { Peer, PeerRow } from "./reference/peer.js";
import { readPeers } from "./reference/peer.js";

const peers = readPeers();
const library = new Map<string, AnyFormula>(Object.entries(formulas));
const titled = (chosen: readonly Peer[]) => chosen.map((peer) => [titleOf(peer), peer] as const);
const known = peers.filter(({ formula }) => library.has(formula));

test("a peer that is more than a few epsilons off says why", () => {
  expect(peers.filter(({ within = 0, because }) => within > 4 && because === undefined)).toEqual([]);
});

describe("agrees within what the peer loses, and what the definition allows, with", () => {
  test.each(titled(known.filter(({ worse, ...peer }) => worse === undefined && codeOf(peer))))("%s", (_title, peer) => {
    const { accuracy } = library.get(peer.formula)!;
    const limit = peer.within! + (peer.of === undefined ? accuracy.value : accuracy.partials);
    const far = peer.rows
      .map((row) => ({ call: callText(row.at), off: off(peer, row) }))
      .filter((row) => row.off > limit);
    expect(far).toEqual([]);
  });
});

test.each(titled(known.filter(({ worse }) => worse !== undefined)))("parts from a peer: %s", (_title, peer) => {
  for (const row of peer.rows) expect(off(peer, row)).toBeGreaterThan(8);
});

function titleOf({ peer, formula, of, because, worse }: Peer): string {
  const reason = worse ?? because;
  return `${peer} (${formula}${of === undefined ? "" : ` by ${of}`})${reason === undefined ? "" : `: ${reason}`}`;
}

function codeOf({ formula, of }: Peer): ((...args: never[]) => unknown) | undefined {
  const definition = library.get(formula);
  if (definition === undefined || of === undefined) return definition?.value;
  return partialsOf(definition).find(([by]) => by === of)?.[1].value;
}

/** How far our answer is from the peer's, in units of 2⁻⁵² of ours or of the largest term of a sum. */
function off(peer: Peer, { at, gives, scale }: PeerRow): number {
  const ours = (codeOf(peer) as (...args: unknown[]) => unknown)(...structuredClone(at));
  return largestDistance(ours, gives, scale);
}

function largestDistance(ours: unknown, theirs: unknown, scale: unknown): number {
  if (typeof theirs === "number" && typeof ours === "number") {
    const size = Math.max(Math.abs(ours), typeof scale === "number" ? scale : 0);
    return ours === theirs ? 0 : Math.abs(ours - theirs) / (size * Number.EPSILON);
  }
  if (typeof theirs !== "object" || typeof ours !== "object" || theirs === null || ours === null) {
    return ours === theirs ? 0 : Number.POSITIVE_INFINITY;
  }
  if (Array.isArray(theirs) && theirs.length !== (ours as ArrayLike<unknown>).length) return Number.POSITIVE_INFINITY;
  const part = (whole: unknown, place: string) => (whole as Record<string, unknown> | undefined)?.[place];
  const places = Object.keys(theirs);
  return Math.max(
    ...places.map((place) => largestDistance(part(ours, place), part(theirs, place), part(scale, place))),
  );
}
