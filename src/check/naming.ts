import { variablesOf } from "../expression/walk.js";
import type { Member, WrittenRelation } from "../latex/read.js";
import { isUnread } from "../latex/read.js";
import type { Relation } from "../latex/relations.js";
import { judge } from "./judge.js";
import type { Scope } from "./scope.js";
import { writtenNumber } from "./written.js";

/** What a relation says of a name, so that there is nothing to judge. */
export interface Naming {
  readonly kind: "definition" | "binding" | "update";
  readonly reason: string;
  /** Lets the scope know. */
  take(): void;
}

/** Functions whose meaning no document changes: what looks like a definition of one is a statement about it. */
const standardFunctions = new Set([
  "exp",
  "ln",
  "log",
  "sinh",
  "cosh",
  "tanh",
  "sin",
  "cos",
  "tan",
  "erf",
  "erfc",
  "max",
  "min",
]);

/** What the relation after a member says of a name: that of the member, or that of the function it applies. */
export function namingBy(
  members: readonly Member[],
  relations: readonly WrittenRelation[],
  at: number,
  scope: Scope,
): Naming | undefined {
  const { relation } = relations[at]!;
  if (!isEquating(relation)) return undefined;
  const { signature, name } = members[at]!;
  const following = members.slice(at + 1);
  if (at === 0 && signature !== undefined && relation !== "≈" && !scope.isVariable(signature.name)) {
    if (standardFunctions.has(signature.name) || isValueClaim(signature, following[0]!, scope)) return undefined;
    return {
      kind: "definition",
      reason: `${signature.name} is defined here`,
      take: () => {
        const isDefined = define(signature, following[0]!, scope);
        // P(A) = 0.3 says what P(A) is, and nothing of P.
        if (!isDefined && name !== undefined) bind(name, following, relations.slice(at), scope);
      },
    };
  }
  if (name === undefined || isConstantClaim(name, following[0]!, scope)) return undefined;
  return {
    kind: relation === ":=" ? "update" : "binding",
    reason: `${name} is given here`,
    take: () => {
      // A letter for a constant that is about something does not become a variable.
      if (isConstant(name) && relation === "≈") return;
      bind(name, following, relations.slice(at), scope);
    },
  };
}

/** f(x) = 3.5 where f is defined and x has a value says what the one makes of the other; f(x) = 0 is to be solved. */
function isValueClaim({ name, parameters }: NonNullable<Member["signature"]>, { read }: Member, scope: Scope): boolean {
  const isZero = !isUnread(read) && read.kind === "number" && Number(read.text) === 0;
  const isNumber = !isUnread(read) && variablesOf(read).size === 0 && !isZero;
  return isNumber && scope.isFunction(name) && parameters.every((parameter) => scope.isVariable(parameter));
}

/** Whether something is defined: what says nothing of the parameters, like f(x) = 0, is an equation rather than a definition. */
function define({ name, parameters }: NonNullable<Member["signature"]>, { read }: Member, scope: Scope): boolean {
  if (isUnread(read)) {
    scope.define(name, undefined);
    return true;
  }
  const used = variablesOf(read);
  const isDefined = parameters.some((parameter) => used.has(parameter));
  if (isDefined) scope.define(name, { parameters, body: read });
  return isDefined;
}

function bind(name: string, following: readonly Member[], relations: readonly WrittenRelation[], scope: Scope): void {
  const from = relations.findIndex(({ relation }) => !isEquating(relation));
  const equal = from < 0 ? following : following.slice(0, from);
  const read = equal.flatMap((member) => (isUnread(member.read) ? [] : [{ ...member, read: member.read }]));
  const first = read.find((member) => member.name === undefined) ?? read[0];
  const last = read.at(-1);
  const literal = last && writtenNumber(last.read);
  const isApproximate = relations.some(({ relation }) => relation === "≈");
  const hasManyDigits = literal !== undefined && literal.places > 0 && significantDigits(last!.source) >= 3;
  scope.bind(name, {
    value: first && scope.quantity(first.read),
    written: last && scope.quantity(last.read),
    rounded: isApproximate || hasManyDigits,
  });
}

/** Whether what stands behind a relation is what the name stands for. */
function isEquating(relation: Relation): boolean {
  return relation === "=" || relation === "≈" || relation === ":=";
}

function significantDigits(written: string): number {
  return written.replace(/\D/g, "").replace(/^0+/, "").length;
}

/** π ≈ 3.14 is a claim, and π ≈ 3.1419 a wrong one, although π = 0.2 may give the letter another meaning. */
function isConstantClaim(name: string, { read }: Member, scope: Scope): boolean {
  if (!isConstant(name) || scope.isVariable(name) || isUnread(read)) return false;
  const left = { kind: "symbol", name: name === "π" ? "pi" : "e" } as const;
  if (judge({ left, relation: "≈", right: read, earlier: [] }, scope).verdict !== "wrong") return true;
  const written = writtenNumber(read);
  if (written === undefined || written.places < 3) return false;
  const value = Number(written.value.numerator) / Number(written.value.denominator);
  return Math.abs(value / (name === "π" ? Math.PI : Math.E) - 1) < closeToConstant;
}

/** A number nearer to a constant than this part of it is meant for it. */
const closeToConstant = 1e-3;

function isConstant(name: string): boolean {
  return name === "π" || name === "e";
}
