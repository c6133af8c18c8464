import { readFile, stat } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { checkText } from "../check/checkText.js";
import { Report } from "../check/report.js";

const usage = `Usage: workings check [--format pretty|json] FILE…

Says which numbers in the formulas of Markdown documents are wrong. "-" reads standard input.
Exit status: 0 nothing is wrong, 1 something is wrong, 2 a document could not be checked.
`;

/** Where a command reads and writes. */
export interface CommandStreams {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
}

/** The command `workings check`; gives its exit status. Nothing is written to stdout unless all documents were read. */
export async function check(args: readonly string[], streams: CommandStreams = process): Promise<number> {
  const fail = (message: string) => {
    streams.stderr.write(`workings check: ${message}\n`);
    return 2;
  };
  const request = parse(args);
  if (typeof request === "string") return fail(request);
  if (request.help) {
    streams.stdout.write(usage);
    return 0;
  }
  const texts = new Map<string, string>();
  for (const path of request.paths) {
    const document = await read(path, streams.stdin);
    if (document instanceof Error) return fail(document.message);
    texts.set(path, document.text);
  }
  const reports: Report[] = [];
  for (const [path, text] of texts) reports.push(await checkText(text, { path }));
  const report = new Report(
    reports.flatMap(({ files }) => files),
    texts,
  );
  const color = streams.stdout.isTTY === true && !process.env.NO_COLOR;
  streams.stdout.write(request.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : report.toText({ color }));
  return report.wrong > 0 ? 1 : 0;
}

interface Request {
  readonly help: boolean;
  readonly format: string;
  readonly paths: readonly string[];
}

/** What was asked for, or why that makes no sense. */
function parse(args: readonly string[]): Request | string {
  const options = { format: { type: "string", default: "pretty" }, help: { type: "boolean", default: false } } as const;
  let parsed: { values: { format: string; help: boolean }; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    return `${(error as Error).message.split(". ")[0]}; see workings check --help`;
  }
  const { values, positionals } = parsed;
  if (values.format !== "pretty" && values.format !== "json") {
    return `--format is pretty or json but ${values.format} was given`;
  }
  if (positionals.length === 0 && !values.help) return "no file is given; see workings check --help";
  return { ...values, paths: [...new Set(positionals)] };
}

/** A document's text, or an error whose message says why there is none. */
async function read(path: string, stdin: CommandStreams["stdin"]): Promise<{ text: string } | Error> {
  let bytes: Uint8Array;
  try {
    if (path === "-") bytes = await all(stdin);
    else if ((await stat(path)).isDirectory()) return new Error(`${path} is a folder, not a file`);
    else bytes = await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return new Error(`${path} does not exist`);
    if (code === "EACCES") return new Error(`${path} may not be read`);
    return new Error(`${path} cannot be read: ${message}`);
  }
  if (bytes.includes(0)) return new Error(`${path} is not a text: it has NUL bytes`);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return new Error(`${path} is not a text in UTF-8`);
  }
}

async function all(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
