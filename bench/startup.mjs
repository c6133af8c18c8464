/**
 * What does `import "workings"` cost a program that starts, beside the libraries that one would import in its place?
 * Medians over fresh processes, taken in turns, of the milliseconds from the start of Node to its end, and of what
 * comes on top of an empty program: npm run bench -- startup [rounds]
 */
import { spawnSync } from "node:child_process";
import process from "node:process";
import { root } from "../kernel-setup/root.mjs";

const rounds = Number(process.argv[2] ?? 20);
const programs = {
  "an empty program": "",
  workings: 'await import("workings")',
  mathjs: 'await import("mathjs")',
  "@tensorflow/tfjs": 'await import("@tensorflow/tfjs")',
};
const times = new Map(Object.keys(programs).map((name) => [name, []]));

for (let round = 0; round <= rounds; round++) {
  for (const [name, program] of Object.entries(programs)) {
    const before = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: root });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    // The first round fills the file system's cache.
    if (round > 0) times.get(name).push(performance.now() - before);
  }
}

const empty = median(times.get("an empty program"));
for (const [name, taken] of times) {
  const whole = median(taken);
  process.stdout.write(
    `${name.padEnd(20)} ${whole.toFixed(0).padStart(6)} ms ${(whole - empty).toFixed(0).padStart(6)}\n`,
  );
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
