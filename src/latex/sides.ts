import { isGlyph } from "./cursor.js";
import type { ReadOptions } from "./member.js";
import type { Name } from "./names.js";
import { nameAt, primedName, stemAt } from "./names.js";
import type { Node } from "./nodes.js";
import { opaqueNameAt } from "./opaque.js";
import { splitAtCommas } from "./parts.js";
import { trimmed } from "./rows.js";
import { isSpecialFunction } from "./special.js";

/** Name and parameters of what could be the left side of a definition. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** The name that a side begins with; f' is one only where f is no function, whose derivative it would be. */
export function memberName(nodes: readonly Node[], source: string, options: ReadOptions): Name | undefined {
  const anyWord = () => true;
  const plain = nameAt(nodes, 0, anyWord);
  if (options.declared !== undefined) return primedName(nodes) ?? plain;
  const opaque = opaqueNameAt(nodes, 0, source);
  const isCall = plain !== undefined && options.isFunction(plain.name);
  if (opaque?.next === nodes.length && !isCall) return opaque;
  return primedName(nodes) === undefined ? plain : primedFunction(nodes, options);
}

function primedFunction(nodes: readonly Node[], options: ReadOptions): Name | undefined {
  const stem = stemAt(nodes, 0, () => true);
  return stem !== undefined && options.isFunction(stem.name) ? undefined : primedName(nodes);
}

/** Name and parameters, where a side could be the left one of a definition; what is said of a variable is none. */
export function signatureAt(nodes: readonly Node[], options: ReadOptions): Signature | undefined {
  const plain = nameAt(nodes, 0, () => true);
  const isPrimed = primedName(nodes) !== undefined;
  const name =
    options.declared !== undefined ? (primedName(nodes) ?? plain) : isPrimed ? primedFunction(nodes, options) : plain;
  const signature = name === undefined ? undefined : signatureOf(name.name, nodes.slice(name.next));
  if (signature === undefined || options.declared !== undefined || !isSpecialFunction(signature.name)) return signature;
  return signature.parameters.some((parameter) => options.isVariable(parameter)) ? undefined : signature;
}

export function signatureOf(name: string, nodes: readonly Node[]): Signature | undefined {
  const [only] = nodes;
  let inside: readonly Node[];
  if (nodes.length === 1 && only?.kind === "fence" && only.left === "(" && only.right === ")") inside = only.body;
  else if (isGlyph(only, "(") && isGlyph(nodes.at(-1), ")")) inside = nodes.slice(1, -1);
  else return undefined;
  const parameters: string[] = [];
  for (const part of splitAtCommas(trimmed(inside))) {
    const parameter = nameAt(part, 0, () => false);
    if (parameter === undefined || parameter.next !== part.length || parameters.includes(parameter.name))
      return undefined;
    parameters.push(parameter.name);
  }
  return parameters.length === 0 ? undefined : { name, parameters };
}
