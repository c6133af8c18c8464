/** The commands that cells may hold. */
import { bash } from "./bash.js";
import type { Command } from "./command.js";
import { cd, pwd } from "./folder.js";
import { helpCommand } from "./help.js";
import { load } from "./load.js";
import { npm } from "./npm.js";
import { reset } from "./reset.js";
import { showing } from "./showing.js";
import { time, timeCell } from "./time.js";
import { who } from "./who.js";

const others: readonly Command[] = [npm, time, timeCell, who, reset, load, pwd, cd, bash, ...showing];

/** All commands. */
export const commands: readonly Command[] = [...others, helpCommand(others)];

const byName = new Map(commands.map((command) => [command.name, command]));

/** The command of a name, percent signs included. */
export function commandOf(name: string): Command | undefined {
  return byName.get(name);
}
