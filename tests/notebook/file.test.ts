import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findNotebooks, readNotebook, writeNotebook } from "../../src/notebook/file.js";
import type { Notebook } from "../../src/notebook/notebook.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-file-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const notebook: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] };
const at = (...names: string[]) => path.join(folder, ...names);

test("a notebook that cannot be written whole leaves what was there", async () => {
  writeFileSync(at("a.ipynb"), "before");
  mkdirSync(at(`.a.ipynb.${process.pid}.tmp`)); // Where the whole would be written first.
  await expect(writeNotebook(at("a.ipynb"), notebook)).rejects.toThrow(/a\.ipynb cannot be written: /);
  expect(readFileSync(at("a.ipynb"), "utf8")).toBe("before");
});

test("what is written is what is read, in folders that are made for it, and nothing else is left", async () => {
  await writeNotebook(at("new", "deep", "a.ipynb"), notebook);
  expect(await readNotebook(at("new", "deep", "a.ipynb"))).toEqual(notebook);
  expect(readdirSync(at("new", "deep"))).toEqual(["a.ipynb"]);
});

test("a link stays one, and what it leads to is written", async () => {
  writeFileSync(at("real.ipynb"), "before");
  symlinkSync("real.ipynb", at("link.ipynb"));
  await writeNotebook(at("link.ipynb"), notebook);
  expect(lstatSync(at("link.ipynb")).isSymbolicLink()).toBe(true);
  expect(await readNotebook(at("real.ipynb"))).toEqual(notebook);
});

test("a folder's notebooks are found in their order, without those that are hidden or of packages", async () => {
  for (const name of ["b", "a", ".ipynb_checkpoints/a-checkpoint", "node_modules/x/y", "deep/c"]) {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(`${name}.ipynb`), "");
  }
  expect(await findNotebooks(folder)).toEqual([at("a.ipynb"), at("b.ipynb"), at("deep", "c.ipynb")]);
});

test.each([
  ["no text", Buffer.from([0xff, 0xfe, 0x00]), /a\.ipynb: it is no notebook: it is no UTF-8$/],
  ["no JSON", "{", /a\.ipynb: it is no notebook: /],
])("a file that is %s is said to be so", async (_, content, words) => {
  writeFileSync(at("a.ipynb"), content);
  await expect(readNotebook(at("a.ipynb"))).rejects.toThrow(words);
});

test("a folder is no notebook, and what is absent is said to be", async () => {
  await expect(readNotebook(folder)).rejects.toThrow(/ is a folder$/);
  await expect(findNotebooks(at("missing"))).rejects.toThrow(/missing does not exist$/);
  expect(existsSync(at("missing"))).toBe(false);
});
