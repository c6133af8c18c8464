import { homedir } from "node:os";
import { type Command, words } from "./command.js";
import { pathsFrom } from "./paths.js";

/** Says where the cells run. */
export const pwd: Command = {
  name: "%pwd",
  usage: "",
  summary: "Prints the folder in which the cells run.",
  async run({ print }, kernel) {
    print(`${(await kernel.surroundings()).folder}\n`);
  },
};

/** Moves the cells to another folder. */
export const cd: Command = {
  name: "%cd",
  usage: "[FOLDER]",
  summary: "Runs the cells in another folder from now on, in the notebook's own where none is named.",
  details: "Imports and `%npm` stay with the notebook's folder.",
  complete: (word, _, folder) => pathsFrom(folder, word).filter((path) => path.endsWith("/")),
  async run({ argument, print }, kernel) {
    const wanted = words(argument)[0] ?? kernel.folder;
    print(`${await kernel.changeFolder(wanted.replace(/^~(?=\/|$)/, homedir()))}\n`);
  },
};
