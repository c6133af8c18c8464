import type { PathMapping } from "./protocol.js";

/** Where the `paths` of a tsconfig.json say that a module may be, by its longest pattern that fits; none where none does. */
export function mappedPaths(specifier: string, mappings: readonly PathMapping[]): string[] {
  let best: { readonly length: number; readonly found: string[] } = { length: -1, found: [] };
  for (const { pattern, targets } of mappings) {
    const [before, after] = pattern.split("*") as [string, string | undefined];
    if (after === undefined) {
      if (pattern === specifier) return [...targets];
      continue;
    }
    const fits = specifier.startsWith(before) && specifier.endsWith(after);
    if (!fits || specifier.length < before.length + after.length || before.length <= best.length) continue;
    const inside = specifier.slice(before.length, specifier.length - after.length);
    best = { length: before.length, found: targets.map((target) => target.replace("*", () => inside)) };
  }
  return best.found;
}
