import { type Command, CommandError } from "./command.js";

/** Runs a line of code and tells how long it took. */
export const time: Command = {
  name: "%time",
  usage: "CODE",
  summary: "Runs the code of its line, says how long it took, and shows its value.",
  details: "Where the value is a promise, the time until it has settled counts. The check of the types does not.",
  takesCode: true,
  async run(call) {
    if (!call.argument) throw new CommandError("%time: there is no code in its line; %%time takes a whole cell");
    await call.runCode();
  },
};

/** Runs a cell and tells how long it took. */
export const timeCell: Command = {
  name: "%%time",
  usage: "",
  summary: "Runs the code of the cell, says how long it took, and shows its value.",
  takesCode: true,
  async run(call) {
    if (call.argument)
      throw new CommandError("%%time: the code stands in the lines below; %time takes one of its own line");
    await call.runCode();
  },
};
