import { readdirSync } from "node:fs";
import { resolve } from "node:path";

/** The paths in the folder that the start of one names, as seen from a folder; those of folders end with a slash. */
export function pathsFrom(folder: string, start: string): string[] {
  const above = start.slice(0, start.lastIndexOf("/") + 1);
  try {
    return readdirSync(resolve(folder, above || "."), { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith(".") || start.slice(above.length).startsWith("."))
      .map((entry) => `${above}${entry.name}${entry.isDirectory() ? "/" : ""}`)
      .sort();
  } catch {
    return []; // There is no such folder, or none that may be read.
  }
}
