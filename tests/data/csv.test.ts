import { expect, test } from "vitest";
import { parseCsv } from "../../src/data/csv.js";

const fieldsOf = (text: string, separator?: string) => parseCsv(text, separator).map(({ fields }) => fields);

test.each<[string, string, string[][]]>([
  [
    "fields and lines",
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a last line without an end",
    "a,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "Windows' line ends and a byte order mark",
    "\ufeffa,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "empty fields, also at the end",
    "a,,\n,b,",
    [
      ["a", "", ""],
      ["", "b", ""],
    ],
  ],
  ["quotes around separators, breaks and quotes", '"a,b","c\nd","e""f"\n', [["a,b", "c\nd", 'e"f']]],
  ["space around fields", " a , b\n", [["a", "b"]]],
  ["empty lines, which are none", "a\n\n\nb\n\n", [["a"], ["b"]]],
  ["nothing", "", []],
])("reads %s", (_, text, fields) => {
  expect(fieldsOf(text)).toEqual(fields);
});

test("fields may be parted by something else", () => {
  expect(fieldsOf("a;b,c\n", ";")).toEqual([["a", "b,c"]]);
});

test("every record knows the line that it begins in", () => {
  expect(parseCsv('a\n"b\nc"\n\nd\n').map(({ line }) => line)).toEqual([1, 2, 5]);
});

test.each([
  ['a\nb,"c', "line 2: a quote is not closed"],
  ['"a"b', 'line 1: text follows the quote that closes "a"'],
])("refuses %j", (text, message) => {
  expect(() => parseCsv(text)).toThrow(new SyntaxError(message));
});
