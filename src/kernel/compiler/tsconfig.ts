/** A person's tsconfig.json, as far as it concerns cells. */
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { LanguageSettings } from "../runner/protocol.js";

/** The options that it and the files it extends set, as the compiler has read them: enumerations are numbers. */
export interface TsconfigOptions {
  readonly target?: number;
  readonly module?: number;
  readonly jsx?: number;
  readonly lib?: readonly string[];
  readonly types?: readonly string[];
  readonly typeRoots?: readonly string[];
  readonly strict?: boolean;
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly pathsBasePath?: string;
  readonly baseUrl?: string;
  readonly useDefineForClassFields?: boolean;
  readonly [name: string]: unknown;
}

/** The tsconfig.json that holds for a notebook. */
export interface Tsconfig {
  readonly file: string;
  readonly options: TsconfigOptions;
  readonly settings: LanguageSettings;
}

/** The options that say how files are emitted or modules are made, neither of which is so for cells. */
const meaningless = (
  "module moduleResolution outDir rootDir declaration declarationMap declarationDir emitDeclarationOnly sourceMap " +
  "inlineSourceMap composite incremental tsBuildInfoFile isolatedModules isolatedDeclarations verbatimModuleSyntax " +
  "emitDecoratorMetadata importHelpers preserveConstEnums removeComments rewriteRelativeImportExtensions"
).split(" ");
const es2022 = 9;
const jsxNames: Readonly<Record<number, string>> = {
  1: "react-jsx",
  2: "react-jsx",
  3: "react",
  4: "react-jsx",
  5: "react-jsxdev",
};
const jsxOptions = ["jsxFactory", "jsxFragmentFactory", "jsxImportSource"];

/** The places where a tsconfig.json for a notebook in `folder` may be, the nearest first. */
export function tsconfigPlaces(folder: string): string[] {
  return ancestors(folder).map((one) => join(one, "tsconfig.json"));
}

/** The nearest tsconfig.json. */
export function findTsconfig(folder: string): string | undefined {
  return tsconfigPlaces(folder).find((file) => existsSync(file));
}

/** A tsconfig.json whose options the compiler has read. */
export function tsconfigOf(file: string, options: TsconfigOptions): Tsconfig {
  return { file, options, settings: { compilerOptions: languageOptions(options), paths: pathsOf(file, options) } };
}

/** The sentence that names what a tsconfig.json says in vain; undefined where that is nothing. */
export function unheeded(folder: string, { file, options }: Tsconfig): string | undefined {
  const bundlerOrPreserve = [99, 100, 200];
  const names = meaningless.filter((name) => {
    const value = options[name];
    return value !== undefined && value !== false && !bundlerOrPreserve.includes(value as number);
  });
  if (options.jsx === 1 || options.jsx === 2) names.push("jsx");
  if (!names.length) return undefined;
  const all = names.join(", ").replace(/, ([^,]+)$/, " and $1");
  const have = names.length > 1 ? "have" : "has";
  return `${shortName(folder, file)}: ${all} ${have} no effect on cells, which run as ES modules and are written to no file`;
}

/** A file's path as a person in the notebook's folder would write it. */
export function shortName(folder: string, file: string): string {
  return relative(folder, file) || file;
}

/** A folder and all folders above it. */
export function ancestors(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestors(above)];
}

/** What changes the meaning of the text, in the words of tsconfig.json. */
function languageOptions(options: TsconfigOptions): Record<string, unknown> {
  const { target, jsx, experimentalDecorators, useDefineForClassFields } = options;
  const defines = useDefineForClassFields ?? (target === undefined || target >= es2022);
  return {
    ...(experimentalDecorators === true && { experimentalDecorators }),
    ...(!defines && { useDefineForClassFields: false }),
    ...(jsx && jsxNames[jsx] && { jsx: jsxNames[jsx] }),
    ...Object.fromEntries(jsxOptions.filter((name) => options[name]).map((name) => [name, options[name]])),
  };
}

/** Its `paths`, and its `baseUrl` as a path for every name, in absolute terms. */
function pathsOf(file: string, { paths = {}, pathsBasePath, baseUrl }: TsconfigOptions): LanguageSettings["paths"] {
  const base = baseUrl ?? pathsBasePath ?? dirname(file);
  const mapped = Object.entries(paths).map(([pattern, targets]) => ({
    pattern,
    targets: targets.map((target) => resolve(base, target)),
  }));
  return baseUrl && !("*" in paths) ? [...mapped, { pattern: "*", targets: [join(baseUrl, "*")] }] : mapped;
}
