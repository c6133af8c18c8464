import { expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { formulasOfTables } from "../../src/check/words/tables.js";

async function claims(text: string): Promise<string[]> {
  const [file] = (await checkText(text)).files;
  for (const { start, end, source, written } of file!.claims) {
    expect(text.slice(start.offset, end.offset)).toBe(source);
    if (written !== null) expect(source.endsWith(written)).toBe(true);
  }
  return file!.claims.map(({ verdict, source }) => `${verdict} ${source}`);
}

/** A table of Markdown from its rows, cells divided by spaces. */
const table = (...rows: string[]) => {
  const [head, ...others] = rows.map((row) => `| ${row.split(";").join(" | ")} |`);
  return [head, head!.replace(/[^|]+/g, "---"), ...others].join("\n");
};

test.each([
  [
    "a column of a known function",
    table("x;σ(x)", "0;0.5", "1;0.731", "2;0.891"),
    ["confirmed 0 | 0.5", "confirmed 1 | 0.731", "wrong 2 | 0.891"],
  ],
  [
    "a column headed by a formula",
    table("$x$;$x^2 - 1$;note", "1;0;a", "2;3;b", "3;9;c"),
    ["confirmed 1 | 0", "confirmed 2 | 3", "wrong 3 | 9"],
  ],
  [
    "a column before what it is computed from",
    table("a - b;a;b", "2;5;3", "1.5;2;0.5", "1;9;7"),
    ["confirmed 2 | 5", "confirmed 1.5 | 2", "wrong 1 | 9"],
  ],
  [
    "a function that the document defines",
    `$f(x) = x^2 + 1$\n\n${table("x;f(x)", "1;2", "2;5", "3;11")}`,
    ["null f(x) = x^2 + 1", "confirmed 1 | 2", "confirmed 2 | 5", "wrong 3 | 11"],
  ],
  ["a function that is not known", table("x;f(x)", "1;3", "2;5"), []],
  ["a column that its heading does not explain", table("x;x^2", "1;3", "2;5", "3;9"), ["confirmed 3 | 9"]],
  ["a heading with a letter that heads no column", table("x;a x + b", "1;3", "2;5"), []],
  ["words and numbers", table("epoch;loss;acc", "1;0.5;0.7", "2;0.4;0.8"), []],
  [
    "names and their values",
    `${table("Symbol;Meaning;Value", "α;rate;0.1", "$w_1$;weight;2.5")}\n\nso $\\alpha \\cdot w_1 = 0.35$`,
    ["null α | rate | 0.1", "null $w_1$ | weight | 2.5", "wrong \\alpha \\cdot w_1 = 0.35"],
  ],
  [
    "values with units",
    `${table("Symbol;Value;Unit", "v;3;m", "t;2;s")}\n\n$v \\cdot t = 6.5$`,
    ["unchecked v \\cdot t = 6.5"],
  ],
  ["rows of different lengths", "| x | x^2 |\n|---|---|\n| 1 | 1 |\n| 2 |\n| 3 | 9 |", []],
])("%s", async (_, text, expected) => expect(await claims(text)).toEqual(expected));

test("a long text takes time as its length", () => {
  for (const piece of ["-|", "|-|\n", "| a | b |\n", "|--|--|\n|1|2|\n", "| x | x^2 |\n|--|--|\n|1|1|\n\n"]) {
    expect(formulasOfTables(piece.repeat(30_000)).length).toBeGreaterThanOrEqual(0);
  }
});
