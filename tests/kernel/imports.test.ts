import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "workings-imports-"));
  const packages = {
    esm: {
      "package.json": { name: "esm", type: "module", exports: { types: "./index.d.ts", default: "./index.js" } },
      "index.js":
        "export const later = await Promise.resolve('later'); export default function twice(x) { return 2 * x }",
      "index.d.ts": "export declare const later: string; export default function twice(x: number): number;",
    },
    cjs: {
      "package.json": { name: "cjs", main: "index.js", types: "index.d.ts" },
      "index.js": "const made = { three: 3 }; for (const key of ['four']) made[key] = 4; module.exports = made;",
      "index.d.ts": "declare const made: { three: number; four: number }; export = made;",
    },
    compiled: {
      "package.json": { name: "compiled", main: "index.js", types: "index.d.ts" },
      "index.js":
        "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 'five'; exports.six = 6;",
      "index.d.ts": "declare const five: string; export default five; export declare const six: number;",
    },
    untyped: {
      "package.json": { name: "untyped", main: "index.js" },
      "index.js": "module.exports = { seven: 7 };",
    },
  };
  for (const [name, files] of Object.entries(packages)) {
    for (const [file, content] of Object.entries(files)) {
      write(join("node_modules", name, file), typeof content === "string" ? content : JSON.stringify(content));
    }
  }
  write("data.json", JSON.stringify({ rows: [1, 2] }));
  write("deep.ts", "export enum Deep { Value = 'deep' }");
  write(
    "local.ts",
    "import { Deep } from './deep.js';\nexport const local: string = 'local ' + Deep.Value;\nexport interface Row { x: number }",
  );
  kernel = await Client.start({ folder });
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

describe("an import finds what a module in the notebook's folder would find", () => {
  test.each([
    [
      "an ESM-only package with top-level await",
      "import twice, { later } from 'esm'",
      "[twice(2), later]",
      "[ 4, 'later' ]",
    ],
    ["a namespace", "import * as esm from 'esm'", "esm.default(3)", "6"],
    [
      "CommonJS by name, even where Node cannot tell the names",
      "import { three, four } from 'cjs'",
      "three + four",
      "7",
    ],
    ["CommonJS by default", "import cjs from 'cjs'", "cjs.four", "4"],
    ["CommonJS as a namespace", "import * as all from 'cjs'", "all.four", "4"],
    ["CommonJS compiled from ES modules", "import five, { six } from 'compiled'", "[five, six]", "[ 'five', 6 ]"],
    ["a package without types", "import untyped from 'untyped'", "untyped.seven as number", "7"],
    [
      "Node's own modules",
      "import { basename } from 'node:path'; import fs from 'fs'",
      "[basename('/a/b'), typeof fs.readFileSync]",
      "[ 'b', 'function' ]",
    ],
    ["JSON", "import data from './data.json'", "data.rows", "[ 1, 2 ]"],
    ["JSON by name", "import { rows } from './data.json' with { type: 'json' }", "rows", "[ 1, 2 ]"],
    [
      "JSON with import()",
      "const json = await import('./data.json', { with: { type: 'json' } })",
      "json.rows",
      "[ 1, 2 ]",
    ],
    ["CommonJS by TypeScript's own import", "import own = require('cjs')", "own.three", "3"],
    [
      "local TypeScript that imports more of it",
      "import { local, type Row } from './local.ts'",
      "[local, { x: 1 } satisfies Row]",
      "[ 'local deep', { x: 1 } ]",
    ],
    ["types only", "import type { Row as OnlyRow } from './local.ts'", "({ x: 2 }) satisfies OnlyRow", "{ x: 2 }"],
    ["nothing but the effects", "import 'esm'; import './local.ts'", "1", "1"],
    ["import()", "const dynamic = await import('esm')", "dynamic.later", "'later'"],
    ["require", "const required = require('cjs') as { three: number }", "required.three", "3"],
    [
      "import.meta",
      "const { url, dirname, filename, resolve } = import.meta",
      "[url.slice(0, 8), url.slice(-12), filename === dirname + '/notebook.ts', resolve('./x') === url.replace('notebook.ts', 'x')]",
      "[ 'file:///', '/notebook.ts', true, true ]",
    ],
  ])("%s", async (_, first, use, result) => {
    const imported = await kernel.execute(first);
    expect(imported.reply.traceback).toBeUndefined();
    const used = await kernel.execute(use);
    expect(used.reply.traceback).toBeUndefined();
    expect(used.result).toBe(result);
  });

  test("a package that is not installed: a sentence says what to type", async () => {
    const { reply } = await kernel.execute("import { z } from '@some/package/deep'");
    const text = stripVTControlCharacters(reply.traceback.join("\n"));
    expect(text).toContain("TS2307: Cannot find module '@some/package/deep'");
    expect(text).toContain("run `%npm install @some/package` in a cell, then this cell again");
    for (const code of ["await import('missing' as string)", "require('missing/deep')"]) {
      expect((await kernel.execute(code)).reply.evalue).toBe(
        "the package missing is not installed: run `%npm install missing` in a cell, then this cell again",
      );
    }
    expect((await kernel.execute("require('./missing.js')")).reply.evalue).toContain("Cannot find module");
    const types = await kernel.execute("$('p')");
    expect(types.reply.evalue).toMatch(/Try `%npm install @types\/jquery`\./);
  });

  test("a package installed while the kernel runs is found", async () => {
    expect((await kernel.execute("import fresh from 'fresh'")).reply.status).toBe("error");
    write("node_modules/fresh/package.json", JSON.stringify({ name: "fresh", main: "index.js", types: "index.d.ts" }));
    write(
      "node_modules/fresh/index.js",
      "exports.default = 'new'; Object.defineProperty(exports, '__esModule', { value: true });",
    );
    write("node_modules/fresh/index.d.ts", "declare const fresh: string; export default fresh;");
    const { reply, result } = await kernel.execute("import fresh from 'fresh'; fresh.length");
    expect(reply.traceback).toBeUndefined();
    expect(result).toBe("3");
  });

  test("this package, where the folder has no copy of it", async () => {
    const { reply, result } = await kernel.execute("import * as workings from 'workings'; typeof workings");
    expect(reply.traceback).toBeUndefined();
    expect(result).toBe("'object'");
  });
});
