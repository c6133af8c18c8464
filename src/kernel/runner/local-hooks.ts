/** The hooks for local modules, seen from the thread that runs the cells. */
import { statSync } from "node:fs";
import { register } from "node:module";
import { pathToFileURL } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { ModuleMap, ToHooks } from "./local-modules.js";
import { mappedPaths } from "./paths.js";
import type { LanguageSettings, SourceMap } from "./protocol.js";

// Taken before a cell can change it.
const { stringify } = JSON;

let port: MessagePort | undefined;
let settings: LanguageSettings = { compilerOptions: {}, paths: [] };
const maps = new Map<string, SourceMap>();

/** Registers the hooks, unless they are. */
export function hookLocalModules(): void {
  if (port) return;
  const { port1, port2 } = new MessageChannel();
  port = port1;
  port.unref();
  register("./local-modules.js", import.meta.url, { data: port2, transferList: [port2] });
  tell({ settings });
}

/** Follows a tsconfig.json from now on. */
export function follow(given: LanguageSettings): void {
  if (stringify(given) === stringify(settings)) return;
  settings = given;
  if (port) tell({ settings });
}

/** The address of the file that the `paths` of the tsconfig.json name, if there is one, with or without its ending. */
export function localFile(specifier: string): string | undefined {
  const paths = mappedPaths(specifier, settings.paths);
  const endings = ["", ".ts", ".tsx", ".mts", ".js", ".mjs", ".cjs", "/index.ts", "/index.js"];
  const all = paths.flatMap((path) => [...endings.map((ending) => path + ending), path.replace(/\.(m?)js$/, ".$1ts")]);
  const found = all.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  return found && pathToFileURL(found).href;
}

/** Has a local module that has failed loaded anew the next time. */
export function localModuleFailed(file: string): void {
  tell({ failed: file });
}

/** The map from the code of a local module to its file. */
export function localModuleMap(url: string): SourceMap | undefined {
  for (let one = port && receiveMessageOnPort(port); one; one = receiveMessageOnPort(port!)) {
    const { url: of, map } = one.message as ModuleMap;
    maps.set(of, map);
  }
  return maps.get(url);
}

function tell(message: ToHooks): void {
  port?.postMessage(message);
}
