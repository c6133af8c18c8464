/** `npm test`: brings about what the tests need, then lints, checks the types and runs them. Arguments are vitest's. */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser.mjs";
import { environment, prepare } from "./environment.mjs";
import { nbgrader } from "./nbgrader.mjs";
import { root } from "./root.mjs";
import { tellPlainly } from "./setup-error.mjs";

const results = path.join(root, ".setup", "test-results.json");

await tellPlainly(async () => {
  await prepare([...environment(root), nbgrader(root)]);
  const args = process.argv.slice(2);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  // Who names tests wants those alone.
  if (args.length === 0) {
    count(counts, "lint", await runTool("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]));
    count(counts, "types", await runTool("typescript/bin/tsc", ["-p", "tests/tsconfig.json"]));
  }
  await runTests(args, counts);
  if (!findBrowser()) {
    process.stdout.write(
      "The browser tests need Chromium or Chrome: install it, or name it: CHROMIUM=path/to/chromium\n",
    );
  }
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : "";
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  process.exitCode = counts.failed ? 1 : 0;
});

async function runTests(args, counts) {
  rmSync(results, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const status = await runTool("vitest/vitest.mjs", ["run", ...reporters, ...args]);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readResults();
  counts.passed += numPassedTests;
  counts.skipped += numPendingTests + numTodoTests;
  // A file that does not load, or an error outside of any test, fails the run and no test.
  counts.failed += status === 0 ? numFailedTests : Math.max(numFailedTests, 1);
}

function readResults() {
  try {
    return JSON.parse(readFileSync(results, "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  }
}

function count(counts, name, status) {
  if (status === 0) counts.passed++;
  else counts.failed++;
  process.stdout.write(`${name}: ${status === 0 ? "passed" : "failed"}\n`);
}

/** Runs a package's command in this terminal to its end; answers its exit status. */
function runTool(entry, args) {
  const tool = spawn(process.execPath, [path.join(root, "node_modules", entry), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    tool.once("error", reject);
    tool.once("close", (status) => resolve(status ?? 1));
  });
}
