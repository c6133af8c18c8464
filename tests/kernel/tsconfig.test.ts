import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { Client } from "./client.js";
import { runCells } from "./run-cells.js";

let folder: string;
let kernel: Client | undefined;
let seconds = 0;
afterEach(async () => {
  await kernel?.stop();
  kernel = undefined;
  rmSync(folder, { recursive: true });
});

/** Writes a file with a time of change of its own, however quickly it follows another. */
function write(file: string, content: unknown): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  const time = new Date(Date.now() + 1000 * seconds++);
  utimesSync(path, time, time);
}

/** Starts a kernel in a folder with these files, or in a folder inside it. */
async function start(files: Readonly<Record<string, unknown>>, inside = "."): Promise<Client> {
  folder = mkdtempSync(join(tmpdir(), "workings-tsconfig-"));
  for (const [file, content] of Object.entries(files)) write(file, content);
  mkdirSync(join(folder, inside), { recursive: true });
  kernel = await Client.start({ folder: join(folder, inside) });
  return kernel;
}

const options = (compilerOptions: object, rest: object = {}) => ({ "tsconfig.json": { compilerOptions, ...rest } });

/** What comes of cells: the message of an error, or what the last one shows. */
async function outcome(...codes: string[]): Promise<string | undefined> {
  const { reply, result, stderr } = await runCells(kernel!, ...codes);
  return reply.status === "ok" ? `${stderr}${result}` : `${stderr}${reply.evalue}`;
}

describe("a tsconfig.json beside the notebook", () => {
  test.each([
    ["no strictness", { strict: false }, "let x: number = null; x", "null"],
    ["strictness where nothing is said of it", { target: "es2022" }, "let x: number = null", /^TS2322/],
    ["an option of strictness", { noUncheckedIndexedAccess: true }, "[1][0].toFixed()", /^TS2532/],
    ["the library of the target", { target: "es2020" }, "[1].toSorted()", /^TS2550.*'es2023' or later/],
    ["the library", { lib: ["es2020", "dom"] }, "const x: HTMLElement[] = []; x.toSorted()", /^TS2550/],
    ["the types of Node, whatever the types", { types: [] }, "typeof process.pid", "'number'"],
    ["what TypeScript may be erased", { erasableSyntaxOnly: true }, "enum X { A }", /^TS1294/],
    [
      "decorators of the earlier kind",
      { experimentalDecorators: true },
      "const seen: unknown[] = []; function d(target: object, key: string) { seen.push(key) }; class X { @d y = 1 }; seen",
      "[ 'y' ]",
    ],
    [
      "fields that are assigned, as before ES2022",
      { target: "es2020", lib: ["esnext"] },
      "let set = 0; class A { set x(v: number) { set = v } }; class B extends A { /* @ts-ignore */\nx = 5 }; new B(); set",
      "5",
    ],
  ])("may ask for %s", async (_, compilerOptions, code, expected) => {
    await start(options(compilerOptions));
    const got = await outcome(code);
    if (expected instanceof RegExp) expect(got).toMatch(expected);
    else expect(got).toBe(expected);
  });

  test("may bring in types by name, beside those of Node", async () => {
    await start({
      ...options({ types: ["tiny"] }),
      "node_modules/@types/tiny/package.json": { name: "@types/tiny", types: "index.d.ts" },
      "node_modules/@types/tiny/index.d.ts": "declare const tiny: number;",
    });
    expect(await outcome("(globalThis as any).tiny = 5; tiny + process.argv.length * 0")).toBe("5");
  });

  test("may name the factory of JSX, or have it imported", async () => {
    await start(options({ jsx: "react", jsxFactory: "h", jsxFragmentFactory: "all" }));
    const h =
      "const all = 'all'; function h(tag: unknown, _: unknown, ...inner: unknown[]): any { return [tag, ...inner] }";
    expect(await outcome(h, "<><b>x</b></>")).toBe("[ 'all', [ 'b', 'x' ] ]");
  });

  test("may have the factory of JSX imported", async () => {
    await start({
      ...options({ jsx: "react-jsx", jsxImportSource: "tiny" }),
      "node_modules/tiny/package.json": { name: "tiny", exports: { "./jsx-runtime": "./jsx.js" } },
      "node_modules/tiny/jsx.js": "exports.jsx = exports.jsxs = (tag, props) => ({ tag, ...props })",
    });
    expect(await outcome("let jsx = 1", "<b id='i'>x</b>")).toBe("{ tag: 'b', id: 'i', children: 'x' }");
    expect(await outcome("jsx")).toBe("1");
  });

  test("may give paths, which cells and local modules follow when they run too", async () => {
    await start({
      ...options({ paths: { "@lib/*": ["./src/lib/*"], exact: ["./src/exact.ts"] } }),
      "src/lib/a.ts": "import { b } from '@lib/deep/b';\nexport const a: number = b + 1;",
      "src/lib/deep/b.ts": "export const b = 1;",
      "src/exact.ts": "export default 'exact';",
    });
    expect(await outcome("import { a } from '@lib/a'; import exact from 'exact'; [a.toFixed(1), exact]")).toBe(
      "[ '2.0', 'exact' ]",
    );
    write("src/lib/deep/b.ts", "export const b = 5;");
    expect(await outcome("import { a } from '@lib/a'; a")).toBe("6");
  });

  test("may give a base, from which packages are found none the less", async () => {
    await start({ ...options({ baseUrl: "./src" }), "src/near.ts": "export const near = 1;" });
    expect(await outcome("import { near } from 'near'; import { sep } from 'node:path'; near + sep.length")).toBe("2");
  });

  test("is read anew when it has changed, or has come or gone", async () => {
    await start({});
    const code = "((x: string) => x)(null)";
    expect(await outcome(code)).toMatch(/^TS2345/);
    write("tsconfig.json", { compilerOptions: { strict: false } });
    expect(await outcome(code)).toBe("null");
    expect(await outcome("let kept = 1", "kept + 1")).toBe("2");
    write("tsconfig.json", { compilerOptions: { strict: true } });
    expect(await outcome(code)).toMatch(/^TS2345/);
    expect(await outcome("kept")).toBe("1");
  });
});

describe("a tsconfig.json in a folder above", () => {
  test("holds, with what it extends", async () => {
    await start(
      {
        "tsconfig.json": { extends: "./base.json", compilerOptions: { noUncheckedIndexedAccess: true } },
        "base.json": '{ // with a comment\n "compilerOptions": { "strict": false, "paths": { "up": ["./up.ts"] } } }',
        "up.ts": "export const up = 'up'",
      },
      "notebooks/deep",
    );
    expect(await outcome("import { up } from 'up'; let n: number = null; [up, n]")).toBe("[ 'up', null ]");
    write("base.json", { compilerOptions: { strict: true } });
    expect(await outcome("let m: number = null")).toMatch(/^TS2322/);
  });

  test("yields to a nearer one", async () => {
    await start({ ...options({ strict: true }), "near/tsconfig.json": { compilerOptions: { strict: false } } }, "near");
    expect(await outcome("let n: number = null; n")).toBe("null");
  });
});

describe("what cannot be so is said once", () => {
  test("of options without a meaning for cells", async () => {
    await start(options({ module: "nodenext", outDir: "out", isolatedModules: true, strict: true }));
    await kernel!.execute("0", { silent: true });
    expect(await outcome("1")).toBe(
      "tsconfig.json: module, outDir and isolatedModules have no effect on cells, which run as ES modules and are written to no file\n1",
    );
    expect(await outcome("2")).toBe("2");
  });

  test("of options that nobody knows, while the others hold", async () => {
    await start({ "tsconfig.json": '{\n "compilerOptions": {\n  "strict": false,\n  "strickt": true\n }\n}' });
    expect(await outcome("let n: number = null; n")).toBe(
      "tsconfig.json, line 4: Unknown compiler option 'strickt'.\n" +
        "What could be read of it holds, and the kernel's own settings for the rest.\nnull",
    );
  });

  test("of a text that is no JSON, and the kernel works", async () => {
    await start({ "tsconfig.json": '{\n "compilerOptions": {\n  "strict": \n }\n' });
    const got = await outcome("1 + 1");
    expect(got).toMatch(/^tsconfig\.json, line 4: Expression expected\.\n/);
    expect(got).toMatch(/\n2$/);
    expect(await outcome("let n: number = null")).toMatch(/^TS2322/);
  });

  test("of a file it extends that is not there", async () => {
    await start({ "tsconfig.json": { extends: "./nowhere.json" } });
    expect(await outcome("1")).toMatch(/^tsconfig\.json.*nowhere\.json.*\n.*\n1$/);
  });
});
