import { number, operation, symbol } from "../expression/construct.js";
import type { FunctionDefinition } from "../expression/evaluate.js";
import type { Expression } from "../expression/expression.js";
import { print } from "../expression/print.js";
import type { Member, Statement, Unread, WrittenRelation } from "../latex/read.js";
import { isUnread, readLatex } from "../latex/read.js";
import type { Claim } from "./claim.js";
import type { Part } from "./documents/document.js";
import { doubted } from "./doubts.js";
import type { Formula } from "./find.js";
import type { Finding, Link } from "./judge.js";
import { judge } from "./judge.js";
import { Lines } from "./lines.js";
import type { Naming } from "./naming.js";
import { namingBy } from "./naming.js";
import { readPieces, readPlain } from "./plain/read.js";
import { Scope } from "./scope.js";
import { type Convention, conventionsIn } from "./words/conventions.js";

/** What a check goes by besides the document. */
export interface CheckOptions {
  /** What `log` without a base means; natural if left out. */
  readonly logarithm?: 2 | 10;
  /** Formulas that count as if they stood before the document, without being claims of it. */
  readonly definitions?: readonly string[];
}

/** Is told each claim with its relation and what the document has said so far. */
export type Observe = (claim: Claim, link: ObservedLink, scope: Scope) => void;

export interface ObservedLink {
  readonly left: Member;
  readonly relation: WrittenRelation;
  readonly right: Member;
}

/**
 * The claims of a document's parts in order, a list for each formula of them. `loadLatex` and `loadArithmetic` come
 * before.
 */
export function claimsOf(
  parts: readonly Part[],
  options: CheckOptions = {},
  observe?: Observe,
): { readonly part: Part; readonly formula: Formula; readonly claims: readonly Claim[] }[] {
  const check = new DocumentCheck(options, observe);
  return parts.flatMap((part) => {
    check.open(part);
    return part.formulas.map((formula) => ({ part, formula, claims: check.formula(formula) }));
  });
}

/** What a formula claims, and what it says of names. */
interface Outcome {
  readonly claims: readonly Claim[];
  readonly namings: readonly Naming[];
}

class DocumentCheck {
  private readonly scope = new Scope();
  private readonly observe: Observe | undefined;
  private part: Pick<Part, "text" | "cell" | "output"> | undefined;
  private lines = new Lines("");
  /** What this part says of logarithms, and what those before it have said. */
  private conventions: readonly Convention[] = [];
  private baseBefore: Convention["base"] | undefined;
  /** How many lines and headings the parts before this one have. */
  private before = { line: 0, section: 0 };

  constructor({ logarithm, definitions = [] }: CheckOptions, observe: Observe | undefined) {
    if (logarithm !== undefined) this.scope.define("log", logarithmTo(logarithm));
    for (const source of definitions)
      this.formula({ source, start: 0, end: source.length, notation: "latex", setting: "formula" });
    this.observe = observe;
  }

  /** Goes on to the next part of the document. */
  open(part: Part): void {
    if (this.part !== undefined) {
      const { line, section } = this.lines.place(this.part.text.length);
      this.before = { line: this.before.line + line, section: this.before.section + section };
    }
    this.part = part;
    this.lines = new Lines(part.text);
    this.baseBefore = this.conventions.at(-1)?.base ?? this.baseBefore;
    this.conventions = conventionsIn(part.prose);
  }

  /** The claims of the next formula. */
  formula(formula: Formula): readonly Claim[] {
    const { line, section } = this.lines.place(formula.start);
    this.scope.moveTo(
      { line: this.before.line + line, section: this.before.section + section },
      this.conventions.findLast(({ from }) => from <= formula.start)?.base ?? this.baseBefore,
    );
    const statements = this.read(formula, "thousands");
    if (isUnreadFormula(statements)) return this.unreadFormula(formula, statements);
    const claims =
      formula.pieces === undefined && hasUnclearComma.test(formula.source)
        ? this.eitherWay(formula, statements)
        : this.inOrder(formula, statements);
    return surelyMeant(claims, formula);
  }

  private read(formula: Formula, comma: "thousands" | "decimal"): Statement[] | Unread {
    const options = {
      isVariable: (name: string) => this.scope.isVariable(name),
      isFunction: (name: string) => this.scope.isFunction(name),
      axesOf: (name: string) => this.scope.axesOf(name),
      comma,
      ...(formula.macros === undefined ? {} : { macros: formula.macros }),
    };
    const { source, notation, setting, pieces } = formula;
    const read =
      pieces !== undefined
        ? readPieces(pieces, source, options)
        : notation === "plain"
          ? readPlain(source, options)
          : readLatex(source, options);
    // What is not set as a formula is one only if all of it is understood.
    return setting === "formula" || (!isUnreadFormula(read) && read.every(isWhollyRead)) ? read : [];
  }

  private inOrder(formula: Formula, statements: readonly Statement[]): Claim[] {
    if (formula.isUnclear === true) {
      for (const { members } of statements) if (members[0]?.name !== undefined) this.scope.forget(members[0].name);
      return [];
    }
    return statements.flatMap((statement) => {
      const { claims, namings } = this.statement(formula, statement);
      for (const naming of namings) naming.take();
      return claims;
    });
  }

  /** Of two ways to take a comma before three digits, the one that makes the formula right. */
  private eitherWay(formula: Formula, asThousands: readonly Statement[]): readonly Claim[] {
    const asDecimals = this.read(formula, "decimal");
    const ways = [asThousands, isUnreadFormula(asDecimals) ? asThousands : asDecimals].map((statements) => {
      const outcomes = statements.map((statement) => this.statement(formula, statement));
      const claims = outcomes.flatMap((outcome) => outcome.claims);
      return { claims, namings: outcomes.flatMap((outcome) => outcome.namings), merit: meritOf(claims) };
    });
    const better = ways[1]!.merit > ways[0]!.merit ? ways[1]! : ways[0]!;
    for (const naming of better.namings) naming.take();
    return better.claims;
  }

  private statement(formula: Formula, { members, relations, isDerivation }: Statement): Outcome {
    const claims: Claim[] = [];
    const namings: Naming[] = [];
    let earlier: Expression[] = [];
    for (const [i, relation] of relations.entries()) {
      const [left, right] = [members[i]!, members[i + 1]!];
      const naming = namingBy(members, relations, i, this.scope);
      if (naming !== undefined) {
        namings.push(naming);
        const claim = this.claim(formula, left, relation, right, { ...naming, verdict: null });
        claims.push(claim);
        this.observe?.(claim, { left, relation, right }, this.scope);
        continue;
      }
      const isStep = isDerivation === true && i > 0;
      const finding = this.finding(formula, left, relation, right, { earlier, isStep });
      const claim = this.claim(formula, left, relation, right, { kind: "numeric", ...finding });
      claims.push(claim);
      this.observe?.(claim, { left, relation, right }, this.scope);
      const isRight = finding.verdict === "confirmed" || finding.verdict === "imprecise";
      const equates = relation.relation === "=" || relation.relation === "≈";
      if (!isRight || !equates) earlier = [];
      else if (finding.isExact !== true && !isUnread(left.read)) earlier = [left.read, ...earlier];
    }
    return { claims, namings };
  }

  private finding(
    { start, end, notation }: Formula,
    left: Member,
    { relation }: WrittenRelation,
    right: Member,
    context: Pick<Link, "earlier" | "isStep">,
  ): Finding {
    if (isUnread(left.read)) return { verdict: "unchecked", reason: left.read.unread };
    if (isUnread(right.read)) return { verdict: "unchecked", reason: right.read.unread };
    const [lefts, rights] = [
      [left.read, ...left.otherReadings],
      [right.read, ...right.otherReadings],
    ];
    const others = lefts.flatMap((one) => rights.map((other) => ({ left: one, right: other }))).slice(1);
    const link = { left: left.read, relation, right: right.read, others, ...context };
    const text = this.part?.text.slice(Math.max(0, start - before), end + after) ?? "";
    return doubted(judge(link, this.scope), link, this.scope, { notation, text });
  }

  private claim(
    formula: Formula,
    left: Member,
    { relation, start: relationStart, end: relationEnd }: WrittenRelation,
    right: Member,
    found: Pick<Claim, "kind" | "verdict" | "reason"> & Pick<Finding, "computed" | "slip">,
  ): Claim {
    return {
      ...this.span(formula.start + left.start, formula.start + right.end),
      kind: found.kind,
      relation: relation === "other" ? formula.source.slice(relationStart, relationEnd) : relation,
      written: right.source,
      // What is computed is to stand in the place of the right side.
      computed: formula.isTurned === true ? null : (found.computed ?? null),
      reading: isUnread(left.read) ? null : print(left.read),
      verdict: found.verdict,
      reason: found.verdict === "wrong" && formula.fault !== undefined ? formula.fault : found.reason,
      ...(found.slip === undefined ? {} : { slip: found.slip }),
    };
  }

  private unreadFormula(formula: Formula, { unread }: Unread): Claim[] {
    const relation = /[=≈<>≤≥≠]|\\(?:approx|simeq|leq?|geq?|neq?)(?![a-zA-Z])/.exec(formula.source)?.[0];
    if (relation === undefined) return [];
    const start = formula.start + formula.source.length - formula.source.trimStart().length;
    return [
      {
        ...this.span(start, start + formula.source.trim().length),
        kind: "numeric",
        relation,
        written: null,
        computed: null,
        reading: null,
        verdict: "unchecked",
        reason: unread,
      },
    ];
  }

  private span(start: number, end: number): Pick<Claim, "cell" | "output" | "start" | "end" | "source"> {
    const { text = "", cell, output } = this.part ?? {};
    return {
      ...(cell === undefined ? {} : { cell }),
      ...(output === undefined ? {} : { output }),
      start: this.lines.position(start),
      end: this.lines.position(end),
      source: text.slice(start, end),
    };
  }
}

function logarithmTo(base: number): FunctionDefinition {
  const body = operation("divide", operation("log", symbol("x")), operation("log", number(base)));
  return { parameters: ["x"], body };
}

/** Characters around a formula in which a word can tell what it is about. */
const [before, after] = [300, 100];

/** A comma before exactly three digits and in no other group divides thousands in one country and decimals in another. */
const hasUnclearComma = /(?<![\d,}.])[1-9]\d{0,2}\{?,\}?\d{3}(?![\d.]|\{?,\}?\d)/;

/** How well a way of reading fits: no claim may be wrong, and the more are right the better. */
function meritOf(claims: readonly Claim[]): number {
  const wrong = claims.filter(({ verdict }) => verdict === "wrong").length;
  return claims.filter(({ verdict }) => verdict === "confirmed").length - claims.length * wrong;
}

/** Whether all members are read, or are what the statement names or defines. */
function isWhollyRead({ members, relations }: Statement): boolean {
  const isNamed = ({ name, signature }: Member) => name !== undefined || signature !== undefined;
  return relations.length > 0 && members.every((member, i) => !isUnread(member.read) || (i === 0 && isNamed(member)));
}

/** The claims that are surely ones: in a sentence, what can't be judged may say another thing than it seems to. */
function surelyMeant(claims: readonly Claim[], { setting, isDoubtful, needsEvidence }: Formula): readonly Claim[] {
  if (setting !== "sentence") return claims;
  const right = claims.filter(({ verdict }) => verdict === "confirmed").length;
  const hasEvidence = needsEvidence !== true || (right >= 2 && 2 * right >= claims.length);
  return claims.filter(({ verdict }) =>
    verdict === null || verdict === "confirmed" ? true : verdict !== "unchecked" && isDoubtful !== true && hasEvidence,
  );
}

function isUnreadFormula(read: readonly Statement[] | Unread): read is Unread {
  return "unread" in read;
}
