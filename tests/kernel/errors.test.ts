import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

const traceback = (reply: { traceback: string[] }) => stripVTControlCharacters(reply.traceback.join("\n"));

describe("a type error", () => {
  test("is one error in the compiler's words, with the line and a caret, and runs nothing", async () => {
    await kernel.execute("let ran = 'not'");
    const { reply, outputs } = await kernel.execute("ran = 'yes'\nconst σ: number = 'text' // 😀\nran.nope");
    expect(outputs.map((one) => one.type)).toEqual(["error"]);
    expect(reply.ename).toBe("TypeScriptError");
    expect(reply.evalue).toBe("TS2322: Type 'string' is not assignable to type 'number'. (and 1 more)");
    expect(traceback(reply)).toBe(
      [
        `cell ${reply.execution_count}, line 2`,
        "   2 | const σ: number = 'text' // 😀",
        "     |       ^",
        "TS2322: Type 'string' is not assignable to type 'number'.",
        `cell ${reply.execution_count}, line 3`,
        "   3 | ran.nope",
        "     |     ^^^^",
        "TS2339: Property 'nope' does not exist on type 'string'.",
        "Nothing of the cell was run.",
      ].join("\n"),
    );
    expect((await kernel.execute("ran")).result).toBe("'not'");
  });

  test.each([
    [
      "a span of several lines",
      "((x: number) => x)({\n\ta: 1,\n  b: 2,\n})",
      ["((x: number) => x)({", "                   ^", "\ta: 1,", "\t^^^^^", "  b: 2,", "  ^^^^^", "})", "^"],
    ],
    [
      "a span of very many lines",
      `((x: number) => x)({${"\n  a: 1,".repeat(9)}\n})`,
      [
        "((x: number) => x)({",
        "                   ^",
        "  a: 1,",
        "  ^^^^^",
        "  a: 1,",
        "  ^^^^^",
        "  a: 1,",
        "  ^^^^^",
        "… to line 11",
      ],
    ],
    ["tabs", "\tlet a:\tnumber = 'x'", ["\tlet a:\tnumber = 'x'", "\t    ^"]],
    [
      "wide characters",
      "((x: string, 名: number) => x)('😀é名', '名前')",
      ["((x: string, 名: number) => x)('😀é名', '名前')", "                                        ^^^^^^"],
    ],
    [
      "a long line",
      `const sum = ${"1 + ".repeat(200)}nope + ${"1 + ".repeat(200)}1`,
      [`…${"1 + ".repeat(15)}nope${" + 1".repeat(29)}…`, `${" ".repeat(61)}^^^^`],
    ],
    ["carriage returns", "let a = 1\r\nlet b: number = 'x'\r\nb", ["let b: number = 'x'", "    ^"]],
    [
      "a reference to a file that is not there",
      "// first\n/// <reference path='./nowhere.d.ts' />\n1",
      ["/// <reference path='./nowhere.d.ts' />", "                     ^^^^^^^^^^^^^^"],
    ],
    ["the end of the cell", "function f() {", ["function f() {", "              ^"]],
  ])("marks %s", async (_, code, marks) => {
    const { reply } = await kernel.execute(code);
    const lines = stripVTControlCharacters(reply.traceback.join("\n")).split("\n");
    expect(lines.flatMap((line) => / \| (.*)/s.exec(line)?.[1] ?? []).slice(0, marks.length)).toEqual(marks);
  });

  test("is one of ten that are shown, and the others are counted", async () => {
    const { reply } = await kernel.execute("null!.a\n".repeat(15));
    const text = stripVTControlCharacters(reply.traceback.join("\n"));
    expect(text.match(/TS2339/g)).toHaveLength(10);
    expect(text).toContain("… and 5 more errors");
  });

  test.each([
    ["let x = ;", "TS1109: Expression expected."],
    ["const a6 = 1; a6 = 2", "TS2588: Cannot assign to 'a6' because it is a constant."],
    ["fixed = 2", "TS2588: Cannot assign to 'fixed' because it is a constant."],
    ["return 5", "TS1108: A 'return' statement can only be used within a function body."],
    [
      "new Box('x').value.toFixed()",
      "TS2551: Property 'toFixed' does not exist on type 'string'. Did you mean 'fixed'?",
    ],
    [
      "const wrong: Box<number> = new Box('x')",
      "TS2322: Type 'Box<string>' is not assignable to type 'Box<number>'.\n  Type 'string' is not assignable to type 'number'.",
    ],
  ])("%s: %s", async (code, words) => {
    await kernel.execute("const fixed = 1; class Box<T> { constructor(public value: T) {} }");
    expect((await kernel.execute(code)).reply.evalue).toBe(words);
  });
});

describe("a thrown error", () => {
  test("shows the person's frames by cell and line, and none of ours", async () => {
    const { reply: defined } = await kernel.execute(
      "interface Unused {\n  x: number\n}\nfunction deep(x: number) {\n  throw new RangeError('bad ' + x)\n}",
    );
    const { reply } = await kernel.execute("// first\nlet a = 1\n\ndeep(a)");
    expect(traceback(reply)).toBe(
      [
        "RangeError: bad 1",
        `    at deep (cell ${defined.execution_count}, line 5)`,
        `    at cell ${reply.execution_count}, line 4`,
      ].join("\n"),
    );
  });

  test("keeps its lines when functions and imports have been moved to the top", async () => {
    const { reply } = await kernel.execute(
      "const x = 1\n\nfail()\n\nfunction fail() {\n  return join(null!)\n}\nimport { join } from 'node:path'",
    );
    expect(traceback(reply)).toContain(`at fail (cell ${reply.execution_count}, line 6)`);
    expect(traceback(reply)).toContain(`at cell ${reply.execution_count}, line 3`);
  });

  test("shows an async stack", async () => {
    const { reply } = await kernel.execute(
      "async function later() {\n  await null\n  throw new Error('late')\n}\nawait later()",
    );
    expect(traceback(reply)).toBe(
      `Error: late\n    at later (cell ${reply.execution_count}, line 3)\n    at async cell ${reply.execution_count}, line 5`,
    );
  });

  test("shows its causes and what an AggregateError holds", async () => {
    const { reply } = await kernel.execute(
      "throw new Error('outer', { cause: new AggregateError([new TypeError('one'), 'two'], 'several') })",
    );
    const text = traceback(reply);
    expect(text).toContain("Error: outer");
    expect(text).toContain("Caused by: AggregateError: several");
    expect(text).toContain("One of its errors: TypeError: one");
    expect(text).toContain("One of its errors: 'two'");
  });

  test("that is its own cause, or one of its own, is shown once", async () => {
    const { reply } = await kernel.execute(
      "const a: any = new Error('a'); a.cause = new AggregateError([a, 5], 'b'); throw a",
    );
    expect(reply.traceback.filter((line: string) => !line.includes(" at "))).toEqual([
      "Error: a",
      "Caused by: AggregateError: b",
      "One of its errors: Error: a, which is shown above",
      "One of its errors: 5",
    ]);
  });

  test("with very many causes or errors tells that there are more", async () => {
    const long = await kernel.execute(
      "let e: Error | undefined; for (let i = 0; i < 100; i++) e = new Error(String(i), { cause: e }); throw e",
    );
    expect(long.reply.traceback.at(-1)).toBe("Caused by: … and so on, deeper than 10");
    const wide = await kernel.execute("throw new AggregateError(Array.from({ length: 1000 }, () => new Error('one')))");
    expect(wide.reply.traceback.at(-1)).toBe("… and 990 more errors");
  });

  test.each([
    ["'x'.repeat(5_000_000)", /^Error: x{9993}… and 4990007 more characters$/],
    ["'line\\n'.repeat(5000)", /^Error: (line\n){100}… and more lines$/],
  ])("with the message %s is cut", async (message, expected) => {
    const { reply } = await kernel.execute(`throw new Error(${message})`);
    expect(reply.traceback.join("\n").split("\n    at ")[0]).toMatch(expected);
    expect(reply.evalue.length).toBeLessThan(10_100);
  });

  test.each([
    ["a timer", "setTimeout(() => {\n  throw new Error('late')\n}, 1)", 2],
    ["a promise that nobody awaits", "void (async () => {\n  await null\n  throw new Error('late')\n})()", 3],
  ])("of %s is told of its cell and line", async (_, code, line) => {
    const id = kernel.send("execute_request", { code });
    const late = kernel.output(id, "stream");
    const { reply } = await kernel.executed(id);
    const { text } = (await late).content;
    expect(text).toMatch(/^Uncaught Error: late\n/);
    expect(text).toContain(`cell ${reply.execution_count}, line ${line}`);
  });

  test.each([
    [
      "a method",
      "class A {\n  m() { this.n() }\n  n() { throw new Error('in') }\n}\nnew A().m()",
      ["A.n (cell N, line 3)", "A.m (cell N, line 2)", "cell N, line 5"],
    ],
    [
      "a constructor",
      "class A {\n  constructor() { throw new Error('in') }\n}\nnew A()",
      ["new A (cell N, line 2)", "cell N, line 4"],
    ],
    [
      "a callback of Node's",
      "[2, 1].sort(() => {\n  throw new Error('in')\n})",
      ["cell N, line 2", "Array.sort (<anonymous>)", "cell N, line 1"],
    ],
    [
      "a class that is lowered",
      "class A {\n  accessor x = 1\n\n  m() {\n    throw new Error('in')\n  }\n}\nnew A().m()",
      ["A.m (cell N, line 5)", "cell N, line 8"],
    ],
    ["generated code", "\neval('\\n\\nthrow new Error(\"in\")')", ["eval (generated code, line 3)", "cell N, line 2"]],
    [
      "another realm",
      "import { runInNewContext } from 'node:vm'\nrunInNewContext('throw new Error(\"in\")', {}, 'own.js')",
      ["own.js:1:7", "cell N, line 2"],
    ],
  ])("in %s has the person's frames", async (_, code, frames) => {
    const { reply } = await kernel.execute(code);
    const shown = reply.traceback.filter((line: string) => line.startsWith("    at ") && !line.includes("node:"));
    expect(shown).toEqual(frames.map((one) => `    at ${one.replace("N", reply.execution_count)}`));
  });

  test("that is printed shows cells and lines too", async () => {
    const { stdout, reply } = await kernel.execute("\nconsole.log(new Error('seen').stack)");
    expect(stdout).toBe(`Error: seen\n    at cell ${reply.execution_count}, line 2\n`);
  });

  test.each([
    ["throw { code: 5 }", "Thrown", "{ code: 5 }"],
    ["throw undefined", "Thrown", "undefined"],
    ["throw null", "Thrown", "null"],
    ["throw new (class Mine extends Error { name = 'Mine' })('own')", "Mine", "own"],
    ["throw Object.defineProperty(new Error('x'), 'message', { get() { throw 1 } })", "Error", ""],
    ["throw new Proxy(new Error('x'), { get() { throw 1 } })", "Error", ""],
    ["const gone = Proxy.revocable({}, {}); gone.revoke(); throw gone.proxy", "Thrown", "<Revoked Proxy>"],
    ["throw Object.defineProperty(new Error('x'), 'name', { get() { throw 1 } })", "Error", "x"],
    ["throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1 } })", "Error", "x"],
    ["throw Object.defineProperty(new Error('x'), 'cause', { get() { throw 1 } })", "Error", "x"],
    [
      "throw Object.defineProperty(new AggregateError([], 'x'), 'errors', { get() { throw 1 } })",
      "AggregateError",
      "x",
    ],
    ["throw Object.assign(new Error('x'), { message: { a: 1 }, stack: 5 })", "Error", "{ a: 1 }"],
    ["throw Symbol('s')", "Thrown", "Symbol(s)"],
    ["throw class Mine {}", "Thrown", "[class Mine]"],
    ["throw new DOMException('dom', 'AbortError')", "AbortError", "dom"],
    ["decodeURIComponent('%')", "URIError", "URI malformed"],
    ["await Promise.reject(new Error('rejected'))", "Error", "rejected"],
    ["Promise.reject(new Error('shown'))", "Error", "shown"],
  ])("%s", async (code, ename, evalue) => {
    expect((await kernel.execute(code)).reply).toMatchObject({ ename, evalue });
  });
});
