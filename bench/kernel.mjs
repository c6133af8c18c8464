/**
 * How long does a person wait for a cell, and how much memory does the kernel take, beside the other kernels that they
 * could choose? Runs `workings`, stock tslab, Deno and ipykernel in one interleaved run, so that a busy moment of the
 * machine falls on all of them. No cell is sent twice, since some kernels keep what they made of it. Run:
 * npm run bench -- kernel [rounds]
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pythonOf } from "../kernel-setup/jupyterlab.mjs";
import { root } from "../kernel-setup/root.mjs";
import { KernelClient } from "./jupyter-client.mjs";
import { residentMegabytes } from "./processes.mjs";

const rounds = Number(process.argv[2] ?? 40);
const starts = Math.max(3, Math.round(rounds / 5));
const notebooks = path.join(root, "notebooks");
const denoVersion = "2.9.6";

const tenLines = (i) => `function sumOfSquares(values: number[]): number {
  let sum = 0;
  for (const value of values) {
    const square = value * value;
    sum += square;
  }
  return sum;
}
const squares = sumOfSquares([1, 2, ${i}]);
squares`;
const tenLinesOfPython = (i) => `def sum_of_squares(values):
    total = 0
    for value in values:
        square = value * value
        total += square
    return total

squares = sum_of_squares([1, 2, ${i}])
text = str(squares)
squares`;

const [lines, megabytes, cellsOfNotebook] = [100_000, 50, 500];
const typescript = {
  printing: `for (let i = 0; i < ${lines}; i++) console.log(i)`,
  large: `console.log("x".repeat(${megabytes}e6))`,
  ofNotebook: (i) => `const named${i} = ${i}; named${i} + 1`,
  cells: { "1+i": (i) => `1+${i}`, "let x = i; x": (i) => `let x = ${i}; x`, "ten-line function": tenLines },
  imports: 'import * as tf from "@tensorflow/tfjs"; import { sqrt } from "mathjs";',
};
const python = {
  printing: `for i in range(${lines}): print(i)`,
  large: `print("x" * ${megabytes}_000_000)`,
  ofNotebook: (i) => `named${i} = ${i}; named${i} + 1`,
  cells: { "1+i": (i) => `1+${i}`, "let x = i; x": (i) => `x = ${i}; x`, "ten-line function": tenLinesOfPython },
};
const kernels = [
  { name: "workings", spec: installedSpec("workings"), ...typescript },
  { name: "tslab", spec: installedSpec("tslab"), ...typescript },
  { name: "Deno", spec: { argv: [deno(), "jupyter", "--kernel", "--conn", "{connection_file}"] }, ...typescript },
  {
    name: "ipykernel",
    spec: { argv: [pythonOf(root), "-m", "ipykernel_launcher", "-f", "{connection_file}"] },
    ...python,
  },
];

const table = new Map();

await inTurn(starts, kernels, async (kernel) => {
  const start = performance.now();
  const client = await KernelClient.start(kernel.spec, notebooks);
  await client.execute("1+1", { first: true });
  record("start to first result, ms", kernel, performance.now() - start);
  await client.shutdown();
});

for (const kernel of kernels) {
  kernel.client = await KernelClient.start(kernel.spec, notebooks);
  await kernel.client.execute("1+1", { first: true });
  await kernel.client.execute("1+1");
}
measureMemory("memory after the first result, MB");
await measureCells("");
await measureAnswers("complete Math.", "complete_request", { code: "Math.", cursor_pos: 5 }, ({ imports }) => imports);
await measureAnswers("inspect", "inspect_request", { code: "Math.sqrt", cursor_pos: 9, detail_level: 0 });
for (const kernel of kernels.filter(({ imports }) => imports)) {
  const start = performance.now();
  await kernel.client.execute(kernel.imports, { answers: false });
  record("import TensorFlow.js and mathjs, ms", kernel, performance.now() - start);
}
measureMemory("memory after that import, MB", ({ imports }) => imports);
await measureCells(" after that import", ({ imports }) => imports);
await measureAnswers("complete tf.", "complete_request", { code: "tf.", cursor_pos: 3 }, ({ imports }) => imports);
measureMemory("memory at the end, MB");
await measureOutput(`${lines} printed lines, ms`, ({ printing }) => printing);
await measureOutput(`${megabytes} MB printed, ms`, ({ large }) => large);
for (const kernel of kernels) await measureNotebook(kernel);
for (const kernel of kernels) await kernel.client.shutdown();

print();

async function measureCells(when, which = () => true) {
  for (const cell of Object.keys(typescript.cells)) {
    await inTurn(rounds, kernels.filter(which), async (kernel, round) => {
      const start = performance.now();
      const text = await kernel.client.execute(kernel.cells[cell](round)).catch((error) => {
        process.stdout.write(`${kernel.name}: ${error.message}\n`);
      });
      if (text === undefined) return;
      record(`${cell}${when}, ms`, kernel, performance.now() - start);
      const expected = {
        "1+i": String(1 + round),
        "let x = i; x": String(round),
        "ten-line function": String(5 + round * round),
      }[cell];
      // Escape sequences colour what two of the kernels answer.
      if (!text.includes(expected)) throw new Error(`${kernel.name} answered ${cell} with ${JSON.stringify(text)}`);
    });
  }
}

async function measureAnswers(row, type, content, which = () => true) {
  await inTurn(rounds, kernels.filter(which), async (kernel) => {
    const start = performance.now();
    await kernel.client.request(type, content);
    record(`${row}, ms`, kernel, performance.now() - start);
  });
}

/** What a kernel does not bring to its end, as some lose the idle, has no figure. */
async function measureOutput(row, codeOf) {
  await inTurn(3, kernels, async (kernel) => {
    const start = performance.now();
    try {
      await kernel.client.execute(codeOf(kernel), { patience: 60_000 });
      record(row, kernel, performance.now() - start);
    } catch (error) {
      process.stdout.write(`${kernel.name}: ${error.message}\n`);
    }
  });
}

/** Whether a long notebook slows down: the last fifty cells over the first. */
async function measureNotebook(kernel) {
  const times = [];
  for (let i = 0; i < cellsOfNotebook; i++) {
    const start = performance.now();
    try {
      await kernel.client.execute(kernel.ofNotebook(i));
      times.push(performance.now() - start);
    } catch (error) {
      process.stdout.write(`${kernel.name}: ${error.message}\n`);
    }
  }
  record(`cell ${cellsOfNotebook} over cell 1`, kernel, median(times.slice(-50)) / median(times.slice(0, 50)));
}

function measureMemory(row, which = () => true) {
  for (const kernel of kernels.filter(which)) record(row, kernel, residentMegabytes(kernel.client.pid));
}

/** Gives each kernel its turn in each round, the first turn going round. */
async function inTurn(count, each, task) {
  for (let round = 0; round < count; round++) {
    for (let turn = 0; turn < each.length; turn++) await task(each[(round + turn) % each.length], round);
  }
}

function record(row, { name }, value) {
  if (!table.has(row)) table.set(row, new Map());
  const values = table.get(row);
  values.set(name, [...(values.get(name) ?? []), value]);
}

/** Medians, and in brackets how many times workings' each of the others' is. */
function print() {
  process.stdout.write(`${os.cpus()[0]?.model}, ${os.cpus().length} cores, Node ${process.versions.node}, `);
  process.stdout.write(`${rounds} rounds of cells, ${starts} starts; medians (and their ratio to workings')\n`);
  const names = kernels.map(({ name }) => name);
  const rows = [["", ...names]];
  for (const [row, values] of table) {
    const own = median(values.get("workings"));
    const cells = names.map((name) => {
      if (!values.has(name)) return "–";
      const value = median(values.get(name));
      const figure = value < 10 ? value.toFixed(1) : Math.round(value).toString();
      return name === "workings" ? figure : `${figure} (${(value / own).toFixed(1)})`;
    });
    rows.push([row, ...cells]);
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    const cells = row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column])));
    process.stdout.write(`| ${cells.join(" | ")} |\n`);
    if (row === rows[0]) process.stdout.write(`|${widths.map((width) => "-".repeat(width + 2)).join("|")}|\n`);
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function installedSpec(name) {
  const file = path.join(root, ".venv", "share", "jupyter", "kernels", name, "kernel.json");
  if (!existsSync(file)) throw new Error(`the kernel ${name} is not installed; type: npm start`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Deno's command, installed aside when it is first needed: it is no dependency of the project. */
function deno() {
  const folder = path.join(root, ".setup", "bench");
  const packages = path.join(folder, "node_modules", "@deno");
  if (!existsSync(packages)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "package.json"), "{}\n");
    execFileSync("npm", ["install", "--ignore-scripts", `deno@${denoVersion}`], { cwd: folder, stdio: "inherit" });
  }
  const [platform] = readdirSync(packages);
  return path.join(packages, platform, process.platform === "win32" ? "deno.exe" : "deno");
}
