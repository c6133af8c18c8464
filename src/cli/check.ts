import { readFileSync } from "node:fs";
import process from "node:process";
import type { Format } from "../check/formats/format.js";
import { github } from "../check/formats/github.js";
import { json, jsonl } from "../check/formats/json.js";
import { pretty } from "../check/formats/pretty.js";
import { sarif } from "../check/formats/sarif.js";
import { none, openCache } from "./check/cache.js";
import type { Configuration } from "./check/configuration.js";
import { ConfigurationError, readConfiguration } from "./check/configuration.js";
import { findDocuments, leftOutBy, watchable } from "./check/documents.js";
import type { Request } from "./check/request.js";
import { parseRequest, usage } from "./check/request.js";
import { run } from "./check/run.js";
import type { ProgressStream } from "./progress.js";

/** Where the command reads and writes. */
export interface CommandStreams {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: ProgressStream;
}

/** The command `workings check`; gives its exit status. */
export async function check(args: readonly string[], streams: CommandStreams = process): Promise<number> {
  const say = (message: string) => streams.stderr.write(`workings check: ${message}\n`);
  const request = parseRequest(args);
  if (typeof request === "string") {
    say(request);
    return 2;
  }
  if (request.help) {
    streams.stdout.write(usage);
    return 0;
  }
  try {
    const configuration = configured(request);
    await assertDefinitions(configuration);
    if (request.explain !== undefined) {
      const { explainPlace } = await import("./check/explainPlace.js");
      return await explainPlace(request.explain, configuration.options, streams);
    }
    return await checkTargets(request, configuration, streams, say);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    say(error.message);
    return 2;
  }
}

async function checkTargets(
  request: Request,
  configuration: Configuration,
  streams: CommandStreams,
  say: (message: string) => void,
): Promise<number> {
  const leftOut = leftOutBy(configuration.folder, configuration.ignore);
  const { paths, problems, remarks } = findDocuments(request.targets, leftOut);
  for (const line of [...problems, ...remarks]) say(line);
  const cache = request.cache ? openCache(configuration.folder) : none;
  const once = (some: readonly string[]) =>
    run(some, { request, configuration, cache, streams, format: formatOf(request, configuration, streams) });
  const first = paths.length === 0 && problems.length > 0 ? Promise.resolve(2 as const) : once(paths);
  if (!request.watch) return Math.max(await first, problems.length > 0 ? 2 : 0);
  let last: Promise<unknown> = first;
  const { watchPaths } = await import("./check/watch.js");
  const { closed } = watchPaths(request.targets.flatMap(watchable), (changed) => {
    last = last.then(async () => {
      const documents = new Set(findDocuments(request.targets, leftOut).paths);
      const some = changed.filter((path) => documents.has(path));
      if (some.length > 0) await once(some);
    });
  });
  await first;
  say("watching; press Ctrl+C to end");
  await closed;
  return 0;
}

function configured(request: Request): Configuration {
  const configuration = readConfiguration(process.cwd(), request.config);
  if (!request.strict) return configuration;
  return { ...configuration, severities: { ...configuration.severities, imprecise: "error" } };
}

/** Throws a ConfigurationError where what is configured as a definition is none. */
async function assertDefinitions({ options, folder }: Configuration): Promise<void> {
  const { definitions = [] } = options;
  if (definitions.length === 0) return;
  const [{ loadChecker }, { checkDocument }] = await Promise.all([
    import("../check/checkText.js"),
    import("../check/checkDocument.js"),
  ]);
  await loadChecker();
  for (const [i, definition] of definitions.entries()) {
    const { claims } = checkDocument(`$$${definition}$$`, "markdown", {
      ...options,
      definitions: definitions.slice(0, i),
    });
    if (claims.length > 0 && claims.every(({ kind }) => kind === "definition")) continue;
    const reason = claims[0]?.reason ?? "it is no statement";
    throw new ConfigurationError(`${folder}: definitions[${i}] is not the definition of a function: ${reason}`);
  }
}

function formatOf(request: Request, { severities }: Configuration, { stdout }: CommandStreams): Format {
  const color = stdout.isTTY === true && !process.env.NO_COLOR;
  const options = { severities, color, verbose: request.verbose, version: version() };
  switch (request.format) {
    case "pretty":
      return pretty(options);
    case "json":
      return json;
    case "jsonl":
      return jsonl;
    case "sarif":
      return sarif(options);
    case "github":
      return github(options);
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return (manifest as { version: string }).version;
}
