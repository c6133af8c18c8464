/**
 * Commands that KaTeX builds from several symbols without a place. One symbol of the same length stands in for each: `≍`
 * for a relation, `≬` for ∉, `⋇` for a remainder, `⋋` for a modulus behind a congruence.
 */
const substitutes: readonly (readonly [RegExp, string])[] = [
  [/\\neq(?![a-zA-Z])|\\ne(?![a-zA-Z])|\\not\s*=|≠|\\coloneqq(?![a-zA-Z])|≔|:=/g, "≍"],
  [/\\notin(?![a-zA-Z])|\\not\s*\\in(?![a-zA-Z])|∉/g, "≬"],
  [/\\bmod(?![a-zA-Z])/g, "⋇"],
  [/\\(?:pmod|mod|pod)(?![a-zA-Z])/g, "⋋"],
];

/** A source in which symbols stand in for such commands; every place stays as it is. */
export function withoutMacros(source: string): string {
  return substitutes.reduce(
    (text, [command, symbol]) => text.replace(command, (written) => symbol.padEnd(written.length)),
    source,
  );
}

/** What a symbol at a place stands in for: `\\ne` for `≍`; undefined where it is written itself. */
export function originalAt(source: string, parsed: string, at: number): string | undefined {
  if (!/^[≍≬⋇⋋]$/.test(parsed[at]!) || parsed[at] === source[at]) return undefined;
  return /^(?:\\not\s*(?:=|\\in(?![a-zA-Z]))|\\[a-zA-Z]+|:=|[\s\S])/.exec(source.slice(at))![0];
}
