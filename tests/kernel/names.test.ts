import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";
import { runCells } from "./run-cells.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

const cells = (...codes: string[]) => runCells(kernel, ...codes);

describe("a name may be declared again as anything else", () => {
  test.each([
    ["let a3 = 1", "let a3 = 'text'", "a3.length", "4"],
    ["let b3 = 1", "const b3 = 'text'", "b3.length", "4"],
    ["const c3 = 1", "function c3() { return 'f' }", "c3()", "'f'"],
    ["function d3() {}", "class d3 { x = 1 }", "new d3().x", "1"],
    ["class e3 {}", "enum e3 { A }", "e3.A", "0"],
    ["enum f3 { Old }", "enum f3 { New }", "Object.keys(f3)", "[ '0', 'New' ]"],
    ["var g3 = 1", "let g3 = [1]", "g3", "[ 1 ]"],
    ["import h3 from 'node:fs'", "const h3 = 5", "h3.toFixed(0)", "'5'"],
    ["interface i3 { x: number }", "interface i3 { y: number }", "({ y: 1 }) satisfies i3", "{ y: 1 }"],
  ])("%s, then %s", async (first, second, use, result) => {
    expect((await cells(first, second, use)).result).toBe(result);
  });

  test("and keeps its type where an earlier cell used it", async () => {
    expect(
      (await cells("let a4 = 1", "const b4 = a4 + 1", "let a4 = 'text'", "b4.toFixed(1) + a4.length")).result,
    ).toBe("'2.04'");
  });

  test("in more cells than the compiler has made room for", async () => {
    for (let i = 0; i < 140; i++) await kernel.execute(`let many${i} = ${i}, latest = ${i}`);
    expect((await cells("[many0, many127, many128, many139, latest]")).result).toBe("[ 0, 127, 128, 139, 139 ]");
  });
});

describe("a cell that fails", () => {
  test("half way leaves what it declared before, with its new type, and nothing after", async () => {
    const failed = await cells(
      "let a5 = 1; let c5 = 1",
      "let a5 = 'new'; const b5 = 2; throw new Error('here'); let c5 = 'new'; const d5 = 3",
    );
    expect(failed.reply.ename).toBe("Error");
    expect((await cells("[a5.length, b5.toFixed(0), c5.toFixed(0)]")).result).toBe("[ 3, '2', '1' ]");
    expect((await cells("d5")).reply.evalue).toContain("Cannot find name 'd5'");
  });

  test("in the check leaves what was there before, types too", async () => {
    await cells("let a6 = 1; type A6 = number");
    expect((await kernel.execute("type A6 = string; let a6: A6 = 5")).reply.ename).toBe("TypeScriptError");
    expect((await cells("const b6: A6 = a6; b6.toFixed(0)")).result).toBe("'1'");
  });

  test("leaves its types", async () => {
    await kernel.execute("interface C6 { x: number } throw 1");
    expect((await cells("({ x: 1 }) satisfies C6")).result).toBe("{ x: 1 }");
  });
});

describe("a cell's own name that is a global's", () => {
  test.each([
    ["let Map = 5", "Map += 1; [Map, ({ Map }).Map]", "[ 6, 6 ]"],
    ["import process from 'node:process'", "process.pid > 0", "true"],
    [
      "const { performance, x: { crypto = 1 } = {}, ...Blob } = { performance: 2, other: 3 } as any",
      "[performance, crypto, Blob]",
      "[ 2, 1, { other: 3 } ]",
    ],
    ["function fetch(n: number): number { return n && fetch(n - 1) }", "[fetch(3), fetch.name]", "[ 0, 'fetch' ]"],
    [
      "abstract class URL { static made = () => new (class extends URL {})() }",
      "[URL.made() instanceof URL, URL.name]",
      "[ true, 'URL' ]",
    ],
    ["enum Event { A, B }", "Event.B", "1"],
    ["namespace Headers { export const x = 1 } namespace Headers { export const y = x }", "Headers.y", "1"],
    ["for (var Date = 0; Date < 3; Date++);", "Date", "3"],
    [
      "const Set = 1, Array = 2, JSON = 3, Object = 4, Symbol = 5, Promise = 6, Error = 7, Buffer = 8, String = 9",
      "Set + Array + JSON + Object + Symbol + Promise + Error + Buffer + String",
      "45",
    ],
  ])("%s is the cells' alone", async (declaration, use, shown) => {
    const { reply, result } = await cells(declaration, use);
    expect(reply.traceback).toBeUndefined();
    expect(result).toBe(shown);
  });

  test("keeps the name of a class, whatever the class refers to", async () => {
    expect(
      (await cells("class WeakSet { static made = () => new WeakSet() }; [WeakSet.made(), WeakSet.name]")).result,
    ).toBe("[ WeakSet {}, 'WeakSet' ]");
    expect((await cells("class WeakRef { static name = 'own' }; WeakRef.name")).result).toBe("'own'");
  });

  test("hides nothing from libraries and from the kernel", async () => {
    const { outputs } = await cells(
      "import { sigmoid, display } from 'workings'; display([{ a: 1 }]); await null; sigmoid(0)",
    );
    expect(outputs.map((one) => one.content.data["text/plain"])).toEqual(["   a\n0  1", "0.5"]);
    expect((await kernel.execute("throw { code: 1 }")).reply.evalue).toBe("{ code: 1 }");
    expect((await cells("globalThis.Map.name")).result).toBe("'Map'");
  });

  test("is read where a front end asks for it", async () => {
    const { reply } = await kernel.execute("", { user_expressions: { map: "Map" } });
    expect(reply.user_expressions.map.data["text/plain"]).toBe("6");
  });

  test("stays the global's where the cell fails before it has a value", async () => {
    await kernel.execute("throw 1; let WeakMap = 5");
    expect((await cells("typeof new WeakMap()")).result).toBe("'object'");
  });

  test("may not be the kernel's", async () => {
    expect((await kernel.execute("let $workings = 5")).reply.evalue).toContain("choose another one");
  });
});
