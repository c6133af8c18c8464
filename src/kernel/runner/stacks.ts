/** Stacks as the person who wrote the cells knows them: `cell 3, line 2`, and no frame of ours. */
import { SourceMap } from "node:module";
import { isAbsolute, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { localModuleMap } from "./local-hooks.js";
import type { SourceMap as Map3 } from "./protocol.js";
import { sturdy } from "./sturdy.js";

const ownFolder = fileURLToPath(new URL("../..", import.meta.url));
const localPlace = /(file:\/\/[^\s()]*?):(\d+):(\d+)/g;
/** In what `eval` or `new Function` was given; the latter's lines follow two of its own. */
const generatedPlace = /eval at .*, <anonymous>:(\d+):\d+/;
const cellPlace = /(cell-(\d+)(?:-\d+)?\.ts):(\d+):(\d+)/g;

interface CellMaps {
  readonly raw: readonly Map3[];
  parsed?: SourceMap[];
}

/** How many files keep their maps. What an older one throws is shown without a line, for its lines are not the text's. */
const remembered = 2000;
const maps = sturdy(new Map<string, CellMaps>());
/** The files in `maps`, around and around. */
const files: string[] = [];
let count = 0;

/** The file name that a cell's code runs under, or a piece of it. */
export function cellFile(cell: number, part = 0): string {
  return part === 0 ? `cell-${cell}.ts` : `cell-${cell}-${part}.ts`;
}

/** Remembers how the lines of a file of a cell map back to its text. */
export function rememberMaps(file: string, raw: readonly Map3[]): void {
  if (!maps.has(file)) {
    const at = count++ % remembered;
    const oldest = files[at];
    if (oldest !== undefined) maps.delete(oldest);
    files[at] = file;
  }
  maps.set(file, { raw });
}

/** Makes every error's stack show cells by their number and line. */
export function installStacks(): void {
  Error.stackTraceLimit = 30;
  Error.prepareStackTrace = (error: Error, sites: NodeJS.CallSite[]) => {
    const frames = personFrames(sites.map(String));
    return [headline(error), ...frames.map((frame) => `    at ${frame}`)].join("\n");
  };
}

/**
 * The frames of a stack that may have been made without us, as one of another realm is: each begins a line.
 *
 * One that we have made stays as it is.
 */
export function personStack(frames: string): string {
  const each = frames.split(/\n {4}at /).slice(1);
  return personFrames(each)
    .map((frame) => `\n    at ${frame}`)
    .join("");
}

/** Frames up to the outermost one of a cell, its place in the person's words; without any cell, those not ours. */
function personFrames(frames: readonly string[]): string[] {
  const isCell = frames.map((frame) => /cell-\d+(?:-\d+)?\.ts:\d|cell \d+, line \d|\bcell \d+\)?$/.test(frame));
  const outermost = isCell.lastIndexOf(true);
  return frames
    .slice(0, outermost < 0 ? frames.length : outermost + 1)
    .filter((frame) => !frame.includes(ownFolder) && !frame.includes("node:internal/"))
    .filter((frame) => outermost >= 0 || !frame.endsWith("<anonymous>)")) // Called by what is left out.
    .map((frame) =>
      frame
        .replace(generatedPlace, (_, line) => `generated code, line ${line}`)
        .replace(cellPlace, (_, file, cell, line, column) => place(file, cell, Number(line), Number(column)))
        .replace(localPlace, (_, url, line, column) => localModulePlace(url, Number(line), Number(column))),
    );
}

/** The file of a local module by its path from the notebook's folder, and the line and column in it. */
function localModulePlace(url: string, line: number, column: number): string {
  const path = fileURLToPath(url);
  const near = relative(process.cwd(), path);
  const name = near.startsWith("..") || isAbsolute(near) ? path : near;
  const map = localModuleMap(url);
  if (!map) return `${name}:${line}:${column}`;
  const entry = parse(map).findEntry(line - 1, column - 1);
  if (!("originalLine" in entry)) return `${name}:${line}:${column}`;
  return `${name}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function parse(map: Map3): SourceMap {
  return new SourceMap({ ...map, file: "", sourcesContent: [], sourceRoot: "" });
}

function place(file: string, cell: string, line: number, column: number): string {
  const known = maps.get(file);
  if (!known) return `cell ${cell}`;
  let [at, from] = [line - 1, column - 1];
  known.parsed ??= known.raw.map(parse);
  for (const map of known.parsed) {
    const entry = map.findEntry(at, from);
    if (!("originalLine" in entry)) break;
    [at, from] = [entry.originalLine, entry.originalColumn];
  }
  return `cell ${cell}, line ${at + 1}`;
}

function headline(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error"; // One whose name or message cannot be read.
  }
}
