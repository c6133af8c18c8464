import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
let folder: string;
let seconds = 0;
beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), "workings-local-")), "notebooks");
  mkdirSync(folder);
  kernel = await Client.start({ folder });
});
afterAll(async () => {
  await kernel.stop();
  rmSync(dirname(folder), { recursive: true });
});

/** Writes a file with a time of change of its own, however quickly it follows another. */
function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
  const time = new Date(Date.now() + 1000 * seconds++);
  utimesSync(join(folder, file), time, time);
}

async function shown(code: string): Promise<string | undefined> {
  const { reply, result } = await kernel.execute(code);
  return reply.traceback?.join("\n") ?? result;
}

describe("a local module is read anew", () => {
  test("after it has changed, by the checker and by the runner", async () => {
    write("changing.ts", "export const value = 1");
    expect(await shown("import { value } from './changing.ts'; value.toFixed(0)")).toBe("'1'");
    write("changing.ts", "export const value = 'second'");
    expect(await shown("import { value } from './changing.ts'; value.length")).toBe("6");
  });

  test("after a module that it imports has changed, however deep", async () => {
    write("inner.ts", "export const inner = 1");
    write("middle.ts", "export { inner } from './inner.js'");
    write("outer.ts", "import { inner } from './middle.ts'; export const outer = () => inner");
    write("other.ts", "export * from './inner'");
    expect(
      await shown("import { outer } from './outer.ts'; import * as other from './other.ts'; [outer(), other.inner]"),
    ).toBe("[ 1, 1 ]");
    write("inner.ts", "export const inner = 'new'");
    expect(await shown("import { outer } from './outer.ts'; outer().length")).toBe("3");
    expect(await shown("import * as other from './other.ts'; other.inner.length")).toBe("3");
  });

  test("that is imported by import(), or lies in a folder above", async () => {
    write("../above.ts", "export const above = 1");
    expect(await shown("(await import('../above')).above.toFixed(0)")).toBe("'1'");
    write("../above.ts", "export const above = 'new'");
    expect(await shown("(await import('../above')).above.length")).toBe("3");
  });

  test("in a circle", async () => {
    write(
      "even.ts",
      "import { isOdd } from './odd.ts'; export const isEven = (n: number): boolean => n === 0 || isOdd(n - 1)",
    );
    write(
      "odd.ts",
      "import { isEven } from './even.ts'; export const isOdd = (n: number): boolean => n !== 0 && isEven(n - 1)",
    );
    expect(await shown("import { isEven } from './even.ts'; isEven(4)")).toBe("true");
    write("odd.ts", "export const isOdd = (n: number): boolean => n === 99");
    expect(await shown("import { isEven } from './even.ts'; [isEven(4), isEven(100)]")).toBe("[ false, true ]");
  });

  test("only then: what it holds stays, also of one that changed ones import", async () => {
    write("store.ts", "export const store: number[] = []");
    write("uses.ts", "import { store } from './store.ts'; export const add = (n: number) => store.push(n)");
    expect(await shown("import { add } from './uses.ts'; add(1)")).toBe("1");
    write("uses.ts", "import { store } from './store.ts'; export const add = (n: number) => store.push(n, n)");
    expect(await shown("import { add } from './uses.ts'; import { store } from './store.ts'; add(2); store")).toBe(
      "[ 1, 2, 2 ]",
    );
  });

  test("of CommonJS too, by import and by require", async () => {
    write("part.cjs", "exports.part = 1");
    write("whole.cjs", "exports.whole = require('./part.cjs').part");
    expect(await shown("import { whole } from './whole.cjs'; [whole, require('./whole.cjs').whole]")).toBe("[ 1, 1 ]");
    write("part.cjs", "exports.part = 2");
    expect(await shown("require('./whole.cjs').whole")).toBe("2");
    write("part.cjs", "exports.part = 3");
    expect(await shown("import whole3 from './part.cjs'; whole3.part")).toBe("3");
  });

  test("after it could not be read, or was not there", async () => {
    write("broken.ts", "export const x =\n  ;");
    expect(await shown("await import('./broken.ts' as string)")).toBe(
      `SyntaxError: Unexpected ";" (${join(folder, "broken.ts")}:2:3)`,
    );
    write("broken.ts", "export { late as x } from './late.ts'");
    expect(await shown("await import('./broken.ts' as string)")).toMatch(/Cannot find module .*late\.ts/);
    write("late.ts", "export const late = 'late'");
    expect(await shown("(await import('./broken.ts' as string)).x")).toBe("'late'");
  });

  test("after it threw something", async () => {
    write("throws.ts", "if (!(globalThis as any).ready) throw new Error('not ready'); export const x = 'ready'");
    expect(await shown("import { x } from './throws.ts'; x")).toContain("Error: not ready");
    expect(await shown("(globalThis as any).ready = true; import('./throws.ts').then((m) => m.x)")).toBe("'ready'");
  });
});

describe("a local module may be", () => {
  test.each([
    [
      "x1.mts",
      "export enum Kind { A = 4 }; export default class { constructor(public x = 1) {} }",
      "import C, { Kind } from './x1.mjs'; [new C().x, Kind.A]",
      "[ 1, 4 ]",
    ],
    [
      "x2.tsx",
      "/** @jsx h */ const h = (t: string) => t; export const el = <b /> as unknown as string",
      "import { el } from './x2'; el",
      "'b'",
    ],
    ["x3.js", "export const x = import.meta.dirname === process.cwd()", "import { x } from './x3.js'; x", "true"],
    [
      "x4.ts",
      "import data from './x4.json'; import { n } from './x4.json'; export const x = data.n + n",
      "import { x as x4 } from './x4.ts'; x4",
      "4",
    ],
    [
      "x5.ts",
      "function d(_: unknown, c: ClassMethodDecoratorContext) { return () => c.name as string }\nexport class D { @d m() { return '' } accessor x = 5 }\nexport const six = await 6",
      "import { D, six } from './x5.ts'; [new D().m(), new D().x, six]",
      "[ 'm', 5, 6 ]",
    ],
  ])("%s", async (file, text, use, expected) => {
    write("x4.json", '{ "n": 2, "default": 1, "not a name": 3 }');
    write(file, text);
    expect(await shown(use)).toBe(expected);
  });
});

describe("an error in a local module", () => {
  test("is told by the file's own lines and columns", async () => {
    write(
      "fails.ts",
      "interface Unused {\n  x: number\n}\n\nexport function fail(n: number): never {\n  throw new Error('in it ' + n)\n}\n",
    );
    const { reply } = await kernel.execute("import { fail } from './fails.ts'\n\nconst call = () => fail(4)\ncall()");
    const cell = reply.execution_count;
    expect(reply.traceback).toEqual([
      "Error: in it 4",
      "    at fail (fails.ts:6:9)",
      `    at call (cell ${cell}, line 3)`,
      `    at cell ${cell}, line 4`,
    ]);
  });

  test("that calls back into a cell shows both", async () => {
    write("calls.ts", "type F = () => void;\nexport const callIt = (f: F) =>\n  f()");
    const { reply } = await kernel.execute(
      "import { callIt } from './calls.ts'\ncallIt(() => {\n  throw new Error('back')\n})",
    );
    const cell = reply.execution_count;
    expect(reply.traceback).toEqual([
      "Error: back",
      `    at cell ${cell}, line 3`,
      "    at callIt (calls.ts:3:3)",
      `    at cell ${cell}, line 2`,
    ]);
  });
});
