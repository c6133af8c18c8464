import type { Expression } from "../expression/expression.js";
import { print } from "../expression/print.js";
import { functionsOf, partsOf as partsOfExpression, variablesOf } from "../expression/walk.js";
import type { Unread } from "../latex/read.js";
import { isUnread } from "../latex/read.js";
import type { Interval } from "../numeric/interval.js";
import { addRational, multiplyRational, rational, subtractRational } from "../numeric/rational.js";
import type { Claim } from "./claim.js";
import type { CheckOptions, ObservedLink } from "./document.js";
import { claimsOf } from "./document.js";
import type { DocumentKind, Part } from "./documents/document.js";
import { partsOf } from "./documents/document.js";
import { Lines } from "./lines.js";
import { isEvaluationError } from "./quantity.js";
import type { Scope } from "./scope.js";
import { shortDecimal, unitOf, writtenNumber } from "./written.js";

/** Where claims are to be explained: all of a line, or those at a column of it. */
export interface ExplainedPlace {
  readonly cell?: number | undefined;
  readonly line: number;
  readonly column?: number | undefined;
}

/**
 * How the claims at a place were read and judged, a text for each: the trees of both sides, what their names stand for and
 * where that is said, what encloses their values at which precision, and the verdict. `loadLatex` and `loadArithmetic`
 * come before.
 */
export function explain(
  text: string,
  kind: DocumentKind,
  place: ExplainedPlace,
  options: CheckOptions = {},
): { readonly claim: Claim; readonly explanation: string }[] {
  const explained = new Map<Claim, string>();
  const parts = partsOf(text, kind);
  const found = claimsOf(parts, options, (claim, link, scope) => {
    if (isAt(claim, place)) explained.set(claim, explanationOf(claim, link, scope, parts));
  });
  return found
    .flatMap(({ claims }) => claims)
    .filter((claim) => isAt(claim, place))
    .map((claim) => ({ claim, explanation: explained.get(claim) ?? `verdict     ${verdictOf(claim)}\n` }));
}

function isAt({ cell, start, end }: Claim, place: ExplainedPlace): boolean {
  if (place.cell !== cell || place.line < start.line || place.line > end.line) return false;
  if (place.column === undefined) return true;
  const isAfterStart = place.line > start.line || place.column >= start.column;
  return isAfterStart && (place.line < end.line || place.column <= end.column);
}

function explanationOf(
  claim: Claim,
  { left, relation, right }: ObservedLink,
  scope: Scope,
  parts: readonly Part[],
): string {
  const sides = [
    ["left side", left],
    ["right side", right],
  ] as const;
  const read = sides.flatMap(([, { read }]) => (isUnread(read) ? [] : [read]));
  return [
    ...sides.flatMap(([title, { source, read }]) => [
      row(title, source.replace(/\s+/g, " ")),
      ...(isUnread(read) ? [row("", `not read: ${read.unread}`)] : [row("read as", print(read)), ...treeOf(read)]),
    ]),
    row("relation", relation.relation === "other" ? `${claim.relation}, which is not judged` : relation.relation),
    ...namesIn(read, scope, parts),
    ...(claim.verdict === null ? [] : sides.flatMap(([title, { read }]) => enclosuresOf(title, read, scope))),
    ...(claim.verdict === null || isUnread(right.read) ? [] : claimedBy(right.read)),
    row("verdict", verdictOf(claim)),
    "",
  ].join("\n");
}

function row(title: string, text: string): string {
  return `${title.padEnd(12)}${text}`.trimEnd();
}

function verdictOf({ verdict, kind, reason, computed, slip }: Claim): string {
  const value =
    verdict === "confirmed" || computed === null || reason.includes(computed)
      ? ""
      : `; the right side would be ${computed}`;
  return `${verdict ?? `none, since this is a ${kind}`}: ${reason}${value}${slip === undefined ? "" : `; ${slip}`}`;
}

/** Trees with more lines are cut. */
const mostLines = 60;

/** An expression as a tree, a part a line. */
function treeOf(expression: Expression): string[] {
  const lines: string[] = [];
  const add = (part: Expression, before: string, inner: string) => {
    if (lines.length === mostLines) lines.push(row("", `${before}…`));
    if (lines.length > mostLines) return;
    lines.push(row("", before + labelOf(part)));
    const parts = partsOfExpression(part);
    for (const [i, child] of parts.entries()) {
      const isLast = i === parts.length - 1;
      add(child, `${inner}${isLast ? "└─ " : "├─ "}`, `${inner}${isLast ? "   " : "│  "}`);
    }
  };
  if (partsOfExpression(expression).length > 0) add(expression, "", "");
  return lines;
}

function labelOf(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return expression.text;
    case "symbol":
      return expression.name;
    case "operation":
      return expression.operation;
    case "apply":
      return `${expression.name}(…)`;
    case "vector":
      return `vector of ${expression.entries.length}`;
    case "piecewise":
      return "cases";
    case "counted":
      return `${expression.form} over ${expression.index}`;
    case "derivative":
      return `derivative by ${expression.variable}`;
    case "integral":
      return `integral over ${expression.variable}`;
  }
}

/** What the names of expressions stand for, and where that is said. */
function namesIn(expressions: readonly Expression[], scope: Scope, parts: readonly Part[]): string[] {
  const variables = new Set(expressions.flatMap((one) => [...variablesOf(one)]));
  const functions = new Set(expressions.flatMap((one) => [...functionsOf(one)]));
  const given = [...variables].map((name) => {
    const binding = scope.binding(name);
    if (binding === undefined) {
      return name === "e" || name === "pi" ? `${name} is the constant` : `${name} has no value here`;
    }
    const value = binding.value === undefined ? "nothing that is read" : print(binding.value.expression);
    return `${name} = ${value}, given on ${lineIn(parts, binding.line)}`;
  });
  const defined = [...functions].map((name) => {
    const definition = scope.definition(name);
    if (definition === undefined) return `${name} has no definition that is read`;
    const origin = scope.isKnownFunction(name) ? "as it is known" : "as it is defined here";
    return `${name}(${definition.parameters.join(", ")}) = ${print(definition.body)}, ${origin}`;
  });
  return [...given, ...defined].map((text, i) => row(i === 0 ? "names" : "", text));
}

/** A line of the whole document, as a line of the part that it stands in. */
function lineIn(parts: readonly Part[], line: number): string {
  let before = 0;
  for (const { text, cell } of parts) {
    const count = new Lines(text).count;
    if (line <= before + count) return `line ${line - before}${cell === undefined ? "" : ` of cells[${cell}]`}`;
    before += count;
  }
  return "no line of the document";
}

const precisions = [64, 128, 256];

/** What surely encloses the value of a side, at rising precision. */
function enclosuresOf(title: string, read: Expression | Unread, scope: Scope): string[] {
  if (isUnread(read)) return [];
  try {
    const quantity = scope.quantity(read);
    const exact = quantity.entries.map(({ exact }) => exact);
    if (exact.every((value) => value !== undefined)) {
      const texts = exact.map(({ numerator, denominator }) =>
        denominator === 1n ? String(numerator) : `${numerator}/${denominator}`,
      );
      return [row(title, `is exactly ${shortened(texts.join(", "))}`)];
    }
    return precisions.map((precision, i) => {
      const texts = quantity.entries.map((entry) => ends(entry.enclosure(precision)));
      return row(i === 0 ? title : "", `at ${String(precision).padStart(3)} bits: ${shortened(texts.join(", "))}`);
    });
  } catch (error) {
    if (isEvaluationError(error)) return [row(title, `has no value: ${error.message}`)];
    throw error;
  }
}

function ends(enclosure: Interval): string {
  const mark = enclosure.mayBeUndefined ? ", and may not exist" : "";
  for (let places = 60; places > 0; places--) {
    const digits = enclosure.toFixed(places);
    if (digits !== undefined) return `${digits} in all ${places} places${mark}`;
  }
  return `${enclosure}${mark}`;
}

/** Which numbers print as the one that is written. */
function claimedBy(read: Expression): string[] {
  const written = writtenNumber(read);
  if (written === undefined) return [];
  const half = multiplyRational(unitOf(written), rational(1n, 2n));
  const ends = [subtractRational(written.value, half), addRational(written.value, half)].map(shortDecimal);
  return ends.includes(undefined) ? [] : [row("", `rounded, any number from ${ends[0]} to ${ends[1]} is written so`)];
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
