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
    ["decodeURIComponent('%')", "URIError", "URI malformed"],
    ["await Promise.reject(new Error('rejected'))", "Error", "rejected"],
    ["Promise.reject(new Error('shown'))", "Error", "shown"],
  ])("%s", async (code, ename, evalue) => {
    expect((await kernel.execute(code)).reply).toMatchObject({ ename, evalue });
  });
});
