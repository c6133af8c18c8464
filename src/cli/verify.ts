import process from "node:process";
import { nearest } from "../display/nearest.js";
import type { AnyFormula } from "../formula/formula.js";
import { formulas } from "../formulas/index.js";
import type { Report } from "../verify/report.js";
import { isProblem } from "../verify/report.js";
import { verifyAll } from "../verify/verifyAll.js";
import { readArguments, UsageError, wholeNumber } from "./arguments.js";
import { Progress } from "./progress.js";

const usage = `Usage: workings verify [--verbose] [--format text|json|jsonl] [--seed N] [--jobs N] [NAME…]

Holds formulas against every independent way to the same numbers; all formulas if none is named. The report of each that
is named is printed, and of all formulas those in which something is not right; then how many there are of each verdict.

  --verbose  print the report of every formula
  --format   text; or json, one document {version, formulas, summary}; or jsonl, a line a formula as soon as it is done:
             {name, verdict, routes: [{route, verdict, detail, ulps, worst: {at, found, truth}}]}, where a verdict is
             confirmed, wrong, imprecise, ambiguous or unchecked, and ulps and worst are null where nothing was measured
  --seed     another number tries other points; 1 unless said otherwise
  --jobs     how many formulas are verified at once; as many as there are processors unless said otherwise

Examples:
  workings verify
  workings verify sigmoid softmax
  workings verify --seed 7 --format jsonl

Exit status: 0 if nothing is wrong, 1 if something is wrong or imprecise, 2 if what was asked for makes no sense.
`;

/** Where the command writes. */
export interface VerifyStreams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

/** `workings verify [NAME…]`: gives the exit status. */
export async function verify(args: readonly string[], streams: VerifyStreams = process): Promise<number> {
  const { stdout, stderr } = streams;
  let request: Request;
  try {
    request = parse(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`workings verify: ${error.message}\n`);
    return 2;
  }
  if (request.help) {
    stdout.write(usage);
    return 0;
  }
  const { chosen, format, seed, jobs } = request;
  const progress = new Progress(stderr);
  let done = 0;
  const showProgress = (latest: string) => {
    if (chosen.length > 1 && done < chosen.length) progress.show(`verifying: ${done} of ${chosen.length}${latest}`);
  };
  const printsText = (report: Report) => format === "text" && (request.all || isProblem(report.verdict));
  let isFirst = true;
  const onReport = (report: Report) => {
    progress.clear();
    if (format === "jsonl") stdout.write(`${JSON.stringify(report)}\n`);
    if (printsText(report)) {
      stdout.write(`${isFirst ? "" : "\n"}${report}\n`);
      isFirst = false;
    }
    done++;
    showProgress(`  ${report.name}`);
  };
  showProgress("");
  const reports = await verifyAll(chosen, { seed, onReport, ...(jobs === undefined ? {} : { jobs }) });
  progress.clear();
  if (format === "json") stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
  if (format === "text" && !(request.all && chosen.length === 1)) {
    stdout.write(`${isFirst ? "" : "\n"}${reports.summary}\n`);
  }
  return reports.verdict === "wrong" || reports.verdict === "imprecise" ? 1 : 0;
}

interface Request {
  readonly help: boolean;
  readonly chosen: readonly AnyFormula[];
  readonly format: string;
  readonly seed: number;
  readonly jobs: number | undefined;
  /** Whether the reports of formulas in which nothing is wrong are printed too. */
  readonly all: boolean;
}

/** What was asked for. Throws a `UsageError` that says why that makes no sense. */
function parse(args: readonly string[]): Request {
  const { values, positionals } = readArguments("verify", args, options);
  const { format, help, verbose } = values;
  if (!["text", "json", "jsonl"].includes(format)) {
    throw new UsageError(`--format is text, json or jsonl but ${format} was given`);
  }
  const seed = wholeNumber("--seed", values.seed, 0);
  const jobs = values.jobs === undefined ? undefined : wholeNumber("--jobs", values.jobs, 1);
  const known = new Map<string, AnyFormula>(Object.entries(formulas));
  const unknown = positionals.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new UsageError(unknown.map((name) => problemOf(name, known.keys())).join("; "));
  const names = [...new Set(positionals)];
  const chosen = names.length === 0 ? [...known.values()] : names.map((name) => known.get(name)!);
  return { help, chosen, format, seed, jobs, all: verbose || names.length > 0 };
}

const options = {
  format: { type: "string", default: "text" },
  seed: { type: "string", default: "1" },
  jobs: { type: "string" },
  verbose: { type: "boolean", default: false },
  help: { type: "boolean", default: false, short: "h" },
} as const;

function problemOf(name: string, known: Iterable<string>): string {
  const names = [...known];
  const meant = nearest(name, names);
  const hint = meant === undefined ? `there are ${names.join(", ")}` : `did you mean ${meant}?`;
  return `no formula is called ${JSON.stringify(name)}; ${hint}`;
}
