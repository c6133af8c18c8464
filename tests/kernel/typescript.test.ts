import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";
import { runCells } from "./run-cells.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
  writeFileSync(join(kernel.folder, "ambient.d.ts"), "declare interface Ambient { n: number }");
});
afterAll(() => kernel.stop());

/** Each row: what is tried, its cells, and what the last of them shows. */
function works(rows: readonly (readonly [what: string, cells: readonly string[], shown: string | undefined])[]) {
  test.each(rows)("%s", async (_, codes, shown) => {
    const last = await runCells(kernel, ...codes);
    expect(last.reply.traceback).toBeUndefined();
    expect(last.result).toBe(shown);
  });
}

const h = "function h(tag: unknown, props: unknown, ...inner: unknown[]): any { return { tag, props, inner } }";

describe("variables", () => {
  works([
    ["a let, assigned to later", ["let a1 = 1", "a1 = a1 + 1", "a1"], "2"],
    ["a const", ["const b1: number = 2", "b1 * 2"], "4"],
    ["a var, twice", ["var c1 = 3; var c1 = 4", "c1"], "4"],
    ["a var in a loop", ["for (var d1 = 0; d1 < 3; d1++) {}", "d1"], "3"],
    ["destructuring", ["const { p1, q: [r1 = 4] } = { p1: 3, q: [] as number[] }", "p1 + r1"], "7"],
    ["two names swapped by a later cell", ["let s1 = 1, t1 = 2", "[s1, t1] = [t1, s1]; [s1, t1]"], "[ 2, 1 ]"],
    ["a let that may be several things", ["let u1: number | string = 1", "u1 = 'x'; u1.length"], "1"],
    ["a unique symbol", ["const v1: unique symbol = Symbol('v')", "({ [v1]: 1 })[v1]"], "1"],
    ["names of other alphabets", ["const 名前 = '😀', café = 1", "名前.length + café"], "3"],
    ["export, which means nothing here", ["export const w1 = 1; export { w1 as w2 }; export default 5", "w1"], "1"],
    ["export =", ["export = 5"], "5"],
    ["export from a module", ["export { sep } from 'node:path'; 1"], "1"],
  ]);
});

describe("functions", () => {
  works([
    ["used before it stands there", ["const a2 = f2(2); function f2(x: number) { return x + 1 }", "a2 + f2(1)"], "5"],
    [
      "overloads",
      ["function b2(x: string): string; function b2(x: number): number; function b2(x: any) { return x }", "b2(3) + 1"],
      "4",
    ],
    ["overloads that a later cell replaces", ["function b2(x: boolean) { return !x }", "b2(true)"], "false"],
    ["generics", ["function c2<T>(x: T): T { return x }", "c2('a').length"], "1"],
    ["a generic arrow", ["const d2 = <T,>(x: T) => [x]", "d2(5)[0]!.toFixed(0)"], "'5'"],
    [
      "assertions",
      ["function e2(x: unknown): asserts x is string {}", "const g2: unknown = 's'; e2(g2); g2.length"],
      "1",
    ],
    [
      "generators",
      [
        "function* i2() { const x: number = yield 1; yield x * 2 }",
        "const j2 = i2(); [j2.next().value, j2.next(4).value]",
      ],
      "[ 1, 8 ]",
    ],
    [
      "async generators",
      ["async function* k2() { yield 1; yield 2 }", "let l2 = 0; for await (const x of k2()) l2 += x; l2"],
      "3",
    ],
    ["that call themselves", ["function m2(n: number): number { return n < 2 ? 1 : n * m2(n - 1) }", "m2(5)"], "120"],
    ["import.meta in one", ["function n2() { return import.meta.filename } n2().endsWith('notebook.ts')"], "true"],
    ["labels", ["let o2 = 0; outer: for (;;) { for (;;) { o2++; break outer } }", "here: { break here }; o2"], "1"],
  ]);
});

describe("classes", () => {
  works([
    ["a generic class", ["class A3<T = string> { constructor(public x: T) {} }", "new A3(5).x.toFixed(0)"], "'5'"],
    [
      "parameter properties",
      [
        "class B3 { constructor(private a: number, readonly b = a + 1) {} get sum() { return this.a + this.b } }",
        "new B3(1).sum",
      ],
      "3",
    ],
    [
      "an abstract class",
      [
        "abstract class C3 { abstract f(): number; g() { return this.f() } }",
        "new (class extends C3 { f() { return 3 } })().g()",
      ],
      "3",
    ],
    [
      "private fields, a static block",
      [
        "class D3 { #x = 1; static n = 0; static { D3.n = 4 } has(o: object) { return #x in o } }",
        "[new D3().has(new D3()), D3.n]",
      ],
      "[ true, 4 ]",
    ],
    [
      "accessors",
      ["class E3 { accessor x = 1; static accessor y = 2 }", "const e3 = new E3(); e3.x = 3; e3.x + E3.y"],
      "5",
    ],
    [
      "a class that lives on in its instances when it is declared again",
      [
        "class F3 { hi() { return 'old' } }",
        "const f3 = new F3()",
        "class F3 { hi() { return 5 } }",
        "[f3.hi().length, new F3().hi().toFixed(1), f3 instanceof F3]",
      ],
      "[ 3, '5.0', false ]",
    ],
    ["merged with an interface", ["class G3 { a = 1 } interface G3 { b?: string }", "new G3().b"], undefined],
    [
      "implements and satisfies",
      ["class H3 implements Iterable<number> { *[Symbol.iterator]() { yield 1 } }", "[...new H3()] satisfies number[]"],
      "[ 1 ]",
    ],
  ]);
});

describe("decorators", () => {
  works([
    [
      "of a method",
      [
        "function a4(_: unknown, context: ClassMethodDecoratorContext) { return () => String(context.name) }",
        "class A4 { @a4 m() { return '' } }; new A4().m()",
      ],
      "'m'",
    ],
    [
      "of a field",
      ["class B4 { @((_: undefined, _c: ClassFieldDecoratorContext) => (v: number) => v * 2) x = 4 }", "new B4().x"],
      "8",
    ],
    [
      "of a class",
      [
        "function c4(c: any, context: ClassDecoratorContext) { c.tag = context.name }\n@c4 export class C4 { static tag?: string }",
        "C4.tag",
      ],
      "'C4'",
    ],
    [
      "in several cells, each with its own",
      [
        "const by = (n: number) => (_: undefined, _c: ClassFieldDecoratorContext) => (v: number) => v * n",
        "class D4 { @(by(2)) x = 1 }",
        "class E4 { @(by(10)) x = 1 }",
        "[new D4().x, new E4().x]",
      ],
      "[ 2, 10 ]",
    ],
    [
      "whatever a person's own variables are called",
      [
        "let _init = 1, __defProp = 2",
        "class F4 { @(by(3)) x = 1 } { using _ = { [Symbol.dispose]() {} } }",
        "let _x_dec = 3, _error = 4, _stack = 5",
        "[_init, __defProp, _x_dec, _error, _stack, new F4().x]",
      ],
      "[ 1, 2, 3, 4, 5, 3 ]",
    ],
    ["and leave nothing in what is global", ["Object.keys(globalThis).filter((name) => name.startsWith('_'))"], "[]"],
  ]);
});

describe("enums and namespaces", () => {
  works([
    ["an enum", ["enum A5 { A, B = 'b' }", "[A5.A, A5.B, A5[0]]"], "[ 0, 'b', 'A' ]"],
    ["an enum in two blocks", ["enum B5 { A } enum B5 { B = A + 1 }", "[B5.A, B5.B]"], "[ 0, 1 ]"],
    ["a const enum", ["const enum C5 { A = 1, B = A << 2 }", "C5.B"], "4"],
    ["a declared const enum, whose values are known", ["declare const enum D5 { A = 3 }\nD5.A"], "3"],
    ["a namespace", ["namespace E5.Inner { export const x = 8 }", "E5.Inner.x"], "8"],
    [
      "a namespace in two blocks",
      ["namespace F5 { export const x = 1 } namespace F5 { export const y = x + 1 }", "F5.x + F5.y"],
      "3",
    ],
    ["a namespace of types", ["namespace G5 { export type T = number }", "const g5: G5.T = 4; g5"], "4"],
    ["a namespace that a later cell replaces", ["namespace F5 { export const z = 1 }", "Object.keys(F5)"], "[ 'z' ]"],
    [
      "a function with a namespace",
      ["function H5() { return 1 } namespace H5 { export const x = 2 }", "H5() + H5.x"],
      "3",
    ],
    ["a class with a namespace", ["class I5 {} namespace I5 { export const x = 9 }", "I5.x"], "9"],
    ["an enum with a namespace", ["enum J5 { A } namespace J5 { export const f = () => J5.A }", "J5.f()"], "0"],
    ["a namespace before its enum", ["namespace K5 { export const x = 1 } enum K5 { A }", "K5.x + K5.A"], "1"],
    ["then a variable of the name", ["let J5 = 1; let H5 = 2; let I5 = 3; let F5 = 4", "J5 + H5 + I5 + F5"], "10"],
    ["another name for what is in one", ["import L5 = E5.Inner", "L5.x"], "8"],
  ]);
});

describe("types", () => {
  works([
    [
      "an alias and an interface",
      ["type A6 = { x: number }; interface B6 extends A6 { y: number }", "({ x: 1, y: 2 }) satisfies B6"],
      "{ x: 1, y: 2 }",
    ],
    [
      "an interface in two blocks",
      ["interface C6 { a: number } interface C6 { b: number }", "({ a: 1, b: 2 } satisfies C6).b"],
      "2",
    ],
    [
      "tuples and types of texts",
      ["type D6 = [a: number, ...rest: Uppercase<string>[]]", "const d6: D6 = [1, 'X']; d6"],
      "[ 1, 'X' ]",
    ],
    ["an assertion in brackets", ["const e6 = <number>(5 as any); e6.toFixed(0)"], "'5'"],
    [
      "import type",
      [
        "import type { Stats } from 'node:fs'; import { type Dirent, sep } from 'node:path'; 1".replace(
          "type Dirent, ",
          "",
        ),
        "const f6: Stats | null = null; f6",
      ],
      "null",
    ],
    ["declare", ["(globalThis as any).outside = 7; declare const outside: number", "outside + 1"], "8"],
    [
      "additions to what is global",
      [
        "declare global { interface Array<T> { last(): T } var g6: number }\nArray.prototype.last = function (this: any[]) { return this.at(-1) }; globalThis.g6 = 4",
        "[1, g6].last()",
      ],
      "4",
    ],
    [
      "the same additions again, with another type",
      [
        "declare global { interface Array<T> { last(): T | undefined } var g6: string }\nglobalThis.g6 = 'text'",
        "g6.length",
      ],
      "4",
    ],
    [
      "additions to a module",
      [
        "declare module 'node:fs' { interface Stats { extra?: string } }",
        "import { statSync } from 'node:fs'; statSync('.').extra",
      ],
      undefined,
    ],
    [
      "a reference to a file",
      ["/// <reference path='./ambient.d.ts' />\nconst h6: Ambient = { n: 1 }", "({ n: 2 }) satisfies Ambient"],
      "{ n: 2 }",
    ],
    ["a reference to a library", ["/// <reference lib='dom' />\nlet i6: HTMLElement | null = null", "i6"], "null"],
  ]);
});

describe("JSX", () => {
  works([
    [
      "with a pragma",
      [h, "/** @jsx h */ const x7 = <b id='i'>bold</b>; [x7.tag, x7.props, x7.inner]"],
      "[ 'b', { id: 'i' }, [ 'bold' ] ]",
    ],
    ["fragments", [h, "/** @jsx h */ /** @jsxFrag all */ const all = 'all'; (<><i /></>).tag"], "'all'"],
    [
      "a component, whose properties are checked",
      [h, "/** @jsx h */ function C7({ n }: { n: number }) { return n }; (<C7 n={1} />).props"],
      "{ n: 1 }",
    ],
    ["React, where the name is there", [h, "const React = { createElement: h }", "(<p>x</p> as any).inner"], "[ 'x' ]"],
  ]);
});

describe("resources", () => {
  works([
    ["using in a block", ["let a8 = ''; { using _ = { [Symbol.dispose]() { a8 += 'gone' } } }", "a8"], "'gone'"],
    [
      "await using in a block",
      ["{ await using _ = { async [Symbol.asyncDispose]() { await 1; a8 = 'later' } } }", "a8"],
      "'later'",
    ],
    ["using at the top level, where the name stays", ["using b8 = { x: 1, [Symbol.dispose]() {} }; b8.x", "b8.x"], "1"],
    ["nothing to dispose of", ["using c8 = null; 5"], "5"],
  ]);

  test("are disposed of at the end of their cell, the last first, even when it fails", async () => {
    const { stdout, reply } = await kernel.execute(`
      const one = (n: number) => ({ [Symbol.dispose]() { console.log("gone", n) } });
      using a9 = one(1), b9 = one(2);
      await using c9 = { async [Symbol.asyncDispose]() { await null; console.log("gone", 3) } };
      throw new Error("mine")`);
    expect(stdout).toBe("gone 3\ngone 2\ngone 1\n");
    expect(reply.evalue).toBe("mine");
  });

  test("whose disposal fails do not keep the others, and hide no error", async () => {
    const { stdout, reply } = await kernel.execute(`
      using d9 = { [Symbol.dispose]() { console.log("gone") } }, e9 = { [Symbol.dispose]() { throw new Error("late") } };
      throw new Error("first")`);
    expect(stdout).toBe("gone\n");
    expect(reply.ename).toBe("SuppressedError");
    const { reply: bad } = await kernel.execute("using f9 = 5 as unknown as Disposable");
    expect(bad.evalue).toBe("using: the value has no method [Symbol.dispose]");
  });
});

describe("texts", () => {
  works([
    ["a byte order mark", ["\ufefflet a10 = 1", "a10"], "1"],
    ["carriage returns", ["let b10 = `a\r\nb`;\r\n[b10]"], "[ 'a\\nb' ]"],
    ["the name of an interpreter", ["#!/usr/bin/env node\nlet c10 = 2", "c10"], "2"],
    ["flags of regular expressions", ["[/a/dgimsuy.flags, /[\\p{L}--[a-z]]/v.test('É')]"], "[ 'dgimsuy', true ]"],
    [
      "five thousand declarations",
      [Array.from({ length: 5000 }, (_, i) => `const big${i}: number = ${i};`).join("\n"), "big4999"],
      "4999",
    ],
    ["an array of fifty thousand", [`[${Array.from({ length: 50_000 }, (_, i) => i)}].length`], "50000"],
    [
      "top-level await",
      ["const d10 = await new Promise<number>((go) => setTimeout(go, 1, 5))", "await Promise.resolve(d10 + 1)"],
      "6",
    ],
    ["for await", ["let e10 = 0; for await (const x of [Promise.resolve(2)]) e10 += x", "e10"], "2"],
  ]);
});
