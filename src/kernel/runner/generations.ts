/**
 * Which state of a local file a module was made of, so that a file is loaded anew when it or anything that it imports
 * has changed, and only then: a module that is loaded twice exists twice, with all it holds.
 */
import { statSync } from "node:fs";

interface Loaded {
  readonly generation: number;
  readonly time: number;
  /** The generations of the local files that it imports. */
  readonly imports: Map<string, number>;
}

/** What stands for a file that was not found. */
const absent = -1;
const loaded = new Map<string, Loaded>();

/** The generation that a file which is imported now is of: the one that is loaded, or the next. */
export function generationOf(file: string): number {
  const known = loaded.get(file);
  if (known && !isStale(file, new Set())) return known.generation;
  const generation = known ? known.generation + 1 : 0;
  loaded.set(file, { generation, time: lastChange(file), imports: new Map() });
  return generation;
}

/** Takes note that a generation of a file imports another file, or one that is not there. */
export function imports(importer: string, generation: number, file: string): void {
  const from = loaded.get(importer);
  if (from?.generation === generation) from.imports.set(file, loaded.get(file)?.generation ?? absent);
}

/** Has a file loaded anew when it is next imported: what was made of it has failed. */
export function forget(file: string): void {
  const known = loaded.get(file);
  if (known) loaded.set(file, { ...known, time: absent });
}

function isStale(file: string, visited: Set<string>): boolean {
  if (visited.has(file)) return false;
  visited.add(file);
  const { time, imports: imported } = loaded.get(file)!;
  if (lastChange(file) !== time) return true;
  return [...imported].some(
    ([each, generation]) => loaded.get(each)?.generation !== generation || isStale(each, visited),
  );
}

function lastChange(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
