import type { Claim } from "../../src/check/claim.js";
import type { Label } from "./labels.js";

/** A claim as a checker reports it; of a notebook with its cell. */
export type Found = Claim & { readonly cell?: number };

/** What a checker made of labelled relations. */
export interface Score {
  readonly labels: number;
  /** Relations that a checker is expected to judge. */
  readonly readable: number;
  readonly judged: number;
  readonly errors: number;
  readonly errorsFound: number;
  /** Judged relations whose claim is exactly theirs, from the left side to the right side. */
  readonly placed: number;
  /** What is called wrong and is not: the one fault that is never excused. */
  readonly falseAccusations: readonly string[];
  /** Judged otherwise than the mathematics says, and no accusation. */
  readonly misjudged: readonly string[];
  /** Readable, and not judged: which, and why. */
  readonly unread: readonly { readonly told: string; readonly why: string }[];
  readonly misplaced: readonly string[];
  /** Right values, told beside what is wrong or imprecise, that are not right. */
  readonly miscomputed: readonly string[];
}

/** Holds the claims of one document against its labels. */
export function score(name: string, labels: readonly Label[], claims: readonly Found[]): Score {
  const matched = match(labels, claims);
  const [falseAccusations, misjudged]: [string[], string[]] = [[], []];
  const [misplaced, miscomputed]: [string[], string[]] = [[], []];
  const unread: { told: string; why: string }[] = [];
  let [readable, judged, errors, errorsFound, placed] = [0, 0, 0, 0, 0];
  for (const [i, label] of labels.entries()) {
    const claim = matched[i];
    const verdict = claim?.verdict ?? "null";
    const accepted = (label.accept as readonly string[]).includes(verdict);
    const told = `${name}: ${label.source.replace(/\s+/g, " ")} is ${label.accept.join("/")}, not ${verdict}`;
    const why = claim === undefined ? "no claim is found there" : claim.reason;
    const isReadable = !label.accept.includes("unchecked") && !label.accept.includes("null");
    const isJudged = verdict !== "unchecked" && verdict !== "null";
    if (isJudged && !accepted) (verdict === "wrong" ? falseAccusations : misjudged).push(`${told} (${why})`);
    if (!isReadable) continue;
    readable++;
    if (isJudged) judged++;
    else unread.push({ told, why });
    if (label.accept[0] === "wrong") {
      errors++;
      if (accepted) errorsFound++;
    }
    if (!isJudged) continue;
    if (isOff(claim?.computed, label.value))
      miscomputed.push(`${told} and of the value ${claim?.computed}, not ${label.value}`);
    if (claim?.start.offset === label.start && claim.end.offset === label.end) placed++;
    else misplaced.push(`${name}: ${claim?.source} in place of ${label.source}`);
  }
  const used = new Set(matched);
  for (const claim of claims) {
    if (used.has(claim) || claim.verdict === null || claim.verdict === "unchecked") continue;
    const told = `${name}: ${claim.source} has no label and is called ${claim.verdict} (${claim.reason})`;
    if (claim.verdict === "wrong") falseAccusations.push(told);
    else misjudged.push(told);
  }
  const { length } = labels;
  return {
    ...{ labels: length, readable, judged, errors, errorsFound, placed },
    ...{ falseAccusations, misjudged, unread, misplaced, miscomputed },
  };
}

/** The scores of several documents together. */
export function together(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number) => scores.reduce((total, one) => total + of(one), 0);
  return {
    labels: sum((one) => one.labels),
    readable: sum((one) => one.readable),
    judged: sum((one) => one.judged),
    errors: sum((one) => one.errors),
    errorsFound: sum((one) => one.errorsFound),
    placed: sum((one) => one.placed),
    falseAccusations: scores.flatMap((one) => one.falseAccusations),
    misjudged: scores.flatMap((one) => one.misjudged),
    unread: scores.flatMap((one) => one.unread),
    misplaced: scores.flatMap((one) => one.misplaced),
    miscomputed: scores.flatMap((one) => one.miscomputed),
  };
}

/** The figures in a line, for a person. */
export function figures({ labels, readable, judged, errors, errorsFound, placed, ...lists }: Score): string {
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} % of ${whole}`;
  return [
    `${labels} relations`,
    `${lists.falseAccusations.length} false accusations`,
    `errors found ${share(errorsFound, errors)}`,
    `judged ${share(judged, readable)}`,
    `in place ${share(placed, judged)}`,
    `${lists.misjudged.length} misjudged`,
  ].join(", ");
}

/** Why relations were not judged, the commonest reason first. */
export function reasons({ unread }: Score): string {
  const counts = new Map<string, number>();
  for (const { why } of unread) {
    const kind = why.replace(/, as .* shows/, "");
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([why, count]) => `${String(count).padStart(6)}  ${why}`);
  return ["not judged, because", ...rows].join("\n");
}

/** Whether what is told is not the value, rounded to the places told. Lists and other texts than numbers are not compared. */
function isOff(told: string | null | undefined, value: string | undefined): boolean {
  const parts = /^(?<digits>-?\d+(?:\.(?<places>\d+))?)(?<percent>%)?(?: × 10\^(?<power>-?\d+))?$/.exec(
    told ?? "",
  )?.groups;
  if (parts === undefined || value === undefined || !/^-?[\d.]+(?:e[+-]?\d+)?$/.test(value)) return false;
  const scale = 10 ** Number(parts.power ?? 0) / (parts.percent === undefined ? 1 : 100);
  const unit = scale * 10 ** -(parts.places?.length ?? 0);
  return (
    Math.abs(Number(parts.digits) * scale - Number(value)) > (unit / 2) * (1 + 1e-9) + 1e-14 * Math.abs(Number(value))
  );
}

/** For each label the claim that is exactly its own, or else the nearest that ends with it or holds it. */
function match(labels: readonly Label[], claims: readonly Found[]): (Found | undefined)[] {
  const free = new Set(claims);
  const take = (label: Label, fits: (claim: Found) => boolean) => {
    const claim = [...free].find((candidate) => candidate.cell === label.cell && fits(candidate));
    if (claim !== undefined) free.delete(claim);
    return claim;
  };
  const exact = labels.map((label) =>
    take(label, ({ start, end }) => start.offset === label.start && end.offset === label.end),
  );
  return labels.map(
    (label, i) =>
      exact[i] ??
      take(label, ({ end, start }) => end.offset === label.end && start.offset < label.end) ??
      take(label, ({ end, start }) => start.offset === label.start && end.offset > label.start) ??
      // A formula that is not read is one claim for all its relations.
      claims.find(
        ({ start, end, cell, verdict }) =>
          verdict === "unchecked" && cell === label.cell && start.offset <= label.start && end.offset >= label.end,
      ),
  );
}
