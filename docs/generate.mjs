// Writes docs/formulas, a page for each formula, from the definitions of the built package, verifying every one:
//   npm run build && node docs/generate.mjs
// With --check nothing is written, and a stale page is an error.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { formulaPages } from "../dist/pages/formulaPages.js";
import { verifyAll } from "../dist/verify/verifyAll.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = path.join(root, "docs", "formulas");

const files = formulaPages(root, new Map([...(await verifyAll())].map((report) => [report.name, report])));
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
  process.stderr.write(`stale in docs/formulas: ${stale.join(", ")}\nrun npm run build && node docs/generate.mjs\n`);
  process.exit(1);
}

function present() {
  try {
    return readdirSync(folder, { recursive: true }).filter((file) => /\.(md|svg)$/.test(file));
  } catch {
    return [];
  }
}
