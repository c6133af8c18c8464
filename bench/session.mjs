/**
 * Does a long session grow or slow down, and does a kernel leave anything behind? Runs cells of many kinds in one kernel,
 * then starts and stops kernels one after another. Run: npm run bench -- session [cells] [starts]
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { KernelClient } from "./jupyter-client.mjs";
import { processesOf } from "./processes.mjs";
import { workingsSpec } from "./workings-spec.mjs";

const cells = Number(process.argv[2] ?? 20_000);
const starts = Number(process.argv[3] ?? 50);
const kinds = [
  (i) => `${i} + 1`,
  (i) => `let again = ${i}; again`,
  (i) => `function area(r: number) { return Math.PI * r ** 2 } area(${i}) > 0`,
  (i) => `class Point { constructor(public x = ${i}) {} } new Point().x`,
  (i) => `await new Promise((go) => setTimeout(go, 0)); ${i}`,
  (i) => `const values = Array.from({ length: 100 }, (_, k) => k * ${i}); values.length`,
  (i) => `console.log("line ${i}"); ${i}`,
  (i) => `try { throw new Error("caught ${i}") } catch (error) { again = String(error).length } again`,
];

// The tsconfig.json of this package is not that of the cells.
const folder = mkdtempSync(path.join(tmpdir(), "bench-session-"));
const client = await KernelClient.start(workingsSpec, folder);
await client.execute("1 + 1", { first: true });
const waits = [];
for (let i = 0; i < cells; i++) {
  if (i % Math.ceil(cells / 10) === 0) reportMemory(i);
  const start = performance.now();
  await client.execute(kinds[i % kinds.length](i));
  waits.push(performance.now() - start);
}
reportMemory(cells);
await client.shutdown();
for (const count of [500, cells].filter((one) => one <= cells)) {
  const [first, last] = [waits.slice(0, 50), waits.slice(count - 50, count)].map(median);
  const ratio = (last / first).toFixed(2);
  process.stdout.write(
    `cells ${count - 49} to ${count} over the first 50: ${ratio} (${first.toFixed(1)} ms, then ${last.toFixed(1)})\n`,
  );
}

const before = new Set(readdirSync(tmpdir()));
const started = [];
for (let i = 0; i < starts; i++) {
  const one = await KernelClient.start(workingsSpec, folder);
  await one.execute("1 + 1", { first: true });
  started.push(...processesOf(one.pid).map(({ id }) => id));
  await one.shutdown();
}
rmSync(folder, { recursive: true });
const left = started.filter((id) => processesOf(id).length);
const files = readdirSync(tmpdir()).filter((name) => /workings/.test(name) && !before.has(name));
process.stdout.write(`${starts} starts and stops leave ${left.length} processes and ${files.length} files\n`);

function reportMemory(count) {
  const sizes = processesOf(client.pid).map(({ command, megabytes }) => {
    const name = /runner/.test(command) ? "runner" : /--api/.test(command) ? "compiler" : "kernel";
    return `${name} ${megabytes.toFixed(0)}`;
  });
  process.stdout.write(`after ${count} cells, MB: ${sizes.join(", ")}\n`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
