import { readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = walk(join(root, "src"))
  .filter((path) => path.endsWith(".ts"))
  .map((path) => relative(join(root, "src"), path).split(sep).join("/"));

const whatUsersCall = [
  "exercise",
  "check",
  "pages",
  "verify",
  "training",
  "plot",
  "search",
  "data",
  "formulas",
  "formula",
  "latex",
  "expression",
  "numeric",
  "display",
];

/** What each part may import of ours, besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  numeric: [],
  display: [],
  data: ["numeric", "display"],
  search: ["numeric", "display"],
  expression: ["numeric"],
  latex: ["expression", "numeric"],
  formula: ["expression", "numeric", "display"],
  formulas: ["formula", "numeric"],
  verify: ["formulas", "formula", "latex", "expression", "numeric", "display"],
  plot: ["formulas", "formula", "numeric", "display"],
  pages: ["verify", "plot", "formulas", "formula", "display"],
  training: ["data", "plot", "formulas", "formula", "numeric", "display"],
  check: ["verify", "formulas", "formula", "latex", "expression", "numeric", "display"],
  exercise: ["exercises", "display"],
  exercises: ["exercise", "training", "formulas", "numeric"],
  kernel: ["display"],
  kernelspecs: ["kernel"],
  notebook: ["kernel", "display"],
  lesson: ["kernel", "notebook"],
  cli: [...whatUsersCall, "kernel", "kernelspecs", "notebook", "lesson", "kernel-setup"],
  "index.ts": whatUsersCall,
};

/** Packages that only one place knows. */
const knownOnlyBy: Readonly<Record<string, RegExp>> = {
  zeromq: /^kernel\/sockets/,
  typescript: /^kernel\/compiler/,
  "gmp-wasm": /^numeric\//,
  mathjs: /^verify\//,
  katex: /^latex\//,
  vega: /^plot\/render/,
  "vega-lite": /^plot\/render/,
  "@resvg/resvg-js": /^plot\/render/,
  "@tensorflow/tfjs-backend-wasm": /^training\/backend/,
  "tfjs-native": /^training\/backend/,
  ignore: /^cli\/check\/documents/,
  picomatch: /^cli\/check\/documents/,
};

/** Packages that a formula file may name in a type, and no part may load before it is needed. */
const heavy = [
  "@tensorflow/tfjs",
  "mathjs",
  "vega",
  "vega-lite",
  "@resvg/resvg-js",
  "katex",
  "gmp-wasm",
  "typescript",
  "zeromq",
];

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** Loaded with the file that names it, rather than when a function asks for it. */
  readonly eager: boolean;
}

const imports = files.flatMap(importsOf);

describe("imports point one way", () => {
  it.each(imports.filter(({ specifier }) => specifier.startsWith(".")))(
    "$from may import $specifier",
    ({ from, specifier }) => {
      const target = normalize(join(dirname(from), specifier))
        .split(sep)
        .join("/");
      expect([partOf(from), ...(mayImport[partOf(from)] ?? [])]).toContain(partOf(target));
    },
  );

  it("knows every part of src", () => {
    expect([...new Set(files.map(partOf))].filter((part) => !(part in mayImport))).toEqual([]);
  });
});

describe("what is not stable stands behind one place", () => {
  it.each(Object.entries(knownOnlyBy))("%s is imported only where it is known", (name, place) => {
    const strangers = imports.filter(({ from, specifier }) => packageOf(specifier) === name && !place.test(from));
    expect(strangers.map(({ from }) => from)).toEqual([]);
  });

  it("a formula file imports formula/, numeric/ and siblings, and TensorFlow.js only as a type", () => {
    const outside = imports.filter(
      ({ from, specifier, typeOnly }) =>
        from.startsWith("formulas/") && !specifier.startsWith(".") && !(specifier === "@tensorflow/tfjs" && typeOnly),
    );
    expect(outside).toEqual([]);
  });
});

describe("the package root is light", () => {
  it("reaches no heavy package by an import that runs when it is loaded", () => {
    const seen = new Set<string>();
    const queue = ["index.ts"];
    const reached: Import[] = [];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      for (const found of imports.filter(({ from, eager, typeOnly }) => from === file && eager && !typeOnly)) {
        if (found.specifier.startsWith(".")) {
          queue.push(
            normalize(join(dirname(file), found.specifier))
              .split(sep)
              .join("/")
              .replace(/\.js$/, ".ts"),
          );
        } else if (heavy.includes(packageOf(found.specifier))) reached.push(found);
      }
    }
    expect(seen.size).toBeGreaterThan(1);
    expect(reached).toEqual([]);
  });

  it("holds no top-level await, so that it can be required", () => {
    const awaiting = files.filter((file) => !/^(cli|kernel)\//.test(file) && hasTopLevelAwait(file));
    expect(awaiting).toEqual([]);
  });
});

describe("notebooks", () => {
  it("import the package root and what a reader would install, never a deep path", () => {
    const allowed = new Set(["workings", "@tensorflow/tfjs", "danfojs-node", "mathjs", "vega-lite", "tslab"]);
    const found = walk(join(root, "notebooks"))
      .filter((path) => path.endsWith(".ipynb") && !path.includes(".ipynb_checkpoints"))
      .flatMap((path) => {
        const { cells } = JSON.parse(readFileSync(path, "utf8")) as {
          cells: { cell_type: string; source: string | string[] }[];
        };
        return cells
          .filter((cell) => cell.cell_type === "code")
          .flatMap((cell) => [
            ...[cell.source]
              .flat()
              .join("")
              .matchAll(/\bfrom\s+["']([^"']+)["']/g),
          ])
          .map(([, specifier]) => ({ notebook: relative(root, path), specifier: specifier! }));
      });
    expect(found.length).toBeGreaterThan(0);
    const isBuiltin = (specifier: string) => builtinModules.includes(specifier.replace(/^node:/, ""));
    expect(found.filter(({ specifier }) => !allowed.has(specifier) && !isBuiltin(specifier))).toEqual([]);
  });
});

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

function partOf(file: string): string {
  return file.replace("../", "").split("/")[0]!.replace(/\.js$/, ".ts");
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Every import of a file: static, re-exported, dynamic, `require`d, and those inside a type. */
function importsOf(from: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: unknown, typeOnly: boolean, eager: boolean) => {
    if (typeof specifier === "string") found.push({ from, specifier, typeOnly, eager });
  };
  visit(programOf(from), (node) => {
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
      case "ExportNamedDeclaration": {
        const names = (node.specifiers as Node[] | undefined) ?? [];
        const kind = (part: Node) => part.importKind ?? part.exportKind;
        const typeOnly = kind(node) === "type" || (names.length > 0 && names.every((name) => kind(name) === "type"));
        add((node.source as Node | null)?.value, typeOnly, true);
        break;
      }
      case "ImportExpression":
        add((node.source as Node).value, false, false);
        break;
      case "TSImportType":
        add(((node.source ?? node.argument) as Node).value, true, true);
        break;
      case "CallExpression":
        if ((node.callee as Node).name === "require") add((node.arguments as Node[])[0]?.value, false, false);
        break;
    }
  });
  return found;
}

function hasTopLevelAwait(file: string): boolean {
  let found = false;
  const inFunction = /Function|Method/;
  const look = (node: Node): void => {
    if (inFunction.test(node.type)) return;
    if (node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await === true)) found = true;
    for (const child of childrenOf(node)) look(child);
  };
  look(programOf(file));
  return found;
}

interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}

function programOf(file: string): Node {
  const { program, errors } = parseSync(file, readFileSync(join(root, "src", file), "utf8"));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  return program as unknown as Node; // Read by walking, whatever the node: its own types are a closed union.
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of childrenOf(node)) visit(child, see);
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((value): value is Node => typeof value === "object" && value !== null && "type" in value);
}
