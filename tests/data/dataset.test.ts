import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as dfd from "danfojs-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataset, digits, iris, irisSplit42, readTable } from "workings";
import { toMimeBundle } from "../../src/display/toMimeBundle.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-data-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("readTable", () => {
  test("gives columns of numbers and of texts", () => {
    const table = readTable(put("good.csv", "size,kind,code\n1.5,big,007\n-2e3,small,010\n"));
    expect(table.columns).toEqual(["size", "kind", "code"]);
    expect(table.numbers("size")).toEqual([1.5, -2000]);
    expect(table.texts("kind")).toEqual(["big", "small"]);
    expect(table.texts("code")).toEqual(["007", "010"]);
  });

  test("shows itself as a table", async () => {
    const bundle = await toMimeBundle(readTable(put("shown.csv", "size,kind\n1.5,<b>\n")));
    expect(bundle["text/html"]).toContain('<td style="text-align: right">1.5</td><td>&lt;b&gt;</td>');
    expect(bundle["text/plain"]).toMatch(/size {2}kind\n0 {3}1\.5 {2}<b>/);
  });

  test("says where it looked for a file that is not there, and what to do", () => {
    expect(() => readTable("nowhere.csv")).toThrow(
      `readTable: there is no file nowhere.csv in ${process.cwd()}: put it there, or give its path from there`,
    );
  });

  test.each([
    ["1,2\n3\n", "line 3 has 1 fields but the header has 2"],
    ["1,2,3\n", "line 2 has 3 fields but the header has 2"],
    ['1,"2\n', "line 2: a quote is not closed"],
  ])("refuses rows %j", (rows, message) => {
    const file = put("bad.csv", `a,b\n${rows}`);
    expect(() => readTable(file)).toThrow(new SyntaxError(`readTable: ${file}, ${message}`));
  });

  test("refuses a file with nothing in it, and two columns of one name", () => {
    const empty = put("empty.csv", "");
    expect(() => readTable(empty)).toThrow(new SyntaxError(`readTable: ${empty} is empty`));
    const twice = put("twice.csv", "a,a\n");
    expect(() => readTable(twice)).toThrow(new SyntaxError(`readTable: ${twice} has two columns "a"`));
  });
});

describe("dataset", () => {
  const file = "notebooks/data/iris.csv";

  test("is the same from a CSV file, from a data frame of danfojs and from objects", async () => {
    const frame = await dfd.readCSV(path.resolve(file));
    const objects = dfd.toJSON(frame) as object[];
    const [first, ...others] = [readTable(file), frame, objects].map((one) => dataset(one, { label: "species" }));
    for (const other of others) expect(other).toEqual(first);
    expect(first!.features).toEqual(["sepal_length", "sepal_width", "petal_length", "petal_width"]);
    expect(first!.classes).toEqual(["setosa", "versicolor", "virginica"]);
  });

  test("takes a quantity for an answer, and only the columns that are named", () => {
    const rows = [
      { day: 1, place: "here", sold: 10 },
      { day: 2, place: "there", sold: 20.5 },
    ];
    const { x, y, classes } = dataset(rows, { target: "sold", features: ["day"] });
    expect({ x, y, classes }).toEqual({ x: [[1], [2]], y: [10, 20.5], classes: [] });
  });

  test("numbers classes in the order of their names, 10 behind 9", () => {
    const { classes, y } = dataset(
      ["10", "9", "2"].map((label) => ({ x: 0, label })),
      { label: "label" },
    );
    expect([classes, y]).toEqual([
      ["2", "9", "10"],
      [2, 1, 0],
    ]);
  });

  test("names the place of what is no number", () => {
    const text = put("text.csv", "a,b,c\n1,2,x\n3,four,y\n");
    expect(() => dataset(readTable(text), { label: "c" })).toThrow(
      new TypeError(`dataset: ${text}, line 3, column "b": "four" is no finite number`),
    );
    const gap = put("gap.csv", "a,c\n1,x\n,y\n");
    expect(() => dataset(readTable(gap), { label: "c" })).toThrow(
      new TypeError(`dataset: ${gap}, line 3, column "a": there is no number`),
    );
    expect(() => dataset([{ a: Number.NaN, c: 1 }], { target: "c" })).toThrow(
      new TypeError('dataset: row 0, column "a": there is no number'),
    );
  });

  test("names the column that is meant, and wants one answer", () => {
    expect(() => dataset(readTable(file), { label: "specis" })).toThrow(
      new RangeError('dataset: there is no column "specis"; did you mean species?'),
    );
    const message = "dataset: give either label, the column of classes, or target, the column of a quantity";
    expect(() => dataset(readTable(file), {})).toThrow(new TypeError(message));
    expect(() => dataset(readTable(file), { label: "species", target: "petal_width" })).toThrow(new TypeError(message));
  });

  test("shows itself with the names of its classes", async () => {
    const bundle = await toMimeBundle(iris());
    expect(bundle["text/plain"]).toMatch(/^ +sepal_length .* species\n0 +5\.1 +3\.5 +1\.4 +0\.2 {2}setosa\n/);
    expect(bundle["text/html"]).toContain("100 more rows");
  });

  test("refuses rows that are not there", () => {
    expect(() => iris().take([0, 150])).toThrow(new RangeError("take: there is no row 150; there are 150"));
  });
});

describe("what is bundled", () => {
  test("the irises are Fisher's, with the two rows that differ elsewhere, and two identical flowers", () => {
    const { x, y } = iris();
    expect([x.length, x[34], x[37]]).toEqual([150, [4.9, 3.1, 1.5, 0.2], [4.9, 3.6, 1.4, 0.1]]);
    expect(x[101]).toEqual(x[142]);
    expect([0, 1, 2].map((label) => y.filter((one) => one === label).length)).toEqual([50, 50, 50]);
  });

  test("the split of seed 42 has 120 and 30 flowers, no flower twice, and Keras' last 24", () => {
    const { train, test } = irisSplit42();
    const count = (y: number[]) => [0, 1, 2].map((label) => y.filter((one) => one === label).length);
    expect([count(train.y), count(test.y)]).toEqual([
      [40, 41, 39],
      [10, 9, 11],
    ]);
    expect(count(train.slice(-24).y)).toEqual([5, 7, 12]);
    const sorted = (rows: number[][]) => rows.map(String).sort();
    expect(sorted([...train.x, ...test.x])).toEqual(sorted(iris().x));
  });

  test("the digits are 1,797 of 64 shades, and their class numbers are the digits", () => {
    const { x, y, classes } = digits();
    expect([x.length, y.length, classes]).toEqual([1797, 1797, [..."0123456789"]]);
    expect(x.every((row) => row.length === 64 && row.every((shade) => shade >= 0 && shade <= 16))).toBe(true);
    expect(y.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
