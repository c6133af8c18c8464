/** What the compiler keeps of cells whose names later cells have declared again. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseCell } from "../../src/kernel/cell.js";
import { Compiler } from "../../src/kernel/compiler/compiler.js";
import { Client } from "./client.js";
import { runCells } from "./run-cells.js";

describe("cells that are run again and again need no more room than at first", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "workings-forgetting-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each<[what: string, cells: readonly string[]]>([
    ["each with names of its own", ["const a = 1", "let b = a + 1", "function c() { return a + b }"]],
    ["with words and properties like names of one another", ["const a = { b: 1 }.b // of b", "const b = { a: 'a' }.a"]],
    ["with types, one from another", ["interface A { x: number }", "type B = A['x']", "class C { x: B = 1 }"]],
    ["with imports", ["import { sep } from 'node:path'", "const a = sep", "import * as path from 'node:path'"]],
    ["with what all cells see", ["declare global { interface Array<T> { b1(): T } } const a = 1", "const b = [a].b1"]],
    ["with a reference", ['/// <reference types="node" />\nconst a = 1', "const b = a"]],
  ])("%s", async (_, cells) => {
    const compiler = new Compiler(folder);
    for (let i = 0; i < 120; i++) {
      const cell = parseCell(cells[i % cells.length]!);
      const { diagnostics, commit } = await compiler.check(cell);
      expect(diagnostics).toEqual([]);
      commit(new Set(cell.declares.map((one) => one.name)));
    }
    expect(compiler.textOf(`${folder}/__cell15.ts`)).toBeDefined();
    expect(compiler.textOf(`${folder}/__cell16.ts`)).toBeUndefined();
    compiler.close();
  });
});

describe("when many cells have declared a name again", () => {
  let kernel: Client;
  beforeAll(async () => {
    kernel = await Client.start();
  });
  afterAll(() => kernel.stop());

  /** What is used has to be an error in each line below `@ts-expect-error`, which a type that is lost would not be. */
  test.each<[what: string, before: readonly string[], again: string, use: string, shown: string]>([
    [
      "a function returns the type that it was declared with",
      ["interface A { x: number }", "function makeA(): A { return { x: 1 } }"],
      "interface A { y: string }",
      "// @ts-expect-error\nmakeA().y;\nconst made: A = { y: 'y' }; makeA().x.toFixed(1) + made.y",
      "'1.0y'",
    ],
    [
      "an inferred type holds, also by way of a name that is gone",
      ["const b1 = { n: 1 }", "const b2 = () => b1", "const b3 = () => b2().n"],
      "const b1 = 'text', b2 = 'text'",
      "// @ts-expect-error\nconst b4: ReturnType<typeof b3> = 'text';\nb1.length + b2.length",
      "8",
    ],
    [
      "what its first cell has added to all cells is there",
      ["declare global { interface Array<T> { c1?: T } } const c = 1"],
      "const c = 'text'",
      "// @ts-expect-error\n[1].c1 = 'text';\n[1].c1 ?? c",
      "'text'",
    ],
    [
      "JSX is what it was",
      [
        "function d1() {} namespace d1 { export namespace JSX { export type Element = 1; export type IntrinsicElements = { b: {} } } }",
        "/** @jsx d1 */\nconst d2 = () => <b />",
      ],
      "let d1 = 1",
      "// @ts-expect-error\nconst d3: ReturnType<typeof d2> = 2;\nd1",
      "1",
    ],
  ])("%s", async (_, before, again, use, shown) => {
    const last = await runCells(kernel, ...before, ...Array<string>(40).fill(again), use);
    expect(last.reply.traceback).toBeUndefined();
    expect(last.result).toBe(shown);
  });
});
