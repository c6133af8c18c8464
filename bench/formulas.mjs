/**
 * How fast is each formula beside the textbook form, mathjs, @stdlib, the ml-* packages and TensorFlow.js (cpu, wasm)?
 * All on the same seeded inputs of 10, 1 000 and 1 000 000 numbers, each in the arrays that it likes best, in turns in
 * one run; nanoseconds a number, and the others as ratios to ours (above 1: ours is faster). Functions of one number run
 * in a loop that fills a new typed array. Run: npm install --prefix bench, then npm run bench -- formulas [name ...]
 */
import process from "node:process";
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { formulas } from "../dist/formulas/index.js";
import { seededRandom } from "../dist/numeric/random.js";
import { axisNames } from "../dist/verify/axes.js";
import { sampleArguments } from "../dist/verify/sample.js";
import { mathjs, ml, stdlib } from "./peers.mjs";

const names = process.argv.slice(2);
const sizes = [10, 1_000, 1_000_000];
const rounds = 7;
const shortest = 3e6;

tf.enableProdMode();
await tf.ready();
await tf.setBackend("wasm");
await tf.setBackend("cpu");

const columns = ["textbook", "mathjs", "stdlib", "ml", "tfjs cpu", "tfjs wasm"];
const notes = [];
let loops = 0;
row("", "numbers", "ns each", ...columns);
for (const formula of Object.values(formulas)) {
  if (names.length > 0 && !names.includes(formula.name)) continue;
  for (const size of sizesOf(formula)) await measure(formula, size);
}
process.stdout.write(
  `\n${notes.length === 0 ? "Ours is ahead of every peer, and within 4 times the textbook form, in every row.\n" : ""}`,
);
for (const note of notes) process.stdout.write(`${note}\n`);

/** Functions of numbers alone that are no single number to map over are called once. */
function sizesOf(formula) {
  if (isScalar(formula)) return sizes;
  if (axisNames(formula.args).size === 0) return [1];
  // Every entry of one vector with every entry of another makes as many numbers as a matrix has.
  if (depthOf(formula) === 1 && axisNames(formula.args).size > 1) return [10, 1_000];
  return depthOf(formula) === 1 ? sizes : [10, 1_000, 16_000];
}

function isScalar({ args: [first, ...others] }) {
  return (
    first.kind === "real" &&
    others.every(({ kind, settings }) => kind === "options" && !settings.some((one) => one.kind === "required"))
  );
}

async function measure(formula, size) {
  const contenders = contendersOf(formula, size);
  const times = new Map([...contenders.keys()].map((name) => [name, []]));
  const repeats = new Map();
  for (const [name, run] of contenders) {
    try {
      run();
      repeats.set(name, repeatsOf(run));
    } catch (error) {
      if (name === "ours") throw error;
      contenders.delete(name);
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of contenders) {
      if (name.startsWith("tfjs")) await tf.setBackend(name.slice(5));
      const count = repeats.get(name);
      const start = process.hrtime.bigint();
      for (let i = 0; i < count; i++) run();
      times.get(name).push(Number(process.hrtime.bigint() - start) / count);
    }
  }
  const fastest = (name) => Math.min(...times.get(name));
  const ours = fastest("ours");
  const ratios = columns.map((name) => (contenders.has(name) ? fastest(name) / ours : undefined));
  row(
    formula.name,
    String(size),
    (ours / size).toPrecision(3),
    ...ratios.map((ratio) => (ratio === undefined ? "" : ratio.toFixed(2))),
  );
  const behind = columns.filter(
    (name, i) => ratios[i] !== undefined && ratios[i] < (name === "textbook" ? 1 / 4 : 1) && name !== "tfjs wasm",
  );
  if (behind.length > 0) notes.push(`${formula.name} on ${size}: behind ${behind.join(", ")}`);
}

/** How often a run is repeated so that the clock can tell. */
function repeatsOf(run) {
  for (let count = 1; ; count *= 4) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < count; i++) run();
    if (Number(process.hrtime.bigint() - start) > shortest) return count;
  }
}

function contendersOf(formula, size) {
  const random = seededRandom(1);
  const { name, value, textbook, tensor } = formula;
  const contenders = new Map();
  if (isScalar(formula)) {
    const [first] = formula.args;
    const plain = Array.from({ length: size }, () => random.uniform(first.low, first.high));
    const typed = Float64Array.from(plain);
    const over = (f) => loopOver(f, typed);
    contenders.set("ours", over(value));
    if (typeof textbook === "function") contenders.set("textbook", over(textbook));
    if (mathjs[name]) contenders.set("mathjs", () => keep(plain.map((x) => mathjs[name](x))));
    if (stdlib[name]) contenders.set("stdlib", over(stdlib[name]));
    addTensors(contenders, tensor, [typed], formula.args);
    return contenders;
  }
  const args = sampleArguments(formula.args, lengthsOf(formula, size), "range", random);
  const options = formula.args.map((argument, i) =>
    argument.kind === "options" ? optionsOf(argument, args[i]) : args[i],
  );
  const typedArgs = options.map(typed);
  contenders.set("ours", () => keep(value(...typedArgs)));
  if (typeof textbook === "function") contenders.set("textbook", () => keep(textbook(...typedArgs)));
  for (const [peer, table] of [
    ["mathjs", mathjs],
    ["ml", ml],
  ]) {
    if (table[name]) contenders.set(peer, () => keep(table[name](...options)));
  }
  if (stdlib[name]) contenders.set("stdlib", () => keep(stdlib[name](...typedArgs)));
  addTensors(contenders, tensor, typedArgs, formula.args);
  return contenders;
}

/** A loop of its own for each function, since one that has called many can inline none. */
function loopOver(f, xs) {
  loops++;
  const body = `// ${loops}
    return () => {
      const results = new Float64Array(xs.length);
      for (let i = 0; i < xs.length; i++) results[i] = f(xs[i]);
      keep(results);
    };`;
  return new Function("f", "xs", "keep", body)(f, xs, keep);
}

/** Only what has no default is given. */
function optionsOf({ settings }, given) {
  return Object.fromEntries(settings.filter(({ kind }) => kind === "required").map(({ name }) => [name, given[name]]));
}

/** How many axes the deepest argument has, be it a field of a state. */
function depthOf({ args }) {
  const all = args.flatMap((argument) => argument.fields ?? [argument]);
  return Math.max(...all.map(({ axes }) => axes?.length ?? 1));
}

function lengthsOf(formula, size) {
  const axes = [...axisNames(formula.args)];
  const depth = depthOf(formula);
  const side = Math.max(2, Math.round(size ** (1 / Math.min(depth, 2))));
  const tried = (axis) => formula.axes?.[axis] ?? [1, 4];
  // Axes of one length each, such as four gates of two units, keep their proportions.
  const isFixed = (axis) => tried(axis)[0] === tried(axis)[1];
  const unit = Math.min(...axes.filter(isFixed).map((axis) => tried(axis)[0]));
  return new Map(
    axes.map((axis) => {
      if (depth === 2 && isFixed(axis)) return [axis, (side * tried(axis)[0]) / unit];
      if (depth === 1) return [axis, size];
      if (depth === 2) return [axis, side];
      return [axis, ["height", "width"].includes(axis) ? side : tried(axis)[1]];
    }),
  );
}

function typed(value) {
  if (Array.isArray(value)) return typeof value[0] === "number" ? Float64Array.from(value) : value.map(typed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, typed(entry)]));
}

function addTensors(contenders, tensor, args, kinds) {
  if (typeof tensor !== "function") return;
  for (const backend of ["cpu", "wasm"]) {
    contenders.set(`tfjs ${backend}`, () => {
      tf.tidy(() => {
        const tensors = args.map((value, i) =>
          kinds[i]?.kind === "options" ? complete(kinds[i], value) : toTensor(value, kinds[i]),
        );
        const result = tensor(tf, ...tensors, ...(args.length < kinds.length ? [complete(kinds.at(-1), {})] : []));
        for (const one of result.dataSync ? [result] : Object.values(result)) keep(one.dataSync());
      });
    });
  }
}

function complete({ settings = [] }, given) {
  return Object.fromEntries(settings.map(({ name, default: value }) => [name, given[name] ?? value]));
}

function toTensor(value, argument) {
  if (typeof value === "object" && !("length" in value)) {
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, toTensor(entry)]));
  }
  const isWhole = argument?.kind === "labels" || argument?.kind === "label";
  return tf.tensor(
    value instanceof Float64Array ? Float32Array.from(value) : nested(value),
    undefined,
    isWhole ? "int32" : "float32",
  );
}

function nested(value) {
  return typeof value === "number" ? value : Array.from(value, nested);
}

/** Looks at a result, so that nothing is worked out for nothing. */
function keep(result) {
  globalThis.kept = result;
}

function row(name, size, ours, ...ratios) {
  process.stdout.write(
    `${[name.padEnd(24), size.padStart(9), ours.padStart(9), ...ratios.map((text) => text.padStart(9))].join(" ")}\n`,
  );
}
