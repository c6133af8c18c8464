import { type Command, CommandError, words } from "./command.js";

/** Runs a cell as a Bash script. */
export const bash: Command = {
  name: "%%bash",
  usage: "[OPTION…]",
  summary: "Runs the cell as a Bash script, and shows what it prints while it runs.",
  details:
    "It runs where the cells run and with their environment: `process.chdir` and `process.env` reach it. Options such " +
    "as `-e` are Bash's. A last command that fails is an error; an interrupt stops all that the script has started.",
  async run(call, kernel) {
    const args = [...words(call.argument), "-c", call.body];
    const { code, signal } = await kernel.runProgram(
      { file: "bash", args, surroundings: await kernel.surroundings() },
      call,
    );
    if (signal !== null) throw new CommandError(`%%bash: the script was ended by ${signal}`);
    if (code !== 0) throw new CommandError(`%%bash: the script ended with exit status ${code}`);
  },
};
