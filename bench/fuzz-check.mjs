/**
 * Does any text stop `workings check`, or stall it? Checks documents of tests/check broken at random, in as many threads as
 * there are cores, and tells the seed of each that fails, that takes longer than a minute, or whose claims stand elsewhere
 * than they say, and what the slowest took: npm run bench -- fuzz-check [count] [first seed]
 */
import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { root } from "../kernel-setup/root.mjs";
import { mutant } from "../tests/check/mutate.mjs";

const deadline = 60_000;
const batch = 50;

if (isMainThread) await main();
else await work();

async function main() {
  const [count, first] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 0)];
  const slowest = [];
  let [next, failures, tenths] = [first, 0, 0];
  const before = performance.now();

  const fail = (seed, what) => {
    failures++;
    process.stdout.write(`seed ${seed}: ${what}\n`);
  };

  const run = () =>
    new Promise((finished) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { documents: documents() } });
      let seed;
      let timer;
      const ask = () => {
        clearTimeout(timer);
        if (next >= first + count) return void worker.terminate().then(finished);
        worker.postMessage({ from: next, to: Math.min(next + batch, first + count) });
        next += batch;
      };
      const again = async (what) => {
        clearTimeout(timer);
        fail(seed, what);
        await worker.terminate();
        finished(run());
      };
      worker.on("message", (message) => {
        if (message.done) return ask();
        if (message.start === undefined) {
          clearTimeout(timer);
          if (message.failure !== undefined) fail(message.seed, message.failure);
          slowest.push(message);
          slowest.sort((a, b) => b.taken - a.taken).splice(5);
          return;
        }
        seed = message.start;
        clearTimeout(timer);
        timer = setTimeout(again, deadline, `not checked in ${deadline / 1000} s`);
      });
      worker.on("error", (error) => again(String(error)));
      ask();
    });

  const progress = setInterval(() => {
    const now = Math.floor((10 * (next - first)) / count);
    if (now > tenths) process.stderr.write(`${now}0 %\n`);
    tenths = now;
  }, 1000);
  await Promise.all(Array.from({ length: os.availableParallelism() }, run));
  clearInterval(progress);

  const seconds = (performance.now() - before) / 1000;
  process.stdout.write(`${count} documents in ${seconds.toFixed(0)} s, ${failures} failures\n`);
  for (const { seed, taken, length } of slowest)
    process.stdout.write(`  seed ${seed}: ${taken.toFixed(0)} ms for ${length} characters\n`);
  process.exitCode = failures > 0 ? 1 : 0;
}

function documents() {
  const folder = path.join(root, "tests/check/corpus/documents");
  return readdirSync(folder)
    .filter((name) => !name.endsWith(".labels"))
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
}

async function work() {
  const { checkText } = await import("../dist/check/checkText.js");
  const { seededRandom } = await import("../dist/numeric/random.js");
  parentPort.on("message", async ({ from, to }) => {
    for (let seed = from; seed < to; seed++) {
      parentPort.postMessage({ start: seed });
      const text = mutant(workerData.documents, seededRandom(seed));
      const before = performance.now();
      const failure = await failureOf(checkText, text);
      parentPort.postMessage({ seed, failure, taken: performance.now() - before, length: text.length });
    }
    parentPort.postMessage({ done: true });
  });
}

async function failureOf(checkText, text) {
  try {
    const [file] = (await checkText(text)).files;
    const astray = file.claims.find(({ start, end, source }) => text.slice(start.offset, end.offset) !== source);
    if (astray !== undefined) return `a claim does not stand where it says: ${astray.source}`;
  } catch (error) {
    return error.stack;
  }
  return Object.hasOwn(globalThis, "evaluated") ? "something in it was run" : undefined;
}
