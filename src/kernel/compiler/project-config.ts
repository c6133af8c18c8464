/** The configuration of the program that the cells make: the kernel's own, with what a person's tsconfig.json asks for. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ancestors, type Tsconfig } from "./tsconfig.js";

/** The root of the package that this file belongs to, which may have become part of another of its files. */
const ownRoot = ancestors(dirname(fileURLToPath(import.meta.url))).find((one) =>
  existsSync(join(one, "package.json")),
)!;

/** What holds where a person's tsconfig.json says nothing else. */
const defaults = {
  target: "esnext",
  lib: ["esnext"],
  jsx: "react",
  strict: true,
};

/** What cells need, whatever it says. */
const forced = {
  module: "preserve",
  moduleResolution: "bundler",
  noEmit: true,
  skipLibCheck: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
};

/** What it may say that cells cannot be read by. */
const undone = {
  baseUrl: null, // It has become a path: the compiler knows it no more.
  outDir: null,
  rootDir: null,
  declarationDir: null,
  tsBuildInfoFile: null,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
  isolatedDeclarations: false,
  isolatedModules: false,
  verbatimModuleSyntax: false,
  rewriteRelativeImportExtensions: false,
};

/** The text of the configuration file of a program with these files, for a notebook in `folder`. */
export function projectConfig(
  folder: string,
  files: readonly string[],
  withNode: boolean,
  tsconfig: Tsconfig | undefined,
): string {
  const above = ancestors(folder).map((one) => join(one, "node_modules"));
  const packages = [...above, join(ownRoot, "node_modules"), dirname(dirname(ownRoot))];
  const typeRoots = packages.map((one) => join(one, "@types")).filter((one) => existsSync(one));
  const hasWorkings = above.some((one) => existsSync(join(one, "workings")));
  const asked = tsconfig?.options ?? {};
  const compilerOptions = {
    ...defaults,
    ...(tsconfig && { ...undone, ...askedFor(tsconfig) }),
    ...forced,
    types: [...new Set([...(asked.types ?? []), ...(withNode ? ["node", ...installedTypes(folder)] : [])])],
    typeRoots: [...(asked.typeRoots ?? []), ...typeRoots],
    paths: {
      ...Object.fromEntries((tsconfig?.settings.paths ?? []).map(({ pattern, targets }) => [pattern, targets])),
      // Cells that are written for tslab are shown by this kernel.
      tslab: [join(ownRoot, "dist/kernel/tslab.d.ts")],
      // Where the notebook's folder has no copy of this package, its own serves.
      ...(hasWorkings ? {} : { workings: [join(ownRoot, "dist/index.d.ts")] }),
    },
  };
  return JSON.stringify({ ...(tsconfig && { extends: tsconfig.file, include: [] }), compilerOptions, files });
}

/** The defaults give way to what it asks for. Without `lib`, the target's library holds, but no DOM: there is none. */
function askedFor({ options: { target, lib, jsx, strict } }: Tsconfig): object {
  const library = target === undefined || target === 99 ? "esnext" : `es${2013 + target}`;
  return {
    ...(target !== undefined && { target: undefined }),
    lib: lib ? undefined : [library],
    ...(strict !== undefined && { strict: undefined }),
    // JSX that is kept as it stands would not run.
    ...(jsx !== undefined && { jsx: jsx === 1 || jsx === 2 ? "react-jsx" : undefined }),
  };
}

/** The packages of types that the folder's package.json names: what they declare for all files holds in cells too. */
function installedTypes(folder: string): string[] {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return [];
  try {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(file, "utf8"));
    const names = Object.keys({ ...dependencies, ...devDependencies });
    return names.flatMap((name) => (name.startsWith("@types/") ? [name.slice("@types/".length)] : []));
  } catch {
    return []; // It is being written, or is none of npm's.
  }
}
