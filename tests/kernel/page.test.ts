import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../kernel-setup/root.mjs";
import { commandsPage } from "../../src/kernel/commands/page.js";
import { commands } from "../../src/kernel/commands/table.js";

test("docs/commands.md is up to date (run `npm run build && node docs/generate.mjs` where it is not)", () => {
  expect(readFileSync(join(root, "docs", "commands.md"), "utf8")).toBe(commandsPage(commands));
});

test("every command has a name of its own, and says what it does in a sentence", () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  for (const { name, summary } of commands) {
    expect(name).toMatch(/^%%?[a-z]+$/);
    expect(summary).toMatch(/^[A-Z].*[^.]\.$/);
  }
});
