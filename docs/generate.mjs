// Writes docs/formulas, a page for each formula, from the definitions of the built package, verifying every one, and
// docs/commands.md, the page of the kernel's commands, from their table:
//   npm run build && node docs/generate.mjs
// With --check nothing is written, and a stale page is an error.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { commandsPage } from "../dist/kernel/commands/page.js";
import { commands } from "../dist/kernel/commands/table.js";
import { formulaPages } from "../dist/pages/formulaPages.js";
import { verifyAll } from "../dist/verify/verifyAll.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = path.join(root, "docs");

const reports = new Map([...(await verifyAll())].map((report) => [report.name, report]));
const files = new Map([...formulaPages(root, reports)].map(([file, text]) => [`formulas/${file}`, text]));
files.set("commands.md", commandsPage(commands));
const kept = new Map(
  present().map((file) => [file.split(path.sep).join("/"), readFileSync(path.join(folder, file), "utf8")]),
);
const stale = [
  ...[...files].filter(([file, text]) => kept.get(file) !== text).map(([file]) => file),
  ...[...kept.keys()].filter((file) => !files.has(file)),
];

if (!process.argv.includes("--check")) {
  for (const file of stale) {
    const target = path.join(folder, file);
    const text = files.get(file);
    if (text === undefined) rmSync(target);
    else {
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }
} else if (stale.length > 0) {
  process.stderr.write(`stale in docs: ${stale.join(", ")}\nrun npm run build && node docs/generate.mjs\n`);
  process.exit(1);
}

function present() {
  try {
    const all = readdirSync(folder, { recursive: true });
    return all.filter((file) => /^(commands\.md$|formulas[/\\].+\.(md|svg)$)/.test(file));
  } catch {
    return [];
  }
}
