/**
 * Module hooks for the notebook's own files: TypeScript is erased, and a file that has changed is read anew.
 *
 * Node runs these on a thread of its own. They are registered when a cell first imports a relative path.
 */
import { readFileSync, statSync } from "node:fs";
import type { LoadHook, ResolveHook } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const typescript = new Set([".ts", ".mts", ".tsx"]);

/** Finds `./x.ts` also as `./x.js` and `./x`, and gives each state of a local file an address of its own. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  if (!/^\.{0,2}\//.test(specifier) || context.parentURL?.includes("/node_modules/"))
    return nextResolve(specifier, context);
  const wanted = new URL(specifier, context.parentURL);
  const found = candidates(wanted).find((url) => statSync(url, { throwIfNoEntry: false })?.isFile());
  if (!found) return nextResolve(specifier, context);
  const time = statSync(found).mtimeMs;
  found.searchParams.set("changed", String(time));
  const format = typescript.has(extname(found.pathname)) ? { format: "module" as const } : {};
  return { url: found.href, shortCircuit: true, ...format };
};

/** Erases the types of TypeScript. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const { pathname, protocol } = new URL(url);
  if (protocol !== "file:" || !typescript.has(extname(pathname))) return nextLoad(url, context);
  const { transform } = await import("esbuild");
  const { code } = await transform(readFileSync(fileURLToPath(url), "utf8"), {
    loader: extname(pathname) === ".tsx" ? "tsx" : "ts",
    sourcefile: fileURLToPath(url),
    target: "node20",
    tsconfigRaw: { compilerOptions: { target: "esnext" } },
  });
  return { format: "module", source: code, shortCircuit: true };
};

function candidates(url: URL): URL[] {
  const { href, pathname } = url;
  if (!url.protocol.startsWith("file")) return [];
  const javascript = /\.(m?)js(x?)$/.exec(pathname);
  if (javascript) return [url, new URL(href.replace(/\.(m?)js(x?)$/, ".$1ts$2"))];
  return extname(pathname) ? [url] : [url, ...typescriptEndings.map((ending) => new URL(href + ending))];
}

const typescriptEndings = [".ts", ".tsx", ".js", ".mjs", "/index.ts", "/index.js"];
