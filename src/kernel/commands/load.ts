import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, CommandError, words } from "./command.js";
import { pathsFrom } from "./paths.js";

/** Puts a file into the cell. */
export const load: Command = {
  name: "%load",
  usage: "FILE",
  summary: "Replaces the text of the cell by that of a file, which is not run.",
  complete: (word, before, folder) => (before.length ? [] : pathsFrom(folder, word)),
  async run({ argument, hand }, kernel) {
    const [file, ...more] = words(argument);
    if (file === undefined || more.length) throw new CommandError("%load: name one file, in quotes if it has spaces");
    const path = resolve((await kernel.surroundings()).folder, file);
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new CommandError(`%load: ${error.code === "ENOENT" ? `there is no file ${path}` : error.message}`);
    });
    if (bytes.includes(0)) throw new CommandError(`%load: ${path} is no text`);
    hand({ source: "set_next_input", text: `// %load ${argument}\n${bytes.toString()}`, replace: true });
  },
};
