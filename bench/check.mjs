/**
 * How long does a person wait for `workings check`, and how much does it read and judge rightly, beside what else reads LaTeX?
 * Times the command on a document (a thousand lines of tests/check, or the one named), on more of them, on a thousand files,
 * and with --large on one of 20 MB; then gives generated claims of tests/check that stand for themselves to each reader.
 * Readers other than ours compute the left side only, and their number is held against the digits written as ours is. Run:
 * npm run bench -- check [--document PATH] [--rounds N] [--large] [--claims N] [--python PATH]. The npm peer is bench/'s own
 * (npm install --prefix bench); Python's are measured where a Python with them is named (check.py says which).
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { root } from "../kernel-setup/root.mjs";

const { values: flags } = parseArgs({
  options: {
    document: { type: "string" },
    rounds: { type: "string", default: "10" },
    claims: { type: "string", default: "400" },
    large: { type: "boolean", default: false },
    python: { type: "string" },
  },
});
const command = path.join(root, "dist/cli/main.js");
const corpus = path.join(root, "tests/check/corpus/documents");
const folder = mkdtempSync(path.join(os.tmpdir(), "workings-bench-"));
/** Tells the most memory that a process took, behind whatever else it says. */
const peakMemory = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("\\npeak " + process.resourceUsage().maxRSS));',
)}`;
let cacheOption;

try {
  times();
  await readers();
} finally {
  rmSync(folder, { recursive: true });
}

function times() {
  const texts = readdirSync(corpus)
    .filter((name) => name.endsWith(".md"))
    .map((name) => readFileSync(path.join(corpus, name), "utf8"));
  const document =
    flags.document === undefined ? firstLines(texts.join("\n\n"), 1100) : readFileSync(flags.document, "utf8");
  const one = written("one.md", document);
  const eleven = Array.from({ length: 11 }, (_, i) => written(`eleven-${i}.md`, `${document}\n\nCopy ${i}.\n`));
  mkdirSync(path.join(folder, "thousand"));
  const thousand = Array.from({ length: 1000 }, (_, i) =>
    written(`thousand/${i}.md`, `${texts[i % texts.length]}\n\nCopy ${i}.\n`),
  );
  const rounds = Number(flags.rounds);
  const [empty, cold, more] = [[], [], []];
  for (let round = 0; round <= rounds; round++) {
    empty.push(run(["-e", "0"]).taken);
    cold.push(check([one]).taken);
    more.push(check(eleven).taken);
  }
  // The first round fills the file system's cache.
  const [nothing, alone, all] = [empty, cold, more].map((list) => median(list.slice(1)));
  const lines = document.split("\n").length;
  print("Node alone", `${nothing.toFixed(0)} ms`);
  print(`a document of ${lines} lines, from a cold start`, `${alone.toFixed(0)} ms`);
  print("each further one", `${((all - alone) / 10).toFixed(0)} ms`);
  print("a thousand files", `${(check(thousand).taken / 1000).toFixed(1)} s`);
  if (!flags.large) return;
  const sample = texts.join("\n\n");
  const large = written("large.md", sample.repeat(Math.ceil(20e6 / sample.length)).slice(0, 20e6));
  const { taken, memory } = check([large]);
  print("a file of 20 MB", `${(taken / 1000).toFixed(1)} s, ${memory.toFixed(0)} MB`);
}

function check(paths) {
  // A cache would answer in place of the checker, from the second round on.
  return run(["--import", peakMemory, command, "check", ...(hasCache() ? ["--no-cache"] : []), ...paths]);
}

function hasCache() {
  cacheOption ??= spawnSync(process.execPath, [command, "check", "--help"], { encoding: "utf8" }).stdout.includes(
    "--no-cache",
  );
  return cacheOption;
}

function run(args) {
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 30 });
  const taken = performance.now() - before;
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return { taken, memory: Number(/peak (\d+)$/.exec(stderr)?.[1] ?? 0) / 1024 };
}

async function readers() {
  const claims = spread(independentClaims(), Number(flags.claims));
  const { checkText } = await import("../dist/check/checkText.js");
  await checkText("$1 = 1$");
  let before = performance.now();
  const ours = [];
  for (const { source } of claims)
    ours.push((await checkText(`$$${source}$$`)).files[0].claims.at(-1)?.verdict ?? "null");
  const rows = [row("workings", claims, ours, performance.now() - before)];

  try {
    const { ComputeEngine } = await import("@cortex-js/compute-engine");
    const engine = new ComputeEngine();
    before = performance.now();
    const verdicts = claims.map((claim) => verdictOf(valueBy(engine, claim.left), claim));
    rows.push(row("@cortex-js/compute-engine", claims, verdicts, performance.now() - before));
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    process.stdout.write("@cortex-js/compute-engine is not measured: npm install --prefix bench\n");
  }
  if (flags.python !== undefined) {
    const script = path.join(root, "bench/check.py");
    const input = JSON.stringify(claims.map(({ left }) => left));
    const { stdout, stderr, status } = spawnSync(flags.python, [script], {
      encoding: "utf8",
      input,
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(stderr);
    for (const [name, { values, seconds }] of Object.entries(JSON.parse(stdout))) {
      rows.push(
        row(
          name,
          claims,
          values.map((value, i) => verdictOf(value ?? undefined, claims[i])),
          seconds * 1000,
        ),
      );
    }
  }
  process.stdout.write(`\n${claims.length} claims\n`);
  const head = ["", "read", "judged rightly", "right, called wrong", "ms each"];
  for (const cells of [head, ...rows]) {
    process.stdout.write(
      `${cells[0].padEnd(28)}${cells
        .slice(1)
        .map((cell) => cell.padStart(21))
        .join("")}\n`,
    );
  }
}

/** So many of a list, from all over it. */
function spread(list, count) {
  const step = Math.max(1, list.length / count);
  return list.filter((_, i) => Math.floor((i + 1) / step) > Math.floor(i / step));
}

/** The generated claims in LaTeX that need nothing said before, and end in a number. */
function independentClaims() {
  return readFileSync(path.join(root, "tests/check/generate/claims.tsv"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [verdicts, kind, value, said, source] = line.split("\t");
      const [, left, relation, right] = /^(.*) (=|≈|\\approx|\\simeq) (.*)$/.exec(source) ?? [];
      const digits = right === undefined ? undefined : digitsIn(right);
      if (kind === "code" || said !== "" || value === "" || digits === undefined) return [];
      return [{ accept: verdicts.split("/"), source, left, isExact: relation === "=", ...digits }];
    });
}

/** A number as it is written, and one unit in its last place. */
function digitsIn(text) {
  const plain = text.replaceAll(/\{,\}|\\,/g, "");
  const parts = /^(-?\d+(?:\.(\d+))?)(?: \\times 10\^\{(-?\d+)\})?(\\%)?$/.exec(plain);
  if (parts === null) return undefined;
  const [, digits, places = "", power = "0", percent] = parts;
  const scale = 10 ** Number(power) / (percent === undefined ? 1 : 100);
  return { written: Number(digits) * scale, unit: 10 ** -places.length * scale };
}

function valueBy(engine, left) {
  try {
    const value = engine.parse(left).N().valueOf();
    return typeof value === "number" ? value : undefined;
  } catch {
    return undefined;
  }
}

function verdictOf(value, { written, unit, isExact }) {
  if (value === undefined || !Number.isFinite(value)) return "unchecked";
  const [distance, slack] = [Math.abs(value - written), 1e-12 * Math.max(Math.abs(value), unit)];
  if (distance <= slack) return "confirmed";
  if (distance <= unit / 2 + slack) return isExact ? "imprecise" : "confirmed";
  const isCut = Math.abs(value) > Math.abs(written) && distance < unit;
  return isCut ? "imprecise" : "wrong";
}

function row(name, claims, verdicts, milliseconds) {
  const share = (count) => `${((100 * count) / claims.length).toFixed(1)} %`;
  const accepted = verdicts.filter((verdict, i) => claims[i].accept.includes(verdict)).length;
  const accused = verdicts.filter((verdict, i) => verdict === "wrong" && !claims[i].accept.includes("wrong")).length;
  const read = verdicts.filter((verdict) => verdict !== "unchecked" && verdict !== "null").length;
  return [name, share(read), share(accepted), String(accused), (milliseconds / claims.length).toFixed(2)];
}

function written(name, text) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function firstLines(text, count) {
  return text.split("\n").slice(0, count).join("\n");
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function print(what, figure) {
  process.stdout.write(`${what.padEnd(56)}${figure.padStart(20)}\n`);
}
