import type { Expression } from "../expression/expression.js";
import { print } from "../expression/print.js";
import { variablesOf } from "../expression/walk.js";
import type { Member, Statement, Unread, WrittenRelation } from "../latex/read.js";
import { isUnread, readLatex } from "../latex/read.js";
import type { Claim } from "./claim.js";
import type { Formula } from "./find.js";
import { findFormulas } from "./find.js";
import type { Finding } from "./judge.js";
import { judge } from "./judge.js";
import { Lines } from "./lines.js";
import { placesOf } from "./quantity.js";
import { Scope } from "./scope.js";

/** The claims of a Markdown document in document order. `loadLatex` and `loadArithmetic` come before. */
export function claimsOf(text: string): Claim[] {
  return new DocumentCheck(text).claims();
}

class DocumentCheck {
  private readonly scope = new Scope();
  private readonly lines: Lines;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.lines = new Lines(text);
  }

  claims(): Claim[] {
    return findFormulas(this.text).flatMap((formula) => this.formula(formula));
  }

  private formula(formula: Formula): Claim[] {
    const read = this.read(formula, "thousands");
    if (isUnreadFormula(read)) return this.unreadFormula(formula, read);
    if (!hasUnclearComma.test(formula.source))
      return read.flatMap((statement) => this.statement(formula, statement).claims);
    return this.clearer(formula, read);
  }

  /** Of two ways to take a comma before three digits, the one that makes the formula right. */
  private clearer(formula: Formula, asThousands: readonly Statement[]): Claim[] {
    const asDecimals = this.read(formula, "decimal");
    const check = (statements: readonly Statement[]) => {
      const outcomes = statements.map((statement) => this.statement(formula, statement, false));
      return { claims: outcomes.flatMap(({ claims }) => claims), effects: outcomes.flatMap(({ effects }) => effects) };
    };
    const first = check(asThousands);
    const second = isUnreadFormula(asDecimals) ? first : check(asDecimals);
    const merit = (claims: readonly Claim[]) =>
      claims.reduce((sum, { verdict }) => sum + (verdict === "wrong" ? -100 : verdict === "confirmed" ? 1 : 0), 0);
    const chosen = merit(second.claims) > merit(first.claims) ? second : first;
    for (const effect of chosen.effects) effect();
    return chosen.claims;
  }

  private read(formula: Formula, comma: "thousands" | "decimal"): Statement[] | Unread {
    return readLatex(formula.source, {
      isVariable: (name) => this.scope.isVariable(name),
      isFunction: (name) => this.scope.isFunction(name),
      comma,
    });
  }

  /** The claims of a statement, and what it says of names, which is taken in at once or left to the caller. */
  private statement(
    formula: Formula,
    statement: Statement,
    takeEffect = true,
  ): { claims: Claim[]; effects: (() => void)[] } {
    const { members, relations } = statement;
    const claims: Claim[] = [];
    const effects: (() => void)[] = [];
    const line = this.lines.position(formula.start + (members[0]?.start ?? 0)).line;
    let from = 0;
    const opening = relations[0] && this.opening(members, relations);
    if (opening !== undefined) {
      claims.push(
        this.claim(formula, members[0]!, relations[0]!, members[1]!, {
          kind: opening.kind,
          verdict: null,
          reason: opening.reason,
        }),
      );
      effects.push(() => opening.take(line));
      from = 1;
    }
    let earlier: Expression[] = [];
    for (let i = from; i < relations.length; i++) {
      const [left, relation, right] = [members[i]!, relations[i]!, members[i + 1]!];
      const finding = this.finding(left, relation, right, earlier, line);
      claims.push(this.claim(formula, left, relation, right, { kind: "numeric", ...finding }));
      const holds = finding.verdict === "confirmed" || finding.verdict === "imprecise";
      if (!holds) earlier = [];
      else if (finding.isExact !== true && !isUnread(left.read)) earlier = [left.read, ...earlier];
    }
    if (takeEffect) for (const effect of effects) effect();
    return { claims, effects };
  }

  private finding(
    left: Member,
    { relation }: WrittenRelation,
    right: Member,
    earlier: readonly Expression[],
    line: number,
  ): Finding {
    for (const member of [left, right]) {
      if (isUnread(member.read)) return { verdict: "unchecked", reason: member.read.unread };
    }
    return judge(
      { left: left.read as Expression, relation, right: right.read as Expression, earlier, line },
      this.scope,
    );
  }

  /** What the first relation of a chain says of a name, if it says what the name is. */
  private opening(members: readonly Member[], relations: readonly WrittenRelation[]): Opening | undefined {
    const [first, second] = members;
    const { relation } = relations[0]!;
    if (first === undefined || second === undefined || !["=", "≈", ":="].includes(relation)) return undefined;
    const body = isUnread(second.read) ? undefined : second.read;
    const { signature, name } = first;
    if (signature !== undefined && relation !== "≈" && !this.scope.isVariable(signature.name)) {
      if (standardFunctions.has(signature.name)) return undefined;
      const take = () => this.define(signature.name, signature.parameters, body);
      return { kind: "definition", reason: `${signature.name} is defined here`, take };
    }
    if (name === undefined || this.isConstantClaim(name, second)) return undefined;
    return {
      kind: relation === ":=" ? "update" : "binding",
      reason: `${name} is given here`,
      // A letter for a constant that is about something does not become a variable.
      take: (line) =>
        isConstant(name) && relation === "≈" ? undefined : this.bind(name, members.slice(1), relations, line),
    };
  }

  /** What says nothing of the parameters, like f(x) = 0, is an equation rather than a definition. */
  private define(name: string, parameters: readonly string[], body: Expression | undefined): void {
    if (body === undefined) this.scope.define(name, undefined);
    else if (parameters.some((parameter) => variablesOf(body).has(parameter)))
      this.scope.define(name, { parameters, body });
  }

  /** π ≈ 3.14 is a claim, although π = 0.2 may give the letter another meaning. */
  private isConstantClaim(name: string, { read }: Member): boolean {
    if (!isConstant(name) || this.scope.isVariable(name) || isUnread(read)) return false;
    const constant = { kind: "symbol", name: name === "π" ? "pi" : "e" } as const;
    return judge({ left: constant, relation: "≈", right: read, earlier: [], line: 0 }, this.scope).verdict !== "wrong";
  }

  private bind(name: string, members: readonly Member[], relations: readonly WrittenRelation[], line: number): void {
    const [first] = members;
    const last = members.at(-1)!;
    const value = first === undefined || isUnread(first.read) ? undefined : this.scope.quantity(first.read);
    const written = isUnread(last.read) ? undefined : this.scope.quantity(last.read);
    const isNumber = !isUnread(last.read) && last.read.kind === "number";
    const digits = isNumber ? (last.read as { text: string }).text.replace(/^0?\.0*|\./g, "") : "";
    const rounded =
      relations.some(({ relation }) => relation === "≈") ||
      (isNumber && placesOf((last.read as { text: string }).text) > 0 && digits.length >= 3);
    this.scope.bind(name, { value: value ?? written, written, rounded, line });
  }

  private claim(
    formula: Formula,
    left: Member,
    relation: WrittenRelation,
    right: Member,
    found: {
      kind: Claim["kind"];
      verdict: Claim["verdict"];
      reason: string;
      computed?: string | undefined;
      slip?: string;
    },
  ): Claim {
    const [start, end] = [formula.start + left.start, formula.start + right.end];
    return {
      start: this.lines.position(start),
      end: this.lines.position(end),
      source: this.text.slice(start, end),
      kind: found.kind,
      relation:
        relation.relation === "other"
          ? this.text.slice(formula.start + relation.start, formula.start + relation.end)
          : relation.relation,
      written: right.source,
      computed: found.computed ?? null,
      reading: isUnread(left.read) ? null : print(left.read),
      verdict: found.verdict,
      reason: found.reason,
      ...(found.slip === undefined ? {} : { slip: found.slip }),
    };
  }

  private unreadFormula(formula: Formula, { unread }: Unread): Claim[] {
    const relation = /[=≈<>≤≥≠]|\\(?:approx|simeq|leq?|geq?|neq?)(?![a-zA-Z])/.exec(formula.source)?.[0];
    if (relation === undefined) return [];
    const leading = /^\s*/.exec(formula.source)![0].length;
    const start = formula.start + leading;
    const end = start + formula.source.trim().length;
    return [
      {
        start: this.lines.position(start),
        end: this.lines.position(end),
        source: this.text.slice(start, end),
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
}

interface Opening {
  readonly kind: "definition" | "binding" | "update";
  readonly reason: string;
  take(line: number): void;
}

/** Functions whose meaning no document changes: what looks like a definition of one is a statement about it. */
const standardFunctions = new Set(["exp", "ln", "log", "sinh", "cosh", "tanh", "sin", "cos", "tan", "max", "min"]);

/** A comma before exactly three digits and in no other group divides thousands in one country and decimals in another. */
const hasUnclearComma = /(?<![\d,}.])[1-9]\d{0,2}\{?,\}?\d{3}(?![\d.]|\{?,\}?\d)/;

function isConstant(name: string): boolean {
  return name === "π" || name === "e";
}

function isUnreadFormula(read: readonly Statement[] | Unread): read is Unread {
  return "unread" in read;
}
