import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";
import picomatch from "picomatch";

/** What is to be checked of what was asked for, and what is to be said of the rest. */
export interface FoundDocuments {
  readonly paths: readonly string[];
  /** Why something that was asked for cannot be checked, a line each. */
  readonly problems: readonly string[];
  /** What was asked for by name and is left out nevertheless, a line each. */
  readonly remarks: readonly string[];
}

/** Decides of a path whether a file leaves it out. */
export type LeftOut = (path: string) => boolean;

const endings = /\.(?:md|markdown|mdown|mkd|qmd|rmd|ipynb|tex|ltx)$/i;

/**
 * The documents that files, folders and patterns name, in their order and each once. Of folders and patterns those are
 * left out that a `.gitignore` names, and all in hidden folders and `node_modules`.
 */
export function findDocuments(targets: readonly string[], leftOut: LeftOut = () => false): FoundDocuments {
  const paths = new Map<string, string>();
  const [problems, remarks]: string[][] = [[], []];
  const add = (found: string) => {
    const key = path.resolve(found);
    if (!paths.has(key)) paths.set(key, found);
  };
  for (const target of targets) {
    const kind = target === "-" ? "file" : kindOf(target);
    if (kind === "file") {
      if (target !== "-" && leftOut(target)) remarks!.push(`${target} is left out, since the configuration ignores it`);
      else add(target);
    } else if (kind === "folder") {
      const found = [...walk(target)].filter((one) => endings.test(one) && !leftOut(one));
      if (found.length === 0) problems!.push(`${target} holds no documents`);
      found.forEach(add);
    } else if (isPattern(target)) {
      const found = matching(target).filter((one) => !leftOut(one));
      if (found.length === 0) problems!.push(`${target} matches no files`);
      found.forEach(add);
    } else problems!.push(`${target} does not exist`);
  }
  return { paths: [...paths.values()], problems: problems!, remarks: remarks! };
}

/** Whether a path in a folder, or one of the folders that it stands in, is left out by the folder's list of patterns. */
export function leftOutBy(folder: string, patterns: readonly string[]): LeftOut {
  const list = ignore().add([...patterns]);
  return (file) => {
    const inside = slashed(path.relative(folder, path.resolve(file)));
    return ignore.isPathValid(inside) && list.ignores(inside);
  };
}

function kindOf(target: string): "file" | "folder" | undefined {
  try {
    return statSync(target).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

function isPattern(target: string): boolean {
  return picomatch.scan(slashed(target)).isGlob;
}

/** The files and folders in which what a target names can change. */
export function watchable(target: string): string[] {
  if (kindOf(target) !== undefined) return [target];
  const folder = isPattern(target) ? baseOf(target) : target;
  return kindOf(folder) === undefined ? [] : [folder];
}

/** The folder that all matches of a pattern stand in. */
function baseOf(pattern: string): string {
  return picomatch.scan(slashed(pattern)).base || ".";
}

function matching(pattern: string): string[] {
  const { glob } = picomatch.scan(slashed(pattern));
  const matches = picomatch(glob);
  const folder = baseOf(pattern);
  if (kindOf(folder) !== "folder") return [];
  return [...walk(folder)].filter((file) => matches(slashed(path.relative(folder, file))));
}

/** The files in a folder and in those within it, sorted by name. */
function* walk(folder: string, lists: readonly IgnoreList[] = listsAbove(folder)): Generator<string> {
  const here = [...lists, ...listIn(folder)];
  let entries: ReturnType<typeof namesIn>;
  try {
    entries = namesIn(folder);
  } catch {
    return; // A folder that may not be read holds nothing for us.
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const found = folder === "." ? entry.name : path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (entry.name.startsWith(".") || entry.name === "node_modules" || isLeftOut(found, isFolder, here)) continue;
    if (isFolder) yield* walk(found, here);
    else if (entry.isFile() || (entry.isSymbolicLink() && kindOf(found) === "file")) yield found;
  }
}

function namesIn(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** The patterns of a `.gitignore`, which hold from its folder on. */
interface IgnoreList {
  readonly folder: string;
  readonly list: Ignore;
}

function listIn(folder: string): IgnoreList[] {
  try {
    return [{ folder, list: ignore().add(readFileSync(path.join(folder, ".gitignore"), "utf8")) }];
  } catch {
    return [];
  }
}

/** The lists of the folders around a folder, as far as its repository goes. */
function listsAbove(folder: string): IgnoreList[] {
  const above: string[] = [];
  let at = path.resolve(folder);
  while (kindOf(path.join(at, ".git")) === undefined) {
    const next = path.dirname(at);
    if (next === at) return []; // It stands in no repository.
    above.unshift(next);
    at = next;
  }
  return above.flatMap(listIn);
}

/** The innermost list that says anything of a path decides. */
function isLeftOut(file: string, isFolder: boolean, lists: readonly IgnoreList[]): boolean {
  for (const { folder, list } of lists.toReversed()) {
    const inside = slashed(path.relative(folder, path.resolve(file)));
    const { ignored, unignored } = list.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}

function slashed(file: string): string {
  return path.sep === "\\" ? file.replaceAll("\\", "/") : file;
}
