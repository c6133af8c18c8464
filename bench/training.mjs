/**
 * How long does it take to train the networks of the lessons, on each engine and backend, beside TensorFlow.js's own layers, PyTorch and Keras?
 * Iris (4-64-64-3, 96 rows, batch 16, 100 epochs, judged after each), digits (a convolutional network of 810 weights,
 * 1 000 images of 8 by 8, batch 32, 3 epochs) and one causal attention block (width 16, 2 heads, 1 920 sequences of 9,
 * batch 32). Each contender is a process of its own and trains in turns with the others, after one training that is not
 * counted; the fastest in milliseconds, and as ratios to PyTorch (below 1: quicker). PyTorch has one thread, as two get in
 * each other's way on a machine that does other work. The losses at the end show that each learns; each has begun from
weights of its own, drawn as it draws them. Run:
 * npm run bench -- training [--rounds N] [--only TASK] [--python PATH …], the Pythons with PyTorch or Keras
 * (training.py says which); native takes part where it is set up: npx workings setup native.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { root } from "../kernel-setup/root.mjs";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    python: { type: "string", multiple: true, default: [] },
  },
});
const folder = mkdtempSync(path.join(os.tmpdir(), "workings-bench-"));
const data = path.join(folder, "data.json");
const tasks = ["iris", "digits", "attention"].filter((task) => flags.only === undefined || task === flags.only);

/** What takes longer for one training, in milliseconds, trains only once. */
const longest = 5_000;

const contenders = [];
try {
  writeFileSync(data, JSON.stringify({ iris: iris(), digits: digits(), attention: sequences() }));
  for (const one of [...ours(), ...flags.python.flatMap(peers)]) {
    const { ready, missing } = await one.answer();
    if (missing !== undefined) process.stdout.write(`${one.name} is not measured: ${missing}\n`);
    else contenders.push({ ...one, name: `${one.name} ${ready}`.trim() });
  }
  for (const task of tasks) report(task, await measured(task));
} finally {
  for (const { stop } of contenders) stop();
  rmSync(folder, { recursive: true });
}

/** The contenders that have what the task needs, with their times. */
async function measured(task) {
  const results = [];
  for (const { name, ask } of contenders) {
    const { milliseconds, loss, missing } = await ask(task);
    if (missing === undefined) results.push({ name, ask, loss, times: milliseconds > longest ? [milliseconds] : [] });
  }
  const quick = results.filter(({ times }) => times.length === 0);
  for (let round = 0; round < Number(flags.rounds); round++) {
    for (const { ask, times } of quick) times.push((await ask(task)).milliseconds);
  }
  return results;
}

function ours() {
  const worker = path.join(root, "bench/training-worker.mjs");
  return ["plain", "wasm", "native", "cpu"]
    .flatMap((backend) => [
      [`workings ${backend}`, "workings", backend],
      ...(backend === "plain" ? [] : [[`tfjs layers ${backend}`, "layers", backend]]),
    ])
    .map(([name, library, backend]) =>
      started(
        name,
        process.execPath,
        [worker, library, data],
        backend === "plain" ? {} : { WORKINGS_BACKEND: backend },
      ),
    );
}

function peers(python) {
  const script = path.join(root, "bench/training.py");
  return ["torch", "keras"].map((library) => started(library, python, [script, library, data], {}));
}

/** A process that is told a task by a line, and answers with a line of JSON. */
function started(name, command, args, env) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => (said += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    return done ? { missing: said.trim().split("\n").at(-1) } : JSON.parse(value);
  };
  child.stdin.on("error", () => {});
  const ask = (task) => {
    child.stdin.write(`${task}\n`);
    return answer();
  };
  return { name, answer, ask, stop: () => child.stdin.end() };
}

function report(task, results) {
  const torch = results.find(({ name }) => name.startsWith("torch"));
  row(task, "ms", "× PyTorch", "loss", "");
  for (const one of results) {
    const ratio = torch === undefined ? "" : (fastest(one) / fastest(torch)).toFixed(2);
    row(one.name, fastest(one).toFixed(1), ratio, one.loss.toFixed(3), one.times.length === 1 ? "once" : "");
  }
  process.stdout.write("\n");
}

function row(name, milliseconds, ratio, loss, note) {
  const cells = [milliseconds.padStart(10), ratio.padStart(11), loss.padStart(9)];
  process.stdout.write(`${`${name.padEnd(30)}${cells.join("")}  ${note}`.trimEnd()}\n`);
}

/** What the others that work on the machine have disturbed least. */
function fastest({ times }) {
  return Math.min(...times);
}

/** Standardised rows of Fisher's flowers in the order of the lessons' split, the last 24 held back. */
function iris() {
  const rows = table("iris.csv").map((row) => row.slice(0, 4).map(Number));
  const { train: order } = JSON.parse(readFileSync(path.join(root, "notebooks/data/iris-split-42.json"), "utf8"));
  const columns = [0, 1, 2, 3].map((column) => rows.map((row) => row[column]));
  const means = columns.map((column) => column.reduce((sum, x) => sum + x) / column.length);
  const deviations = columns.map((column, i) =>
    Math.sqrt(column.reduce((sum, x) => sum + (x - means[i]) ** 2, 0) / column.length),
  );
  const x = order.map((row) => rows[row].map((entry, i) => (entry - means[i]) / deviations[i]));
  const y = order.map((row) => Math.floor(row / 50));
  return { x: x.slice(0, 96), y: y.slice(0, 96), xHeld: x.slice(96), yHeld: y.slice(96) };
}

/** A thousand images with numbers from 0 to 1. */
function digits() {
  const rows = table("digits.csv").slice(0, 1000);
  return {
    x: rows.map((row) => row.slice(1).map((text) => Number(text) / 16)),
    y: rows.map(([label]) => Number(label)),
  };
}

/** Counting by ones, twos … around a circle of 12: after two numbers it is clear how each goes on. */
function sequences() {
  const all = Array.from({ length: 1920 }, (_, i) =>
    Array.from({ length: 10 }, (_, step) => (i * 7 + step * (1 + ((i * 5) % 11))) % 12),
  );
  return { x: all.map((row) => row.slice(0, -1)), y: all.map((row) => row.slice(1)) };
}

function table(name) {
  const text = readFileSync(path.join(root, "notebooks/data", name), "utf8");
  return text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
}
