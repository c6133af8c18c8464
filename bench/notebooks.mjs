/** How long do the lessons take, all at once and each by itself? Run: npm run bench -- notebooks [lessons at a time] */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { root } from "../kernel-setup/root.mjs";

const jobs = Number(process.argv[2] ?? availableParallelism());
const folder = mkdtempSync(path.join(tmpdir(), "workings-bench-"));
const command = [path.join(root, "dist", "cli", "main.js"), "run", "--output-dir", folder, "--jobs", String(jobs)];
const started = performance.now();
const run = spawnSync(process.execPath, [...command, "notebooks"], { cwd: root, encoding: "utf8" });
const seconds = (performance.now() - started) / 1000;
rmSync(folder, { recursive: true });
if (run.status !== 0) throw new Error(run.stderr);

const lessons = [...run.stderr.matchAll(/^notebooks.(.+) → .+, ([\d.]+) s$/gm)].map(([, file, took]) => [file, +took]);
for (const [file, took] of lessons.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
  process.stdout.write(`${took.toFixed(1).padStart(6)} s  ${file}\n`);
}
const slowest = Math.max(...lessons.map(([, took]) => took));
process.stdout.write(
  `${lessons.length} lessons, ${jobs} at a time: ${seconds.toFixed(0)} s; the slowest took ${slowest.toFixed(0)} s\n`,
);
