/**
 * Module hooks for the notebook's own files: TypeScript is erased, and a file that has changed is read anew.
 *
 * Node runs these on a thread of its own. They are registered when a cell first imports a file.
 */
import { readFileSync, statSync } from "node:fs";
import type { InitializeHook, LoadHook, ResolveHook } from "node:module";
import { extname, resolve as resolvePath } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { TransformFailure, TransformOptions } from "esbuild";
import { forget, generationOf, imports } from "./generations.js";
import { mappedPaths } from "./paths.js";
import type { LanguageSettings, SourceMap } from "./protocol.js";

/** What the thread that runs the cells tells these hooks. */
export type ToHooks = { readonly settings: LanguageSettings } | { readonly failed: string };

/** The map from the code of a module at an address to its file. */
export interface ModuleMap {
  readonly url: string;
  readonly map: SourceMap;
}

const typescript = new Set([".ts", ".mts", ".tsx"]);
const ownFolder = new URL("../../", import.meta.url).href;
const parameter = "generation";
let port: MessagePort;
let settings: LanguageSettings = { compilerOptions: {}, paths: [] };

export const initialize: InitializeHook<MessagePort> = (given) => {
  port = given;
};

/** Finds `./x.ts` also as `./x.js` and `./x`, or where `paths` say, and gives each generation an address of its own. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  listen();
  const { parentURL } = context;
  if (parentURL === undefined || !isLocal(parentURL)) return nextResolve(specifier, context);
  const parent = new URL(parentURL);
  const places = /^\.{0,2}\/|^file:/.test(specifier)
    ? [new URL(specifier, parent)]
    : mappedPaths(specifier, settings.paths).map((path) => pathToFileURL(path));
  if (!places.length) return nextResolve(specifier, context);
  const found = places.flatMap(candidates).find(isFile);
  const file = fileURLToPath(found ?? places[0]!);
  const generation = found ? generationOf(file) : 0;
  imports(fileURLToPath(parent), Number(parent.searchParams.get(parameter)), file);
  if (!found) return nextResolve(specifier, context);
  if (generation) found.searchParams.set(parameter, String(generation));
  const isModule = typescript.has(extname(file)) || extname(file) === ".json";
  return { url: found.href, shortCircuit: true, ...(isModule && { format: "module" }) };
};

/** Erases the types of TypeScript, and makes JSON a module, with its properties by name. */
export const load: LoadHook = async (url, context, nextLoad) => {
  if (!isLocal(url)) return nextLoad(url, context);
  const file = fileURLToPath(url);
  const extension = extname(file);
  if (extension === ".json") return { format: "module", source: jsonModule(file), shortCircuit: true };
  if (!typescript.has(extension)) return nextLoad(url, context);
  const source = await erase(url, file, extension === ".tsx" ? "tsx" : "ts");
  return { format: "module", source, shortCircuit: true };
};

async function erase(url: string, file: string, loader: "ts" | "tsx"): Promise<string> {
  const { transform } = await import("esbuild");
  const options: TransformOptions = {
    loader,
    sourcefile: file,
    target: "node20",
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { ...settings.compilerOptions, target: "esnext" } },
  };
  try {
    const { code, map } = await transform(readFileSync(file, "utf8"), options);
    port.postMessage({ url, map: JSON.parse(map) } satisfies ModuleMap);
    return code;
  } catch (error) {
    throw syntaxError(error as TransformFailure);
  }
}

function syntaxError({ errors = [], message }: Partial<TransformFailure>): Error {
  const [first] = errors;
  const { file, line, column } = first?.location ?? {};
  const error = new SyntaxError(first ? `${first.text} (${file}:${line}:${column! + 1})` : message);
  error.stack = `SyntaxError: ${error.message}`;
  return error;
}

function jsonModule(file: string): string {
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  const names = Object.keys(isRecord ? value : {}).filter((name) => name !== "default");
  const exported = names.map(
    (name, i) => `const $${i} = json[${JSON.stringify(name)}];export {$${i} as ${JSON.stringify(name)}};`,
  );
  return `const json = ${JSON.stringify(value)};export default json;${exported.join("")}`;
}

function listen(): void {
  for (let one = receiveMessageOnPort(port); one; one = receiveMessageOnPort(port)) {
    const message = one.message as ToHooks;
    if ("settings" in message) settings = message.settings;
    else forget(resolvePath(message.failed));
  }
}

/** Whether an address is of a file of the person's: not of a package, nor of this one. */
function isLocal(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/") && !url.startsWith(ownFolder);
}

function isFile(url: URL): boolean {
  return statSync(url, { throwIfNoEntry: false })?.isFile() === true;
}

function candidates(url: URL): URL[] {
  const { href, pathname } = url;
  const javascript = /\.(m?)js(x?)$/.exec(pathname);
  if (javascript) return [url, new URL(href.replace(/\.(m?)js(x?)$/, ".$1ts$2"))];
  return [url, ...typescriptEndings.map((ending) => new URL(href + ending))];
}

const typescriptEndings = [".ts", ".tsx", ".js", ".mjs", "/index.ts", "/index.js"];
