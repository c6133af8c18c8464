import type { Node } from "./nodes.js";

const greek: ReadonlyMap<string, string> = new Map<string, string>([
  ["alpha", "α"],
  ["beta", "β"],
  ["gamma", "γ"],
  ["delta", "δ"],
  ["epsilon", "ε"],
  ["varepsilon", "ε"],
  ["zeta", "ζ"],
  ["eta", "η"],
  ["theta", "θ"],
  ["vartheta", "θ"],
  ["iota", "ι"],
  ["kappa", "κ"],
  ["lambda", "λ"],
  ["mu", "μ"],
  ["nu", "ν"],
  ["xi", "ξ"],
  ["pi", "π"],
  ["varpi", "π"],
  ["rho", "ρ"],
  ["varrho", "ρ"],
  ["sigma", "σ"],
  ["tau", "τ"],
  ["upsilon", "υ"],
  ["phi", "φ"],
  ["varphi", "φ"],
  ["chi", "χ"],
  ["psi", "ψ"],
  ["omega", "ω"],
  ["Gamma", "Γ"],
  ["Delta", "Δ"],
  ["Theta", "Θ"],
  ["Lambda", "Λ"],
  ["Xi", "Ξ"],
  ["Pi", "Π"],
  ["Sigma", "Σ"],
  ["Upsilon", "Υ"],
  ["Phi", "Φ"],
  ["Psi", "Ψ"],
  ["Omega", "Ω"],
  ["ell", "ℓ"],
]);

/** The letter that a glyph is, Greek letters by whichever way they are written; undefined for other glyphs. */
export function letterOf(node: Node | undefined): string | undefined {
  if (node?.kind !== "glyph" || node.role !== "ordinary") return undefined;
  const text = node.text.startsWith("\\") ? greek.get(node.text.slice(1)) : node.text === "ϵ" ? "ε" : node.text;
  return text !== undefined && /^\p{L}$/u.test(text) ? text : undefined;
}

/** Where a name ends, and what it is. */
export interface Name {
  readonly name: string;
  /** Index of the node after it. */
  readonly next: number;
}

/**
 * The name that starts at a node: a letter, a word, a run of letters if `isWord` knows it, or one of these under an accent;
 * with its subscript (`d_model`, `y_1`). Undefined where none starts.
 */
export function nameAt(nodes: readonly Node[], at: number, isWord: (word: string) => boolean): Name | undefined {
  const stem = stemAt(nodes, at, isWord);
  if (stem === undefined) return undefined;
  const script = nodes[stem.next];
  if (script?.kind !== "script" || script.sub === undefined) return stem;
  const sub = subscriptText(script.sub);
  return sub === undefined ? undefined : { name: `${stem.name}_${sub}`, next: stem.next + 1 };
}

/** A name without its subscript. */
export function stemAt(nodes: readonly Node[], at: number, isWord: (word: string) => boolean): Name | undefined {
  const node = nodes[at];
  if (node?.kind === "word")
    return /^[\p{L}][\p{L}\p{N} -]*$/u.test(node.text) ? { name: node.text, next: at + 1 } : undefined;
  if (node?.kind === "accent") {
    const base = nameAt(node.body, 0, isWord);
    return base?.next === node.body.length ? { name: `${node.accent}(${base.name})`, next: at + 1 } : undefined;
  }
  const run = lettersAt(nodes, at);
  if (run.length > 1 && isWord(run.join(""))) return { name: run.join(""), next: at + run.length };
  const letter = letterOf(node);
  return letter === undefined ? undefined : { name: letter, next: at + 1 };
}

/** The Latin letters that follow each other from a node on without a space between them. */
export function lettersAt(nodes: readonly Node[], at: number): string[] {
  const run: string[] = [];
  for (let i = at; i < nodes.length; i++) {
    const node = nodes[i]!;
    const letter = letterOf(node);
    if (letter === undefined || !/^[a-zA-Z]$/.test(letter) || (i > at && nodes[i - 1]!.end !== node.start)) break;
    run.push(letter);
  }
  return run;
}

/** How many primes a superscript is made of; 0 where there is anything else in it. */
export function primesIn(sup: readonly Node[] | undefined): number {
  const isPrime = (one: Node) => one.kind === "glyph" && one.text === "\\prime";
  return sup?.every(isPrime) === true ? sup.length : 0;
}

/** A name with primes behind it, c′; undefined where there are none. */
export function primedName(nodes: readonly Node[], at = 0): Name | undefined {
  const stem = stemAt(nodes, at, () => false);
  const script = stem === undefined ? undefined : nodes[stem.next];
  const primes = script?.kind === "script" ? primesIn(script.sup) : 0;
  return primes === 0 ? undefined : { name: stem!.name + "'".repeat(primes), next: stem!.next + 1 };
}

/**
 * The single letters that stand in subscripts, in order and each once; undefined where a place is more than a letter,
 * such as 2i.
 */
export function lettersOfPlaces(nodes: readonly Node[]): string[] | undefined {
  const subs = subscriptsIn(nodes);
  const hasLetter = (sub: readonly Node[]) => sub.some((node) => letterOf(node) !== undefined);
  const isPlain = (node: Node) =>
    node.kind === "space" || letterOf(node) !== undefined || (node.kind === "glyph" && node.text === ",");
  if (subs.some((sub) => hasLetter(sub) && !sub.every(isPlain))) return undefined;
  const letters = subs.flatMap((sub) => sub.flatMap((node) => letterOf(node) ?? []));
  return [...new Set(letters)];
}

function subscriptsIn(nodes: readonly Node[]): (readonly Node[])[] {
  return nodes.flatMap((node) => {
    if (node.kind === "script") return node.sub === undefined ? [] : [node.sub];
    if (node.kind === "fraction") return subscriptsIn([...node.numerator, ...node.denominator]);
    return "body" in node ? subscriptsIn(node.body) : [];
  });
}

function subscriptText(nodes: readonly Node[]): string | undefined {
  let text = "";
  for (const node of nodes) {
    if (node.kind === "word") text += node.text;
    else if (node.kind === "glyph" && (/^[\p{L}\p{N}+−-]$/u.test(node.text) || node.text === ",")) text += node.text;
    else if (letterOf(node) !== undefined) text += letterOf(node);
    else return undefined;
  }
  return text === "" ? undefined : text;
}
