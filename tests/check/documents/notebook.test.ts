import { describe, expect, test } from "vitest";
import { checkText } from "../../../src/check/checkText.js";
import { placesInString } from "../../../src/check/documents/json.js";
import { readNotebook } from "../../../src/check/documents/notebook.js";

const notebook = {
  cells: [
    { cell_type: "markdown", metadata: {}, source: ["# Title\n", "\n", "Let $x = 2$.\n"] },
    {
      cell_type: "code",
      source: "'$1 + 1 = 5$'",
      outputs: [
        { output_type: "stream", text: ["$1 + 1 = 4$"] },
        { output_type: "display_data", data: { "text/markdown": ["$1 + 1$\n", "$1 + 1 = 3$"], "text/plain": "" } },
      ],
    },
    { cell_type: "raw", source: "$1 + 1 = 6$" },
    { cell_type: "markdown", source: "So é $x + 1 \\approx 3.5$\r\nand `$1 = 2$`" },
  ],
  nbformat: 4,
};
const json = JSON.stringify(notebook, null, 1);

test("claims stand in their cells, by the cell's own lines and offsets", async () => {
  const { claims } = (await checkText(json, { path: "a.ipynb" })).files[0]!;
  expect(claims.map(({ cell, output, start, source, verdict }) => [cell, output, start, source, verdict])).toEqual([
    [0, undefined, { line: 3, column: 6, offset: 14 }, "x = 2", null],
    [1, 1, { line: 2, column: 2, offset: 9 }, "1 + 1 = 3", "wrong"],
    [3, undefined, { line: 1, column: 7, offset: 6 }, "x + 1 \\approx 3.5", "wrong"],
  ]);
});

/** What is judged of a notebook in which a cell printed a text, and a formula follows. */
async function judged(text: string, source = "print(x)"): Promise<string[]> {
  const outputs = [{ output_type: "stream", name: "stdout", text }];
  const cells = [
    { cell_type: "code", source, outputs },
    { cell_type: "markdown", source: "Then $2w = 1.06$." },
  ];
  const { claims } = (await checkText(JSON.stringify({ cells, nbformat: 4 }), { path: "a.ipynb" })).files[0]!;
  return claims.filter(({ output }) => output !== undefined).map((claim) => `${claim.verdict} ${claim.source}`);
}

describe("equations that a program printed are judged", () => {
  test.each([
    ["accuracy = 29/30 = 0.9766", ["wrong 29/30 = 0.9766"]],
    ["epoch 3\naccuracy = 29/32 = 0.90625\n", ["confirmed 29/32 = 0.90625"]],
    ["w = 0.5 + 0.04 = 0.53", ["wrong 0.5 + 0.04 = 0.53"]],
    ["w = 0.53", []],
    ["1e16 + 1 - 1e16 = 0.0", []],
    ["0.1 + 0.2 = 0.30000000000000004", []],
    ["1 / 3 = 0.33333334", []],
    ["200 + 100 = 44", []],
    ["$1 + 1.5 = 4.5$", []],
  ])("%j: %j", async (text, expected) => expect(await judged(text)).toEqual(expected));

  test("but not where the code has other numbers than those of mathematics", async () => {
    expect(await judged("0.1 + 0.2 = 0.2998", "print(np.float16(0.1) + np.float16(0.2))")).toEqual([]);
    expect(await judged("7 / 2 = 3.0", "print(7 // 2)")).toEqual([]);
  });
});

describe("what is no notebook is refused with the reason", () => {
  test.each([
    ["[]", "a notebook is an object"],
    ["{}", "it has no list of cells"],
    ['{"cells": [3]}', "cell 0 is not an object"],
    ['{"cells": [{"cell_type": "markdown", "source": [1]}]}', "cell 0 has no source"],
    ['{"worksheets": []}', "it is of format 3; convert it with: jupyter nbconvert --to notebook"],
    ['{"cells": {}}', "it has no list of cells"],
    ["{", /JSON/],
  ])("%s", (text, message) => expect(() => readNotebook(text)).toThrow(message));
});

describe("each character of a string is found in the JSON", () => {
  const source = 'a"b\\c\n é\u2028 1.5';
  test.each([
    ["in one piece", source],
    ["in lines", [source, source]],
  ])("%s", (_, value) => {
    for (const indent of [0, 1, 4]) {
      const text = `\ufeff${JSON.stringify({ a: [1e3, { "]": "}" }], cells: [null, { x: "source", source: value }] }, null, indent)}`;
      const places = placesInString(text, ["cells", 1, "source"])!;
      const characters = places.map(({ start, end }) => JSON.parse(`"${text.slice(start, end)}"`));
      expect(characters.join("")).toBe([value].flat().join(""));
    }
  });

  test("escaped in any way", () => {
    const text = '{"source":"\\u0031\\/\\ud83d\\ude00x"}';
    expect(placesInString(text, ["source"])!.map(({ start, end }) => text.slice(start, end))).toEqual([
      "\\u0031",
      "\\/",
      "\\ud83d",
      "\\ude00",
      "x",
    ]);
  });
});
