import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../kernel-setup/root.mjs";
import type { AnyFormula } from "../../src/formula/formula.js";
import { none } from "../../src/formula/none.js";
import { formulas } from "../../src/formulas/index.js";
import { formulaPages } from "../../src/pages/formulaPages.js";
import { pageOf, withoutReport } from "../../src/pages/page.js";
import { formulaSource } from "../../src/pages/typescript.js";
import { Report } from "../../src/verify/report.js";

const folder = path.join(root, "docs", "formulas");
const files = formulaPages(root);
const names = Object.keys(formulas);

/** What a kept page has that only verification can tell is left out. */
function kept(file: string): string {
  return withoutReport(readFileSync(path.join(folder, file), "utf8"));
}

describe("docs/formulas", () => {
  test("is up to date (run `npm run build && node docs/generate.mjs` where it is not)", () => {
    const present = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file));
    expect(present.map((file) => file.split(path.sep).join("/")).sort()).toEqual([...files.keys()].sort());
    for (const [file, text] of files) expect(kept(file), file).toBe(text);
  });

  test("says of every formula what verification found", () => {
    for (const name of names) {
      expect(readFileSync(path.join(folder, `${name}.md`), "utf8")).toContain(`\`workings verify ${name}\` says: `);
    }
  });

  test("points only to what is there", () => {
    const pages = [...files].filter(([file]) => file.endsWith(".md"));
    const links = pages.flatMap(([, text]) => [
      ...[...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!),
      ...[...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!),
    ]);
    expect(links.length).toBeGreaterThan(names.length);
    const isThere = (link: string) =>
      files.has(link) || (link.startsWith("../../") && readFileSync(path.join(folder, link), "utf8") !== "");
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });

  test("weighs little: a plot 40 kB at most, all of it 6 MB", () => {
    const sizes = [...files].map(([file, text]) => [file, Buffer.byteLength(text)] as const);
    expect(sizes.filter(([, size]) => size > 40_000)).toEqual([]);
    expect(sizes.reduce((total, [, size]) => total + size, 0)).toBeLessThan(6_000_000);
  });

  test("rounds what is drawn in its plots, and not what is written", () => {
    const plot = files.get("plots/leakyRelu.svg")!;
    expect(plot).toContain(">leakyRelu and its slope, α = 0.01</text>");
    expect(plot.replaceAll(/>[^<]*</g, "><")).not.toMatch(/\d\.\d\d/);
    expect(files.get("plots/transformerSchedule.svg")).toMatch(/>0\.001\d*<\/text>/);
  });

  test("has plots that say in words what they show, on a ground of their own", () => {
    const plots = [...files].filter(([file]) => file.endsWith(".svg"));
    expect(plots.length).toBeGreaterThan(names.length);
    for (const [, text] of plots) {
      expect(text).toMatch(/^<svg [^>]*><title>[^<]+<\/title><rect [^>]*fill="white"\/>[\s\S]*<\/svg>\n$/);
      expect(text).not.toMatch(/NaN|undefined|<script|href=/);
    }
  });
});

describe("a page", () => {
  const facts = { topic: "activations", source: { textbook: undefined, value: "" }, hasPlot: false, names };

  test("sets formulas apart, so that GitHub does not read them as Markdown", () => {
    expect(files.get("softmax.md")).toContain("```math\n\\mathrm{softmax}(z)_i = ");
  });

  test("shows the code as its file has it, types included, and from where on a book's form fails", () => {
    expect(files.get("sigmoid.md")).toContain("```ts\n(x) => 1 / (1 + Math.exp(-x))\n```");
    expect(files.get("sigmoid.md")).toContain("What a book prints parts from the code below x = -709.8");
    expect(files.get("sigmoid.md")).toContain("```ts\nexport function sigmoid(x: number): number {\n  checkNumber(");
  });

  test("gives the reason where no book has the form", () => {
    const formula = { ...formulas.sigmoid, textbook: none("no book prints it") } as AnyFormula;
    expect(pageOf(formula, facts)).toContain("No book's form stands beside it: no book prints it.");
  });

  test("says what verification found, in a section that can be taken out", () => {
    const report = new Report("sigmoid", [{ route: "code", verdict: "confirmed", detail: "|x| within 1 ulp" }]);
    const page = pageOf(formulas.sigmoid, { ...facts, report });
    expect(page).toContain("| confirmed | code | \\|x\\| within 1 ulp |");
    expect(withoutReport(page)).toBe(pageOf(formulas.sigmoid, facts));
  });

  test("points to the formulas that it speaks of", () => {
    expect(files.get("leakyRelu.md")).toMatch(/\nSee also \[relu\]\(relu\.md\)\.\n$/);
  });
});

describe("the source of a formula", () => {
  test("is its function and what a book prints, as written", () => {
    const text = `const half = 0.5;
/** Half of it. */
export function halve(x: number): number {
  return half * x;
}
export default defineFormula({
  name: "halve",
  textbook: (x: number) => {
    return x / 2;
  },
});
`;
    expect(formulaSource("halve", text)).toEqual({
      value: "export function halve(x: number): number {\n  return half * x;\n}",
      textbook: "(x: number) => {\n  return x / 2;\n}",
    });
  });

  test("may have no book's form, and may be a constant", () => {
    const text = 'export const halve = (x: number) => x / 2;\nexport default defineFormula({ textbook: none("why") });';
    expect(formulaSource("halve", text)).toEqual({
      value: "export const halve = (x: number) => x / 2;",
      textbook: undefined,
    });
  });

  test("is missed", () => {
    expect(() => formulaSource("halve", "export const other = 1;")).toThrow(
      "halve.ts exports no function called halve",
    );
    expect(() => formulaSource("halve", "export const = 1;")).toThrow(/^halve\.ts: /);
  });
});
