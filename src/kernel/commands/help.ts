/** What is said of commands: of one, of all, and of one that there is not. */
import type { MimeBundle } from "../../display/mimeBundle.js";
import { nearest } from "../../display/nearest.js";
import { type Command, CommandError, usageOf, words } from "./command.js";

/** The command that tells of all of them, itself included. */
export function helpCommand(others: readonly Command[]): Command {
  const help: Command = {
    name: "%help",
    usage: "[COMMAND]",
    summary: "Lists the commands, or tells of one.",
    complete: (_, before) => (before.length ? [] : all.map((one) => one.name)),
    async run({ argument, show }) {
      const [name] = words(argument);
      if (name === undefined) {
        show(helpOfAll(all));
        return;
      }
      const found = all.find((one) => one.name === name) ?? all.find((one) => one.name.replace(/^%+/, "") === name);
      if (!found) throw new CommandError(noCommand(name, all));
      show(helpOf(found));
    },
  };
  const all = [...others, help];
  return help;
}

/** All that there is to say of a command. */
export function helpOf(command: Command): MimeBundle {
  const { summary, details } = command;
  const line = usageOf(command);
  const rest = details === undefined ? [] : [details];
  return {
    "text/plain": [line, summary, ...rest].join("\n\n"),
    "text/markdown": [`\`${line}\``, summary, ...rest].join("\n\n"),
  };
}

/** Why a name that looks like a command's is none. */
export function noCommand(name: string, commands: readonly Command[]): string {
  const meant = nearest(
    name,
    commands.map((one) => one.name),
  );
  const hint = meant === undefined ? "%help lists all commands" : `did you mean ${meant}? %help lists all commands`;
  return `there is no command ${name}: ${hint}`;
}

/** A table of commands in Markdown. */
export function commandTable(commands: readonly Command[]): string {
  const rows = commands.map((one) => `| \`${usageOf(one)}\` | ${one.summary.replaceAll("|", "\\|")} |`);
  return ["| command | what it does |", "|---|---|", ...rows].join("\n");
}

function helpOfAll(commands: readonly Command[]): MimeBundle {
  const width = Math.max(...commands.map((one) => usageOf(one).length));
  return {
    "text/plain": commands.map((one) => `${usageOf(one).padEnd(width)}  ${one.summary}`).join("\n"),
    "text/markdown": commandTable(commands),
  };
}
