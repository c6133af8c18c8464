import { expect, test } from "vitest";
import { parseJson, printJson } from "../../src/notebook/json.js";

test.each(["1.0", "1e-07", "-0.0", "12345678901234567890", "1E5", "0.10"])(
  "the number %s stays as it is spelled",
  (numeral) => {
    const text = `{\n "a": [\n  ${numeral},\n  1\n ]\n}`;
    expect(printJson(parseJson(text))).toBe(text);
  },
);

test("what looks like a number within a text is none", () => {
  const value = { a: 'say "1.0" or \\', "1.0": "numeral:2.0", b: "\\" };
  expect(parseJson(JSON.stringify(value))).toEqual(value);
  expect(parseJson(`[${JSON.stringify(value)}, 1.0]`)).toEqual([value, { text: "1.0" }]);
});

test.each([
  [{ b: 1, a: [], c: {} }, '{\n "a": [],\n "b": 1,\n "c": {}\n}'],
  [{ 10: "ten", 9: "nine" }, '{\n "10": "ten",\n "9": "nine"\n}'],
  ['ü\u0001\n"', '"ü\\u0001\\n\\""'],
  [[1e-7, 0.00002, 1e21, 0.5, -3], "[\n 1e-07,\n 2e-05,\n 1e+21,\n 0.5,\n -3\n]"],
  [{ left: undefined }, "{}"],
])("%j is printed as Python's json does", (value, text) => {
  expect(printJson(value)).toBe(text);
});

test.each(["[1,", "{'a': 1}", "[01]", ""])("%s is no JSON", (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});
