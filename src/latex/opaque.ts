import { symbol } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { isGlyph } from "./cursor.js";
import { isDifferential } from "./derivatives.js";
import type { MemberReader } from "./member.js";
import type { Name } from "./names.js";
import { letterOf, lettersAt, nameAt, stemAt } from "./names.js";
import type { Node } from "./nodes.js";
import { isLabel } from "./powers.js";
import { depthChange } from "./relations.js";

/**
 * The name that starts at a node and is not made of letters alone: P(A | B), E[X], ∂L/∂w, ∇J, Δx, w^{(2)}, x^*. It is the
 * text without its spaces. Undefined where none starts.
 */
export function opaqueNameAt(nodes: readonly Node[], at: number, source: string): Name | undefined {
  return probabilityAt(nodes, at, source) ?? slopeAt(nodes, at) ?? changeAt(nodes, at) ?? labelledAt(nodes, at);
}

/** Such a name at the reader's place, where the text has given it a value. */
export function opaqueHere(reader: MemberReader): Expression | undefined {
  if (reader.options.declared !== undefined) return undefined;
  const found = opaqueNameAt(reader.nodes, reader.at, reader.source);
  if (found === undefined) return undefined;
  if (!reader.options.isVariable(found.name)) {
    if (!mayBeProduct(reader, found)) reader.refuse(`${found.name} has no value`);
    return undefined;
  }
  reader.at = found.next;
  return symbol(found.name);
}

/** Whether what looks like such a name may be made of letters of its own, as p(1 - p) is, or E(x) of a function E. */
function mayBeProduct({ options, nodes, at }: MemberReader, { name }: Name): boolean {
  if (nodes[at]?.kind === "fraction" || name.startsWith("∇")) return false;
  const [, letter = ""] = /^(P|Pr|p|E|Var|Cov)[([]/.exec(name) ?? [];
  if (letter === "" || options.isVariable(letter) || options.isFunction(letter)) return true;
  return letter.toLowerCase() === "p" ? !/[|=<>\\]/.test(name) : letter === "Var";
}

const probabilities = new Set(["P", "Pr", "p", "E", "Var", "Cov", "mathbb(P)", "mathbb(E)"]);

function probabilityAt(nodes: readonly Node[], at: number, source: string): Name | undefined {
  const stem = stemAt(nodes, at, (word) => probabilities.has(word));
  if (stem === undefined || !probabilities.has(stem.name)) return undefined;
  const opening = nodes[stem.next];
  let next = stem.next + 1;
  // A list of numbers is no event.
  if (isGlyph(opening?.kind === "fence" ? opening.body[0] : nodes[next], "[")) return undefined;
  if (opening?.kind !== "fence") {
    if (!isGlyph(opening, "(") && !isGlyph(opening, "[")) return undefined;
    let depth = 1;
    while (next < nodes.length && depth > 0) depth += depthChange(nodes[next++]!);
    if (depth > 0) return undefined;
  }
  const letter = stem.name.replace(/^mathbb\((.)\)$/, "$1");
  return { name: letter + textOf(source, opening!.start, nodes[next - 1]!.end), next };
}

/** dL/dw and ∂L/∂w as fractions. */
function slopeAt(nodes: readonly Node[], at: number): Name | undefined {
  const node = nodes[at];
  if (node?.kind !== "fraction") return undefined;
  const [above, below] = [node.numerator, node.denominator].map((part) => {
    const solid = part.filter(({ kind }) => kind !== "space");
    const name = isDifferential(solid[0]) ? nameAt(solid, 1, () => true) : undefined;
    return name?.next === solid.length ? `${isGlyph(solid[0], "d") ? "d" : "∂"}${name.name}` : undefined;
  });
  return above === undefined || below === undefined ? undefined : { name: `${above}/${below}`, next: at + 1 };
}

/** ∇J, ∇_w J and Δx. */
function changeAt(nodes: readonly Node[], at: number): Name | undefined {
  const isNabla = isGlyph(nodes[at], "\\nabla") || isGlyph(nodes[at], "∇");
  if (!isNabla && letterOf(nodes[at]) !== "Δ") return undefined;
  const script = nodes[at + 1];
  const by =
    isNabla && script?.kind === "script" && script.sub !== undefined ? nameAt(script.sub, 0, () => true) : undefined;
  const hasSub = script?.kind === "script" && script.sub !== undefined;
  if (hasSub && by?.next !== script.sub.length) return undefined;
  const of = nameAt(nodes, hasSub ? at + 2 : at + 1, () => false);
  if (of === undefined) return undefined;
  const run = lettersAt(nodes, hasSub ? at + 2 : at + 1);
  if (run.length > 1 || isGlyph(nodes[of.next], "(")) return undefined;
  return { name: isNabla ? `∇${by === undefined ? "" : `_${by.name} `}${of.name}` : `Δ${of.name}`, next: of.next };
}

/** w^{(2)}, a^{[1]} and x^*: what is above numbers or marks the letter. */
function labelledAt(nodes: readonly Node[], at: number): Name | undefined {
  const name = nameAt(nodes, at, () => false);
  const script = name === undefined ? undefined : nodes[name.next];
  if (name === undefined || script?.kind !== "script" || script.sup === undefined) return undefined;
  const [first, ...more] = script.sup;
  const isStar = more.length === 0 && (isGlyph(first, "*") || isGlyph(first, "\\ast") || isGlyph(first, "\\star"));
  if (isStar) return { name: `${name.name}^*`, next: name.next + 1 };
  if (name.name === "e" || !isLabel(script.sup)) return undefined;
  const inner = first?.kind === "fence" ? first.body : script.sup.slice(1, -1);
  const text = inner
    .map((node) => (node.kind === "glyph" ? node.text : node.kind === "word" ? node.text : " "))
    .join("");
  return /^[\p{L}\p{N}+−-]+$/u.test(text) ? { name: `${name.name}^(${text})`, next: name.next + 1 } : undefined;
}

function textOf(source: string, start: number, end: number): string {
  return source
    .slice(start, end)
    .replace(/\\(?:mid|vert|given)(?![a-zA-Z])/g, "|")
    .replace(/\\(?:left|right|big|Big|bigg|Bigg|[lr]|,|;|!| )(?![a-zA-Z])|\s/g, "");
}
