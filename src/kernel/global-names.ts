const globalNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(globalThis));

/**
 * The name under which the value of a cell's own name is kept.
 *
 * What a cell declares at its top level hides a global of that name from every library too: `let Map = 5` would break
 * the next one that makes a map. So it goes by another name in the JavaScript of the cells.
 */
export function keptName(name: string): string {
  return globalNames.has(name) ? `${name}$cell` : name;
}

/** Whether a name is one that all code in the process may read. */
export function isGlobalName(name: string): boolean {
  return globalNames.has(name);
}
