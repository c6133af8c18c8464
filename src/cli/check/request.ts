import { readArguments, UsageError } from "../arguments.js";

export const usage = `Usage: workings check [OPTION…] FILE|FOLDER|PATTERN|-…

Recomputes the formulas of Markdown documents, Jupyter notebooks and LaTeX files, and says which numbers are wrong.
"-" reads standard input. Folders and patterns leave out what a .gitignore names, hidden folders and node_modules.

  --format pretty|json|jsonl|sarif|github   how to write what was found; pretty unless said otherwise
  --fix               write the right digits into the files, where that is safe; nothing else is touched
  --explain FILE:LINE[:COLUMN]   say how the statements there are read and judged; in a notebook FILE:cells[N]:LINE
  --watch             go on, and check again what changes
  --strict            imprecise numbers count as errors
  --verbose           list also what could not be checked, and each file's counts
  --config FILE       the configuration, instead of the nearest workings.config.json or "workings" in package.json
  --stdin-name NAME   what standard input is called, which says how it is written: notes.ipynb
  --jobs N            how many files are checked at once; as many as there are processors unless said otherwise
  --no-cache          check again what was checked before and has not changed

Examples:
  workings check notes.md paper.tex lesson.ipynb
  workings check --fix "docs/**/*.md"
  workings check --explain notes.md:12

Exit status: 0 nothing is wrong, 1 something is wrong, 2 something could not be checked as asked.
`;

export const formatNames = ["pretty", "json", "jsonl", "sarif", "github"] as const;
export type FormatName = (typeof formatNames)[number];

/** What the command was asked for. */
export interface Request {
  readonly help: boolean;
  readonly targets: readonly string[];
  readonly format: FormatName;
  readonly fix: boolean;
  readonly explain: PlaceInFile | undefined;
  readonly watch: boolean;
  readonly strict: boolean;
  readonly verbose: boolean;
  readonly config: string | undefined;
  readonly stdinName: string | undefined;
  readonly jobs: number | undefined;
  readonly cache: boolean;
}

export interface PlaceInFile {
  readonly path: string;
  readonly cell: number | undefined;
  readonly line: number;
  readonly column: number | undefined;
}

const options = {
  format: { type: "string", default: "pretty" },
  fix: { type: "boolean", default: false },
  explain: { type: "string" },
  watch: { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
  config: { type: "string" },
  "stdin-name": { type: "string" },
  jobs: { type: "string" },
  "no-cache": { type: "boolean", default: false },
  help: { type: "boolean", default: false, short: "h" },
} as const;

/** What was asked for, or why that makes no sense. */
export function parseRequest(args: readonly string[]): Request | string {
  let parsed: ReturnType<typeof readArguments<typeof options>>;
  try {
    parsed = readArguments("check", args, options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message;
  }
  const { values, positionals } = parsed;
  const format = formatNames.find((name) => name === values.format);
  if (format === undefined) return `--format is ${listed(formatNames)} but ${values.format} was given`;
  const jobs = values.jobs === undefined ? undefined : Number(values.jobs);
  if (jobs !== undefined && !(Number.isSafeInteger(jobs) && jobs >= 1)) {
    return `--jobs is a whole number from 1 but ${values.jobs} was given`;
  }
  const explain = values.explain === undefined ? undefined : placeInFile(values.explain);
  if (values.explain !== undefined && explain === undefined) {
    return `--explain is FILE:LINE or FILE:LINE:COLUMN but ${values.explain} was given`;
  }
  if (positionals.length === 0 && explain === undefined && !values.help) {
    return "no file is given; see workings check --help";
  }
  if (positionals.includes("-")) {
    const other = (["fix", "watch"] as const).find((name) => values[name]);
    if (other !== undefined) return `--${other} is for files, not for standard input`;
  }
  return {
    help: values.help,
    targets: positionals,
    format,
    fix: values.fix,
    explain,
    watch: values.watch,
    strict: values.strict,
    verbose: values.verbose,
    config: values.config,
    stdinName: values["stdin-name"],
    jobs,
    cache: !values["no-cache"],
  };
}

function placeInFile(text: string): PlaceInFile | undefined {
  const found = /^(.+?)(?::cells\[(\d+)\])?:([1-9]\d*)(?::([1-9]\d*))?$/.exec(text);
  if (found === null) return undefined;
  const [, path = "", cell, line, column] = found;
  return {
    path,
    cell: cell === undefined ? undefined : Number(cell),
    line: Number(line),
    column: column === undefined ? undefined : Number(column),
  };
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
