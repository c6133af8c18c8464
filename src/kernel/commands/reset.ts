import type { Command } from "./command.js";

/** Makes a fresh world. */
export const reset: Command = {
  name: "%reset",
  usage: "",
  summary: "Forgets all variables, imports and timers; the numbers of the cells go on.",
  details: "The cells go on in a new process, which imports every package anew. Nothing asks whether that is meant.",
  run: (_, kernel) => kernel.reset(),
};
