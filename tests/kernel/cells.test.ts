import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

/** Runs cells one after another; the result of the last. */
async function cells(...codes: string[]) {
  let last = await kernel.execute(codes[0]!);
  for (const code of codes.slice(1)) {
    expect(last.reply.traceback ?? last.reply.status).toBe("ok");
    last = await kernel.execute(code);
  }
  return last;
}

describe("all of TypeScript works at the top level, across cells", () => {
  test.each([
    ["a let, assigned to later", ["let a1 = 1", "a1 = a1 + 1", "a1"], "2"],
    ["a const", ["const b1: number = 2", "b1 * 2"], "4"],
    ["a var", ["var c1 = 3; var c1 = 4", "c1"], "4"],
    ["a var in a loop", ["for (var d1 = 0; d1 < 3; d1++) {}", "d1"], "3"],
    [
      "a function, used before it stands there",
      ["const e1 = f1(2); function f1(x: number) { return x + 1 }", "e1 + f1(1)"],
      "5",
    ],
    [
      "overloads",
      [
        "function g1(x: string): string; function g1(x: number): number; function g1(x: any) { return x }",
        "g1(3).toFixed(1)",
      ],
      "'3.0'",
    ],
    ["a generic class", ["class H1<T> { constructor(public x: T) {} }", "new H1(5).x.toFixed(0)"], "'5'"],
    ["an enum", ["enum I1 { A, B = 'b' }", "[I1.A, I1.B, I1[0]]"], "[ 0, 'b', 'A' ]"],
    ["a const enum", ["const enum J1 { A = 7 }", "J1.A"], "7"],
    ["a namespace", ["namespace K1 { export const x = 8 }", "K1.x"], "8"],
    ["a class with a namespace", ["class L1 {} namespace L1 { export const x = 9 }", "L1.x"], "9"],
    [
      "a type and an interface",
      ["type M1 = { x: number }; interface N1 extends M1 { y: number }", "const o1: N1 = { x: 1, y: 2 }; o1.y"],
      "2",
    ],
    ["destructuring", ["const { p1, q: [r1 = 4] } = { p1: 3, q: [] as number[] }", "p1 + r1"], "7"],
    [
      "an abstract class and satisfies",
      [
        "abstract class S1 { abstract f(): number }",
        "class T1 extends S1 { f() { return 1 } }; ({ a: new T1().f() }) satisfies { a: number }",
      ],
      "{ a: 1 }",
    ],
    [
      "a decorator",
      [
        "function u1(_: unknown, context: ClassMethodDecoratorContext) { return () => String(context.name) }",
        "class V1 { @u1 m() { return '' } }; new V1().m()",
      ],
      "'m'",
    ],
    ["an accessor", ["class W1 { accessor x = 1 }", "const w1 = new W1(); w1.x = 3; w1.x"], "3"],
    [
      "JSX",
      [
        "function h(tag: string, _: null, ...inner: string[]) { return tag + inner.join() }",
        "/** @jsx h */ const x1 = <b>bold</b>; x1 as unknown as string",
      ],
      "'bbold'",
    ],
    [
      "top-level await",
      ["const y1 = await new Promise<number>((go) => setTimeout(() => go(5), 1))", "await Promise.resolve(y1 + 1)"],
      "6",
    ],
    ["for await", ["let z1 = 0; for await (const x of [Promise.resolve(2)]) z1 += x", "z1"], "2"],
    ["export, which means nothing here", ["export const a2 = 1; export default 5", "a2"], "1"],
    [
      "using, until the end of the cell",
      ["using b2 = { x: 1, [Symbol.dispose]() { console.log('disposed') } }; b2.x", "b2.x"],
      "1",
    ],
  ])("%s", async (_, codes, result) => {
    const last = await cells(...codes);
    expect(last.reply.traceback).toBeUndefined();
    expect(last.result).toBe(result);
  });

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

  test("a resource of a cell is disposed of even when the cell fails", async () => {
    const { stdout } = await cells("using c2 = { [Symbol.dispose]() { console.log('disposed') } }; throw 1");
    expect(stdout).toBe("disposed\n");
  });

  test("a name keeps its type when a name it came from is declared again", async () => {
    expect(
      (await cells("let a4 = 1", "const b4 = a4 + 1", "let a4 = 'text'", "b4.toFixed(1) + a4.length")).result,
    ).toBe("'2.04'");
  });

  test("a cell that fails half way leaves what it declared before, with its new type, and nothing after", async () => {
    const failed = await cells(
      "let a5 = 1; let c5 = 1",
      "let a5 = 'new'; const b5 = 2; throw new Error('here'); let c5 = 'new'; const d5 = 3",
    );
    expect(failed.reply.ename).toBe("Error");
    expect((await cells("[a5.length, b5.toFixed(0), c5.toFixed(0)]")).result).toBe("[ 3, '2', '1' ]");
    expect((await cells("d5")).reply.evalue).toContain("Cannot find name 'd5'");
  });
});

describe("what a cell shows", () => {
  test.each([
    ["1 + 1", "2"],
    ["'text'", "'text'"],
    ["undefined", undefined],
    ["const a6 = 1", undefined],
    ["5; for (let i = 0; i < 3; i++) i", undefined],
    ["Promise.resolve(7)", "7"],
    ["({ then: 1 })", "{ then: 1 }"],
    ["-0", "-0"],
    ["10n ** 3n", "1000n"],
    ["", undefined],
    ["// nothing", undefined],
  ])("%s shows %s", async (code, shown) => {
    const { reply, result } = await kernel.execute(code);
    expect(reply.status).toBe("ok");
    expect(result).toBe(shown);
  });

  test("printed text keeps its order and its stream, and comes before the result", async () => {
    const { outputs } = await kernel.execute("console.log('a'); console.error('b'); process.stdout.write('c'); 1");
    expect(outputs.map((one) => [one.type, one.content.name, one.content.text])).toEqual([
      ["stream", "stdout", "a\n"],
      ["stream", "stderr", "b\n"],
      ["stream", "stdout", "c"],
      ["execute_result", undefined, undefined],
    ]);
  });

  test("a hundred thousand lines all come before the idle", async () => {
    const { stdout } = await kernel.execute("for (let i = 0; i < 100_000; i++) console.log('line', i)");
    expect(stdout.split("\n")).toHaveLength(100_001);
    expect(stdout.endsWith("line 99999\n")).toBe(true);
  });

  test("what a timer prints later belongs to its own cell", async () => {
    const id = kernel.send("execute_request", { code: "setTimeout(() => console.log('late'), 100)" });
    await kernel.executed(id);
    const late = kernel.output(id, "stream");
    await kernel.execute("1");
    expect((await late).content.text).toBe("late\n");
  });
});

describe("the display of values", () => {
  test("comes in the richest form, with text, and before the idle even if it takes time", async () => {
    const { outputs } = await kernel.execute(`
      const shown = Symbol.for("Jupyter.display");
      const later = { [shown]: async () => { await new Promise((go) => setTimeout(go, 20)); return { "text/html": "<b>later</b>" } } };
      const hook = (globalThis as any)[Symbol.for("workings.kernel")];
      hook.display(later); hook.display(5);
      [{ a: 1 }, { a: 2 }]`);
    expect(outputs.map((one) => [one.type, Object.keys(one.content.data)])).toEqual([
      ["display_data", ["text/plain"]],
      ["execute_result", ["text/html", "text/plain"]],
      ["display_data", ["text/html", "text/plain"]],
    ]);
  });

  test("may take several outputs, of which the last is the cell's result", async () => {
    const { outputs } = await kernel.execute(`
      const part = (text: string) => ({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": text }) });
      ({ ...part("whole"), [Symbol.for("workings.parts")]: () => [part("first"), part("second"), part("third")] })`);
    expect(outputs.map((one) => [one.type, one.content.data["text/plain"]])).toEqual([
      ["display_data", "first"],
      ["display_data", "second"],
      ["execute_result", "third"],
    ]);
  });

  test("an error of the value's own method is the cell's error", async () => {
    const { reply } = await kernel.execute("({ [Symbol.for('Jupyter.display')]() { throw new Error('mine') } })");
    expect(reply).toMatchObject({ status: "error", ename: "Error", evalue: "mine" });
  });
});
