import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Job } from "../../check/checkAll.js";
import type { Findings } from "../../check/checkDocument.js";

/** What was found in documents before, by their content and by all else that it depends on. */
export interface Cache {
  find(job: Job): Findings | undefined;
  keep(job: Job, findings: Findings): void;
}

/** No cache. */
export const none: Cache = { find: () => undefined, keep: () => {} };

/** Beyond so many entries the oldest half is dropped. */
const mostEntries = 4000;

/** A cache in `node_modules/.cache` of the project, or else in the user's own folder for such. */
export function openCache(project: string): Cache {
  const folder = folderFor(project);
  let isTrimmed = false;
  return {
    find(job) {
      try {
        const found: unknown = JSON.parse(readFileSync(path.join(folder, `${keyOf(job)}.json`), "utf8"));
        return isFindings(found) ? found : undefined;
      } catch {
        return undefined; // It is not there, or not whole.
      }
    },
    keep(job, findings) {
      const file = path.join(folder, `${keyOf(job)}.json`);
      try {
        mkdirSync(folder, { recursive: true });
        if (!isTrimmed) trim(folder);
        isTrimmed = true;
        writeFileSync(`${file}.${process.pid}`, JSON.stringify(findings));
        renameSync(`${file}.${process.pid}`, file);
      } catch {
        // Where nothing can be written there is no cache.
      }
    },
  };
}

function folderFor(project: string): string {
  const modules = path.join(project, "node_modules");
  try {
    if (statSync(modules).isDirectory()) return path.join(modules, ".cache", "workings");
  } catch {
    // The project is none of npm's.
  }
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "workings");
}

let program: string | undefined;

/** A digest of the document, of how it is checked, and of the program itself. */
function keyOf({ text, kind, options }: Job): string {
  program ??= newest(["check", "latex", "expression", "numeric"]);
  return createHash("sha256")
    .update(JSON.stringify([program, kind, options]))
    .update(text)
    .digest("hex");
}

/** When a file in one of these folders of the program was written last. */
function newest(folders: readonly string[]): string {
  const files = folders.flatMap((name) => {
    const folder = fileURLToPath(new URL(`../../${name}`, import.meta.url));
    return readdirSync(folder, { recursive: true }).map((file) => path.join(folder, String(file)));
  });
  return String(Math.max(...files.map((file) => statSync(file).mtimeMs)));
}

function isFindings(value: unknown): value is Findings {
  const { claims, ignored, notices } = (value ?? {}) as Partial<Record<keyof Findings, unknown>>;
  const isClaim = (claim: unknown) => typeof (claim as { start?: { offset?: unknown } })?.start?.offset === "number";
  return Array.isArray(claims) && claims.every(isClaim) && typeof ignored === "number" && Array.isArray(notices);
}

function trim(folder: string): void {
  const entries = readdirSync(folder);
  if (entries.length <= mostEntries) return;
  const aged = entries.map((name) => ({ name, age: statSync(path.join(folder, name)).mtimeMs }));
  aged.sort((a, b) => a.age - b.age);
  for (const { name } of aged.slice(0, entries.length / 2)) rmSync(path.join(folder, name), { force: true });
}
