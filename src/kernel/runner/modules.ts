/** Modules as a cell imports them: found and read as a module file in the notebook's folder would find them. */
import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { constants, Script } from "node:vm";
import * as tslab from "../tslab.js";
import { freshRequire } from "./fresh-require.js";
import { hookLocalModules, localFile, localModuleFailed } from "./local-hooks.js";

/** The package that this file belongs to: a module in it reaches its root by this name. */
const ownPackage: string = "workings";

/** The modules that are the kernel's whatever is installed. */
const kernelModules = new Map<string, object>([["tslab", tslab]]);

/** What stands for `import(…)` and `import.meta` in a cell. */
export interface CellModules {
  import(specifier: unknown, options?: ImportCallOptions): Promise<object>;
  readonly meta: ImportMeta;
  readonly require: NodeJS.Require;
}

/** The modules of a notebook in a folder; `loaded` is called after each import. */
export function cellModules(folder: string, loaded: () => void): CellModules {
  const file = join(folder, "notebook.ts");
  const url = pathToFileURL(file).href;
  const require = freshRequire(sayingWhatToInstall(createRequire(file)), kernelModules);
  const load = importFrom(file);
  const loadLocal = async (path: string, options?: ImportCallOptions) => {
    hookLocalModules();
    try {
      const namespace = await require.afresh(() => load(path, options));
      return interop(require, path, namespace as Record<string, unknown>);
    } catch (error) {
      localModuleFailed(fileURLToPath(path));
      throw error;
    }
  };
  return {
    require,
    meta: {
      url,
      filename: file,
      dirname: folder,
      resolve: (specifier: string) => (isPath(specifier) ? new URL(specifier, url).href : resolve(require, specifier)),
    },
    async import(given, options) {
      const specifier = String(given);
      const own = kernelModules.get(specifier);
      if (own) return own;
      if (isPath(specifier)) return loadLocal(new URL(specifier, url).href, options);
      const mapped = localFile(specifier);
      if (mapped) return loadLocal(mapped, options);
      try {
        const namespace = (await load(specifier, options)) as Record<string, unknown>;
        loaded();
        return interop(require, specifier, namespace);
      } catch (error) {
        if (!isMissing(error, specifier)) throw error;
        // Where the notebook's folder has no copy of this package, its own serves.
        if (specifier === ownPackage) return (await import(ownPackage)) as object;
        throw notInstalled(specifier);
      }
    },
  };
}

/** A `require` that fails as `import` does where a package is missing. */
function sayingWhatToInstall(require: NodeJS.Require): NodeJS.Require {
  return new Proxy(require, {
    apply(target, self, args: [string]) {
      try {
        return Reflect.apply(target, self, args);
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        const isOwn = code === "MODULE_NOT_FOUND" && message.startsWith(`Cannot find module '${args[0]}'`);
        throw isOwn && !/^[./]/.test(args[0]) ? notInstalled(args[0]) : error;
      }
    },
  });
}

function notInstalled(specifier: string): Error {
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];
  return new Error(
    `the package ${name} is not installed: run \`%npm install ${name}\` in a cell, then this cell again`,
  );
}

function isPath(specifier: string): boolean {
  return /^\.{0,2}\/|^\.{1,2}$|^file:/.test(specifier);
}

function importFrom(file: string): (specifier: string, options?: ImportCallOptions) => Promise<object> {
  const load = new Script("(specifier, options) => import(specifier, options)", {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as (specifier: string, options?: ImportCallOptions) => Promise<object>;
  // The constant is experimental, which Node would say with the first import, on standard error of whoever runs a cell.
  const { emitWarning } = process;
  process.emitWarning = () => {};
  const first = load("node:module").finally(() => {
    process.emitWarning = emitWarning;
  });
  return async (specifier, options) => {
    await first;
    return load(specifier, options);
  };
}

/**
 * A CommonJS module as TypeScript's `esModuleInterop` has it, which is how the checker reads it: one compiled from ES
 * modules is itself the namespace, any other one is the default, its properties the names.
 */
function interop(require: NodeJS.Require, specifier: string, namespace: Record<string, unknown>): object {
  if (isBuiltin(specifier) || !("default" in namespace)) return namespace;
  const exports = namespace.default;
  if (typeof exports !== "function" && (typeof exports !== "object" || exports === null)) return namespace;
  if (!isCommonJs(require, specifier, exports)) return namespace;
  if ((exports as { __esModule?: boolean }).__esModule) return exports;
  return { ...exports, default: exports };
}

function isCommonJs(require: NodeJS.Require, specifier: string, exports: unknown): boolean {
  try {
    const path = specifier.startsWith("file:") ? fileURLToPath(specifier) : require.resolve(specifier);
    return require.cache[path]?.exports === exports;
  } catch {
    return false; // A package that only ES modules can import.
  }
}

function resolve(require: NodeJS.Require, specifier: string): string {
  const path = require.resolve(specifier);
  return isBuiltin(path) ? `node:${path.replace(/^node:/, "")}` : pathToFileURL(path).href;
}

/** Whether an import failed because the package itself was not found, and not one that it imports in turn. */
function isMissing(error: unknown, specifier: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return (
    code === "ERR_MODULE_NOT_FOUND" &&
    message.startsWith(`Cannot find package '${/^(@[^/]+\/)?[^/]+/.exec(specifier)![0]}'`)
  );
}
