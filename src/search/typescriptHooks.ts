/** Loads TypeScript modules by taking away their types, on every version of Node, and finds this package from anywhere. */
import { readFileSync } from "node:fs";
import type { LoadHook, ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "oxc-transform";

const isTypeScript = /\.m?ts$/;

export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    for (const other of otherNames(specifier)) {
      try {
        return await next(other, context);
      } catch {
        // The first error is the one to tell.
      }
    }
    throw error;
  }
};

export const load: LoadHook = async (url, context, next) => {
  if (!url.startsWith("file:") || !isTypeScript.test(url) || url.includes("/node_modules/")) return next(url, context);
  const file = fileURLToPath(url);
  const { code, errors } = transformSync(file, readFileSync(file, "utf8"), { lang: "ts", sourceType: "module" });
  if (errors[0]) throw new SyntaxError(`${file}: ${errors[0].message}`);
  return { format: "module", source: code, shortCircuit: true };
};

function otherNames(specifier: string): string[] {
  if (specifier === "workings") return [new URL("../index.js", import.meta.url).href];
  if (!/^(\.|file:)/.test(specifier)) return [];
  return [`${specifier}.ts`, specifier.replace(/\.(m?)js$/, ".$1ts")];
}
