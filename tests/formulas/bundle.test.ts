import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundleFormulas } from "../../kernel-setup/bundle-formulas.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "bundle-"));
  write("package.json", '{ "type": "module" }');
  write("numeric/counter.js", "export let made = 0;\nexport const count = () => ++made;");
  write("verify/verify.js", 'import { made } from "../numeric/counter.js";');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const index = (...files: string[]) =>
  [
    ...files.map((file) => `import ${path.basename(file)} from "./${file}.js";`),
    ...files.map((file) => `export * from "./${file}.js";`),
    `export const formulas = { ${files.map((file) => path.basename(file)).join(", ")} };`,
  ].join("\n");

test("formulas keep their text, their private names and what they share", async () => {
  write("formulas/index.js", index("a/double", "b/half"));
  write(
    "formulas/a/double.js",
    `import { count } from "../../numeric/counter.js";
import { half as part } from "../b/half.js";
import { twice } from "../shared.js";
export function double(x) { return part(twice(2 * x)); }
const textbook = (x, { rate = 0.001 } = {}) => 2 * x + rate; // as printed
export default { textbook, place: count() };`,
  );
  write(
    "formulas/b/half.js",
    `import { count } from "../../numeric/counter.js";
const textbook = (x) => x / 2;
export const half = textbook, unit = 1;
export default { textbook, place: count() };`,
  );
  write("formulas/shared.js", 'export { twice } from "../numeric/twice.js";');
  write("numeric/twice.js", "function twice(x) { return 2 * x; }\nexport { twice };");
  await bundleFormulas(root);

  rmSync(path.join(root, "numeric/twice.js"));
  const bundle = await import(path.join(root, "formulas/index.js"));
  // What only formulas need is in the same file, but what others need too stays one.
  expect(Object.keys(bundle).toSorted()).toEqual(["double", "formulas", "half", "unit"]);
  expect(bundle.double(3)).toBe(6);
  expect(String(bundle.formulas.double.textbook)).toBe("(x, { rate = 0.001 } = {}) => 2 * x + rate");
  expect([bundle.formulas.half.place, bundle.formulas.double.place]).toEqual([1, 2]);
  expect((await import(path.join(root, "numeric/counter.js"))).made).toBe(2);
  expect(readdirSync(path.join(root, "formulas/a"))).toEqual([]);
});

test("a definition is made when it is first asked for, once, by its name or by its function", async () => {
  write(
    "formula/defineFormula.js",
    `export const waiting = new Map();
export const defineLater = (value, make) => waiting.set(value, make);
export const made = [];
export const defineFormula = (definition) => (made.push(definition.name), definition);`,
  );
  write("formulas/index.js", index("a/double"));
  write(
    "formulas/a/double.js",
    `import { defineFormula } from "../../formula/defineFormula.js";
export function double(x) { return 2 * x; }
export default defineFormula({ name: "double", value: double });`,
  );
  write("verify/verify.js", 'import { made } from "../formula/defineFormula.js";');
  await bundleFormulas(root);
  const bundle = await import(path.join(root, "formulas/index.js"));
  const { made, waiting } = await import(path.join(root, "formula/defineFormula.js"));
  expect(bundle.double(2)).toBe(4);
  expect(made).toEqual([]);
  expect(Object.keys(bundle.formulas)).toEqual(["double"]);
  expect(bundle.formulas.double).toBe(waiting.get(bundle.double)());
  expect(made).toEqual(["double"]);
});

test("formulas that go in circles are refused, and left as they are", async () => {
  write("formulas/index.js", index("a/one", "a/two"));
  write("formulas/a/one.js", 'import "./two.js";\nexport default 1;');
  write("formulas/a/two.js", 'import "./one.js";\nexport default 2;');
  await expect(bundleFormulas(root)).rejects.toThrow("formulas may not go in circles");
  expect(existsSync(path.join(root, "formulas/a/one.js"))).toBe(true);
});
