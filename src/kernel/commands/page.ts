/** The commands as a page of the documentation, docs/commands.md. */
import { type Command, usageOf } from "./command.js";
import { commandTable } from "./help.js";

/** The page, in Markdown. */
export function commandsPage(commands: readonly Command[]): string {
  const details = commands
    .filter(({ details }) => details !== undefined)
    .map((command) => `- \`${usageOf(command)}\`: ${command.details}`);
  return `${[introduction, commandTable(commands), details.join("\n"), rules].join("\n\n")}\n`;
}

const introduction = `# Commands in cells

A cell of the kernel may hold commands beside TypeScript, as IPython has them. A line such as \`%npm install d3\` is one
of a single line: what stands above it in the cell is run before it, and what stands below is checked and run after it.
A first line such as \`%%bash\` takes the whole cell.

\`\`\`ts
%npm install d3-array
import { mean } from "d3-array";
mean([1, 2, 6])
\`\`\``;

const rules = `\`name?\` in the last line of a cell, or \`?name\`, tells what is known of a name, and \`name??\` shows its source too.

TypeScript is never taken for a command. Where a line above could go on with a remainder, as in \`const x = 5\` without a
semicolon, \`%who\` below it is TypeScript's \`5 % who\`, and the error says to end the line above with a semicolon. A command
stands at the top level of a cell, in no block and no brackets.

What is typed in a terminal is told by \`npx workings --help\`; \`npx workings setup native\` builds native TensorFlow for
the cells, of which [training.md](training.md) tells.`;
