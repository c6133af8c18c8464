/**
 * How far from the truth is each formula and each of its derivatives, over all doubles, and how far are the textbook
 * form, SciPy, NumPy, scikit-learn, PyTorch, mathjs, @stdlib, the ml-* packages and TensorFlow.js? The same seeded points
 * for all, subnormal and huge numbers among them; errors in units in the last place against enclosures of the true value
 * at rising precision. Run: npm install --prefix bench, then npm run bench -- accuracy [points] [seed] [name ...]
 * [--python PATH] [--write]. Python's columns are measured where a Python with these libraries is named (accuracy.py
 * says which), else as bench/python.json keeps them of the same points; --write keeps them, and writes docs/accuracy.md.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { parseArgs } from "node:util";
import { literal } from "../dist/formula/describe.js";
import { isNone } from "../dist/formula/none.js";
import { formulas } from "../dist/formulas/index.js";
import { IntervalArithmetic } from "../dist/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../dist/numeric/mpfr.js";
import { allFinite, bind, exactly } from "../dist/verify/bindings.js";
import { loadReader } from "../dist/verify/mathjs.js";
import { measure } from "../dist/verify/measure.js";
import { isNearCrossing } from "../dist/verify/routes/code.js";
import { pointInFloat32, tensorPlaces } from "../dist/verify/routes/tensor.js";
import { samplePoints } from "../dist/verify/sample.js";
import { encloseDerivative, encloseScales, encloseValue, placesOf, prepare } from "../dist/verify/subject.js";
import { onCpu } from "../dist/verify/tensorflow.js";
import { largestTerm } from "../dist/verify/tree.js";
import { mathjs, ml, stdlib } from "./peers.mjs";

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: "string" }, write: { type: "boolean", default: false } },
});
const [points = 200, seed = 42] = positionals.filter((text) => /^\d+$/.test(text)).map(Number);
const names = positionals.filter((text) => !/^\d+$/.test(text));
const kept = new URL("python.json", import.meta.url);
const page = new URL("../docs/accuracy.md", import.meta.url);
const heads = {
  textbook: "textbook",
  scipy: "SciPy, NumPy, scikit-learn",
  torch: "PyTorch",
  mathjs: "mathjs",
  stdlib: "@stdlib",
  ml: "ml-*",
  tfjs: "TensorFlow.js (float32)",
};
const columns = Object.keys(heads);
const tables = readTables();

/** Why another may be closer. */
const reasons = {
  trainingFlops: "both round two products, ours in the order in which nothing overflows that the whole would not",
};

/** Errors beyond which no digit is right. */
const lost = 2 ** 52;

class Tally {
  largest = 0;
  at = "";
  total = 0;
  count = 0;
  lost = 0;

  add(point, errors) {
    for (const { place, ulps } of errors) {
      this.count++;
      if (ulps >= lost) this.lost++;
      else this.total += ulps;
      if (ulps <= this.largest) continue;
      this.largest = ulps;
      this.at = `(${point.map(literal).join(", ")})${place}`;
    }
  }

  summary() {
    const { largest, at, count } = this;
    const found = count - this.lost;
    return {
      largest: largest >= lost ? "lost" : largest,
      mean: found === 0 ? 0 : this.total / found,
      lost: this.lost / count,
      at,
      count,
    };
  }
}

await loadArithmetic();
const reader = await loadReader();
const library = Object.values(formulas);
const rows = library
  .filter(({ name }) => names.length === 0 || names.includes(name))
  .flatMap((formula) => rowsOf(prepare(formula, library, reader)));
const python = pythonAnswers();
const measured = await onCpu((tf) =>
  rows.map((row) => {
    const result = measureRow(row, tf);
    print(result);
    return result;
  }),
);
if (flags.write) write();

/** A formula, and each of its derivatives, with the points to try it at and how to enclose the truth there. */
function rowsOf(subject) {
  const { formula, functions } = subject;
  const reaches = ["range", "domain", "special"];
  const at = samplePoints(formula, reaches, points, seed).map((point, i) =>
    i % 2 ? point : withoutOptions(formula, point),
  );
  const value = {
    title: formula.name,
    formula,
    of: null,
    code: formula.value,
    limit: formula.accuracy.value,
    at,
    truthAt: (point) => truthOfValue(subject, point),
  };
  if (isNone(formula.expr)) Object.assign(value, fromTable(formula));
  const partials = subject.partials.map(({ by, partial, expression }) => ({
    title: `${formula.name} by ${by}`,
    formula,
    of: by,
    code: partial.value,
    limit: formula.accuracy.partials,
    at,
    truthAt: (point) => {
      const shape = placesOf(partial.value(...point));
      const environment = { variables: exactly(bind(formula.args, point)), functions };
      const terms = largestTerm(expression, formula.accuracy.cancels !== undefined);
      const scales = encloseDerivative(terms, shape, environment, 64);
      const least = isNearCrossing(formula, point) ? 1 / 16 : 0;
      return truthOf((precision) => encloseDerivative(expression, shape, environment, precision), scales, least);
    },
  }));
  return [value, ...partials];
}

function readTables() {
  const folder = new URL("../tests/formulas/reference/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json") && file !== "peers.json");
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")).formulas));
}

/** Where there is no expression, the points and digits of the reference table; nothing for what is drawn at random. */
function fromTable({ name, expr }) {
  const rows = tables[name].filter(({ of }) => of === undefined);
  if (rows.some(({ gives }) => gives === undefined)) return { none: expr.none };
  const truths = rows.map(({ gives }) => new Map(digitsOf(gives)));
  const at = rows.map((row) => withSpecialNumbers(row.at));
  const truthAt = (point) => ({
    enclose: (place) => (precision) => {
      return new IntervalArithmetic(precision).decimal(truths[at.indexOf(point)].get(place));
    },
    scale: () => 0,
  });
  return { at, truthAt };
}

function digitsOf(gives, place = "") {
  if (typeof gives === "boolean") return [[place, gives ? "1" : "0"]];
  if (typeof gives === "string") return [[place, gives.replace("+", "")]];
  return Object.entries(gives).flatMap(([key, entry]) => {
    return digitsOf(entry, Array.isArray(gives) ? `${place}[${key}]` : `${place}.${key}`);
  });
}

function truthOfValue(subject, point) {
  const variables = exactly(bind(subject.formula.args, point));
  const scales = encloseScales(subject, variables, encloseValue(subject, variables, 64).next);
  return truthOf((precision) => encloseValue(subject, variables, precision).values, scales);
}

/** Enclosures of one point's numbers by place, each precision worked out once. */
function truthOf(enclose, scales, least = 0) {
  const byPrecision = new Map();
  const at = (map, place) => map.get(place) ?? map.get("");
  return {
    enclose: (place) => (precision) => {
      if (!byPrecision.has(precision)) byPrecision.set(precision, enclose(precision));
      return at(byPrecision.get(precision), place);
    },
    scale: (place) => Math.max(at(scales, place)?.toDoubles()[0] ?? 0, least),
  };
}

/** Every second point leaves options as they are by default, which is all that most other libraries know. */
function withoutOptions({ args }, point) {
  return point.map((value, i) => {
    if (args[i].kind !== "options") return value;
    const needed = args[i].settings.filter(({ kind }) => kind === "required").map(({ name }) => [name, value[name]]);
    return Object.fromEntries(needed);
  });
}

function hasDefaults({ args }, point) {
  return args.every(
    ({ kind, settings }, i) =>
      kind !== "options" || settings.every((one) => one.kind === "required" || point[i]?.[one.name] === undefined),
  );
}

function measureRow(row, tf) {
  const { formula, of, at, code, truthAt } = row;
  if (row.none !== undefined) return row;
  const contenders = new Map([["ours", (point) => code(...point)]]);
  if (of === null) {
    if (!isNone(formula.textbook)) contenders.set("textbook", (point) => formula.textbook(...point));
    for (const [column, table] of Object.entries({ mathjs, stdlib, ml })) {
      const call = table[formula.name];
      if (call)
        contenders.set(column, (point) =>
          hasDefaults(formula, point) ? call(...mandatory(formula, point)) : undefined,
        );
    }
  }
  for (const [column, answers] of Object.entries(python?.get(row.title) ?? {})) {
    contenders.set(column, (_point, i) => withSpecialNumbers(answers[i]));
  }
  const tallies = new Map([...contenders.keys()].map((name) => [name, { other: new Tally(), ours: new Tally() }]));
  for (const [i, point] of at.entries()) {
    const truth = truthAt(point);
    const ours = errorsOf(placesOf(code(...point)), truth, "float64");
    for (const [name, call] of contenders) {
      const answer =
        name === "ours"
          ? ours
          : errorsOf(
              placesOrNone(() => call(point, i), code(...point)),
              truth,
              "float64",
            );
      if (answer === undefined) continue;
      tallies.get(name).other.add(point, answer);
      tallies.get(name).ours.add(point, ours);
    }
  }
  const result = {
    ...row,
    results: Object.fromEntries(
      [...tallies].map(([name, { other, ours }]) => [name, { ...other.summary(), ours: ours.summary() }]),
    ),
  };
  if (of === null && !isNone(formula.tensor)) result.results.tfjs = measureTensors(row, tf);
  const inputs = createHash("sha256").update(JSON.stringify(at)).digest("hex").slice(0, 12);
  return withKept({ ...result, inputs });
}

/** TensorFlow.js on the nearest numbers of float32, in units in the last place of float32. */
function measureTensors({ formula, at, truthAt }, tf) {
  const tally = new Tally();
  for (const point of at) {
    const rounded = pointInFloat32(formula, point);
    if (!allFinite(bind(formula.args, rounded))) continue;
    tf.engine().startScope();
    const places = placesOrNone(() => tensorPlaces(formula, rounded, tf), formula.value(...rounded));
    tf.engine().endScope();
    const answer = errorsOf(places, truthAt(rounded), "float32");
    if (answer !== undefined) tally.add(rounded, answer);
  }
  return tally.summary();
}

/** Arguments up to the options, which others do not take. */
function mandatory({ args }, point) {
  return point.filter((_, i) => args[i].kind !== "options");
}

/** The numbers of an answer by place; nothing for what was refused or has another shape than ours. */
function placesOrNone(call, ours) {
  try {
    const answer = call();
    if (answer === undefined || answer === null) return undefined;
    const places = isPlaces(answer) ? answer : placesOf(answer);
    const expected = new Set(placesOf(ours).map(({ place }) => place));
    return places.length > 0 && places.every(({ place }) => expected.has(place)) ? places : undefined;
  } catch {
    return undefined;
  }
}

function isPlaces(answer) {
  return Array.isArray(answer) && answer[0]?.place !== undefined;
}

/** The errors of an answer's numbers in ulps, of those that an enclosure settles. */
function errorsOf(places, truth, format) {
  return places?.flatMap(({ place, value }) => {
    const measured = measure(value, truth.enclose(place), format, truth.scale(place));
    return measured === undefined ? [] : [{ place, ulps: measured.ulps }];
  });
}

/** What Python answers at every row's points, by the row's title; undefined where no Python is named. */
function pythonAnswers() {
  if (flags.python === undefined) return undefined;
  const requests = rows.map(({ formula, of, at }) => ({ formula: formula.name, of, points: at }));
  const script = fileURLToPath(new URL("accuracy.py", import.meta.url));
  const run = spawnSync(flags.python, [script], {
    input: JSON.stringify(requests, (_, x) => (typeof x === "number" && !Number.isFinite(x) ? String(x) : x)),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (run.status !== 0) throw new Error(`${flags.python}: ${run.error ?? run.stderr}`);
  const { made, answers } = JSON.parse(run.stdout);
  const found = new Map(
    rows.map(({ title }, i) => [
      title,
      Object.fromEntries(Object.entries(answers[i]).map(([column, one]) => [column, one.answers])),
    ]),
  );
  return Object.assign(found, { made });
}

function withSpecialNumbers(value) {
  if (/^(-?Infinity|NaN)$/.test(value)) return Number(value);
  if (Array.isArray(value)) return value.map(withSpecialNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withSpecialNumbers(entry)]));
}

/** Python's columns as they are kept of the same points, where Python was not asked. */
function withKept(row) {
  if (python !== undefined) return row;
  const { inputs, ...results } = keptRows()[row.title] ?? {};
  return inputs === row.inputs ? { ...row, results: { ...row.results, ...results } } : row;
}

function keptRows() {
  try {
    return JSON.parse(readFileSync(kept, "utf8")).rows;
  } catch {
    return {};
  }
}

function print({ title, limit, results, none, at }) {
  const cells = none === undefined ? columns.map((column) => cell(results[column])) : [none];
  const ours = none === undefined ? `${cell(results.ours)} of ${limit}` : "";
  const line = [
    title.padEnd(34),
    ours.padEnd(18),
    ...cells.map((text) => text.padEnd(16)),
    results?.ours.at ?? at.length,
  ];
  process.stdout.write(`${line.join(" ")}\n`);
}

/** The largest error and the mean; where answers are lost, how many, and the mean of the others. */
function cell(result) {
  if (result === undefined || result.count === 0) return "";
  const { largest, mean, lost: share } = result;
  const first = largest === "lost" ? `lost ${percent(share)}` : inUlps(largest);
  return `${first} (${inUlps(mean)})`;
}

function percent(share) {
  return share < 0.01 ? "<1%" : `${Math.round(100 * share)}%`;
}

function inUlps(ulps) {
  if (ulps === 0) return "0";
  return ulps < 1000 ? ulps.toFixed(2) : ulps.toExponential(0).replace("e+", "e");
}

/** Keeps Python's columns, and writes the page. */
function write() {
  if (names.length > 0) throw new Error("--write is for all formulas at once");
  if (python !== undefined) {
    const found = measured.flatMap(({ title, inputs, results = {} }) => {
      const columns = ["scipy", "torch"].filter((column) => results[column] !== undefined);
      return columns.length === 0 ? [] : [[title, { inputs, ...pick(results, columns) }]];
    });
    const text = JSON.stringify({ made: python.made, rows: Object.fromEntries(found) }, shortened, 2);
    writeFileSync(kept, `${text}\n`);
  }
  writeFileSync(page, `${pageText()}\n`);
}

function pick(object, keys) {
  return Object.fromEntries(keys.map((key) => [key, object[key]]));
}

/** Four digits tell as much as is printed; where another is farthest off is not. */
function shortened(key, value) {
  if (key === "at") return undefined;
  return typeof value === "number" ? Number(value.toPrecision(4)) : value;
}

function pageText() {
  const topics = readdirSync(new URL("../src/formulas/", import.meta.url)).map((topic) => [
    topic,
    measured.filter(isOf(topic)),
  ]);
  const closer = measured.flatMap(closerThanOurs);
  return [
    "# How accurate the formulas are",
    "",
    "Generated by `npm run bench -- accuracy --write` (see [bench/accuracy.mjs](../bench/accuracy.mjs)).",
    "",
    `Every formula and every derivative beside what others offer under its name, on the same seeded points (${points} over the`,
    "range of interest, as many over all doubles, subnormal and huge ones among them, and as many of those at which code tends",
    "to go wrong; every second point with the default options, which is all that most others know). The truth is an",
    "enclosure on intervals at rising precision.",
    "",
    "A cell is the **largest error** and, in parentheses, the mean, in units in the last place (ulp) of the truth: below 1,",
    "the answer is one of the two doubles around the truth; at most 0.5, the nearest. Where a sum cancels, errors count",
    "against its largest term, and near the zero of a derivative of an activation against 1/16. *lost 4%* means that of 4% of the numbers not even the first digit is right (infinite, 0, NaN",
    "or of the wrong size), and the mean is that of the others. *of* is what the definition allows. *Textbook* is the form that the",
    "definition prints. Empty: the library has nothing of the name.",
    "",
    `Measured with ${versions()}. TensorFlow.js computes in float32: its inputs are rounded to float32, and its errors are in`,
    "float32's own ulps, which are 5e8 times as large.",
    ...topics.filter(([, all]) => all.length > 0).flatMap(([topic, all]) => ["", `## ${topic}`, "", ...tableOf(all)]),
    "",
    "## Where another is closer",
    "",
    ...(closer.length === 0
      ? ["Nowhere: in every row ours is the smallest largest error, or equal to it."]
      : ["On the same points, to a hundredth:", "", ...closer.map((line) => `- ${line}`)]),
  ].join("\n");
}

function tableOf(rows) {
  const used = columns.filter((column) => rows.some(({ results }) => cell(results?.[column]) !== ""));
  return [
    `| | ours | of | ${used.map((column) => heads[column]).join(" | ")} | ours is farthest off at |`,
    `|---|---|---|${used.map(() => "---|").join("")}---|`,
    ...rows.map(({ title, limit, results, none }) =>
      none === undefined
        ? `| ${title} | ${cell(results.ours)} | ${limit} | ${used.map((column) => cell(results[column])).join(" | ")} | ${place(results.ours.at)} |`
        : `| ${title} | | ${limit} | ${used.map(() => "").join(" | ")} | not measured: ${none} |`,
    ),
  ];
}

function place(at) {
  if (at === "") return "";
  return `\`${(at.length > 60 ? `${at.slice(0, 59)}…` : at).replaceAll("|", "\\|")}\``;
}

/** The libraries whose largest error is smaller than ours on the same points. */
function closerThanOurs({ title, results }) {
  return Object.entries(results ?? {}).flatMap(([column, { largest, ours }]) => {
    if (ours === undefined || column === "ours" || largest === "lost" || largest >= ours.largest - 0.005) return [];
    const reason =
      reasons[title] ?? (ours.largest <= 1 ? "both give one of the two doubles around the truth" : undefined);
    if (reason === undefined) process.stderr.write(`${title}: ${column} is closer, and no reason is given\n`);
    return [
      `${title}: ${heads[column]} ${inUlps(largest)}, ours ${inUlps(ours.largest)}: ${reason ?? "no reason is known"}.`,
    ];
  });
}

/** Formulas are found in the folder of their topic. */
function isOf(topic) {
  return ({ formula }) => existsSync(new URL(`../src/formulas/${topic}/${formula.name}.ts`, import.meta.url));
}

function versions() {
  const ofPackage = (name, folder) => {
    const file = new URL(`${folder}node_modules/${name}/package.json`, new URL("../", import.meta.url));
    return `${name} ${JSON.parse(readFileSync(file, "utf8")).version}`;
  };
  const own = Object.keys(JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).dependencies);
  const made = python?.made ?? JSON.parse(readFileSync(kept, "utf8")).made;
  return [
    `Node.js ${process.versions.node}`,
    ...Object.entries(made).map(([name, version]) => `${name} ${version}`),
    ofPackage("mathjs", ""),
    ofPackage("@tensorflow/tfjs", ""),
    ...own.map((name) => ofPackage(name, "bench/")),
  ].join(", ");
}
