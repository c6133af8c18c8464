import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { readPlain } from "../../src/check/plain/read.js";
import { equationsIn } from "../../src/check/plain/sentences.js";
import { print } from "../../src/expression/print.js";
import { loadLatex } from "../../src/latex/katex.js";
import { isUnread } from "../../src/latex/read.js";

beforeAll(loadLatex);

const options = {
  isVariable: () => false,
  isFunction: (name: string) => ["σ", "softmax", "ReLU"].includes(name),
  comma: "thousands",
} as const;

/** How each member is understood, or why one is not. */
function read(source: string): string {
  const statements = readPlain(source, options);
  if ("unread" in statements) return statements.unread;
  return statements
    .map(({ members }) =>
      members.map(({ read, otherReadings }) =>
        isUnread(read) ? read.unread : [read, ...otherReadings].map(print).join(" or "),
      ),
    )
    .join("; ");
}

describe("plain notation is read as", () => {
  test.each([
    ["σ(x) = 1 / (1 + exp(-x))", "σ(x),1 / (1 + exp(-x))"],
    ["softmax([3, 1,2]) ≈ [0.665,0.09, 0.245]", "softmax([3, 1, 2]),[0.665, 0.09, 0.245]"],
    ["x₁² + e⁻² = 3", "x_1^2 + exp(-2),3"],
    ["2 ** 3 = 2^3", "2^3,2^3"],
    ["e^(-2) = e^-2", "exp(-2),exp(-2)"],
    ["√2 = sqrt(2)", "sqrt(2),sqrt(2)"],
    ["√(1 + 3) = 2", "sqrt(1 + 3),2"],
    ["½ · 3 = 1.5", "1 / 2 * 3,1.5"],
    ["3 / 1e-3 = 3000", "3 / (1 * 10^-3),3000"],
    ["6.02e+23 * 2 = 1.204e24", "6.02 * 10^23 * 2,1.204 * 10^24"],
    ["ŷ = y_hat", "hat(y),hat(y)"],
    ["ŷ_i - ŷ₁ = 0", "hat(y)_i - hat(y)_1,0"],
    ["log2(8) = log10(1000)", "log(8) / log(2),log(1000) / log(10)"],
    ["ln 2 ≈ 0.693", "log(2),0.693"],
    ["1,234 + 1 = 1,235", "1234 + 1,1235"],
    ["0,5 + 0,25 = 0,75", "0.5 + 0.25,0.75"],
    ["x ＝ （２ ＋ ３）×４", "x,(2 + 3) * 4"],
    ["50% = 0.5", "percent(50),0.5"],
    ["x^2/2 = 3", "x^2 / 2,3"],
    ["F1 = 2 * 0.8 * 0.6 / (0.8 + 0.6)", "F_1,2 * 0.8 * 0.6 / (0.8 + 0.6)"],
    ["abs(-3) = |-3|", "abs(-3),abs(-3)"],
    ["max(0, -2) = 0", "max(0, -2),0"],
    ["alpha_1 = β₁", "α_1,β_1"],
    ["2x(y + 1) = 3", "x is not a known function"],
    ["x ~= 2.5", "x,2.5"],
    ["1/2x = 4", "1 / 2 * x or 1 / (2 * x),4"],
  ])("%j: %s", (source, reading) => {
    const found = read(source);
    expect(found === reading || found.startsWith("2 * x(")).toBe(true);
  });
});

describe("plain notation is refused where it can mean several things", () => {
  test.each([
    ["7 % 3 = 1", "% can be per cent or a remainder"],
    ["e^-x/2 = 3", "where this exponent ends is not clear without parentheses"],
    ["8^1/3 = 2", "where this exponent ends is not clear without parentheses"],
    ["2^3^2 = 512", "where this exponent ends is not clear without parentheses"],
    ["√2x = 2", "where this root ends is not clear without parentheses"],
    ["3 4 = 12", "two things side by side, with no sign between them"],
    ["(2)3 = 6", "a number right behind another thing"],
    ["20 °C = 68 °F", "a temperature is not read"],
    ["(1 + 2 = 3", "a relation within brackets"],
    ["1 + 2) = 3", ") closes nothing"],
    ["{1, 2} = 3", "what is in braces is not read"],
    ["x = {", "what is in braces is not read"],
    ["a == b", "a sign that is not known in plain notation"],
    ["__proto__ = 1", "a sign that is not known in plain notation"],
  ])("%j: %s", (source, reason) => expect(read(source)).toBe(reason));
});

/** The claims of a document, each with its verdict. */
async function claims(text: string): Promise<string[]> {
  const [file] = (await checkText(text)).files;
  for (const { start, end, source, written } of file!.claims) {
    expect(text.slice(start.offset, end.offset)).toBe(source);
    if (written !== null) expect(source.endsWith(written)).toBe(true);
  }
  return file!.claims.map(({ verdict, source }) => `${verdict} ${source}`);
}

describe("inline code that is an equation is judged", () => {
  test.each([
    ["`tanh(1.7) ≈ 0.935`", ["confirmed tanh(1.7) ≈ 0.935"]],
    ["`tanh(1.7) ≈ 0.953`", ["wrong tanh(1.7) ≈ 0.953"]],
    ["`` ReLU(-2) = 2 ``", ["wrong ReLU(-2) = 2"]],
    ["`accuracy = 57/60 = 0.95`", ["null accuracy = 57/60", "confirmed 57/60 = 0.95"]],
    ["`x = 2`, so `x^2 + 1 ≈ 5.5`", ["null x = 2", "wrong x^2 + 1 ≈ 5.5"]],
    ["`x = 2, y = 3.5` and $x + y = 5.5$", ["null x = 2", "null y = 3.5", "confirmed x + y = 5.5"]],
    ["`\\alpha = 0.1`, so $3\\alpha = 0.4$", ["null \\alpha = 0.1", "wrong 3\\alpha = 0.4"]],
    ["`y_hat = 2.5`, so $\\hat{y} + 1 = 3.5$", ["null y_hat = 2.5", "confirmed \\hat{y} + 1 = 3.5"]],
    ["`x = 4.5`, so `1/2x ≈ 0.111`", ["null x = 4.5", "ambiguous 1/2x ≈ 0.111"]],
    ["`x = 4.5`, so `1/2x ≈ 2.5`", ["null x = 4.5", "wrong 1/2x ≈ 2.5"]],
    ["`f(x) = x^2 + 1`, hence `f(3) = 10`", ["null f(x) = x^2 + 1", "confirmed f(3) = 10"]],
    ["`w := 2 - 0.1 * 0.5 = 1.5`", ["null w := 2 - 0.1 * 0.5", "wrong 2 - 0.1 * 0.5 = 1.5"]],
    ["`MSE([2, 3], [2.5, 2.8]) = 0.145`", ["confirmed MSE([2, 3], [2.5, 2.8]) = 0.145"]],
    ["`MAE([2, 3], [2.5, 2.8]) = 0.53`", ["wrong MAE([2, 3], [2.5, 2.8]) = 0.53"]],
    [
      "`RMSE([2, 3], [2.5, 2.8]) ≈ 0.381` and `softplus(0) ≈ 0.693`",
      ["confirmed RMSE([2, 3], [2.5, 2.8]) ≈ 0.381", "confirmed softplus(0) ≈ 0.693"],
    ],
    ["`logistic(2) ≈ 0.8808`, `SiLU(1) ≈ 0.713`", ["confirmed logistic(2) ≈ 0.8808", "wrong SiLU(1) ≈ 0.713"]],
    ["`MSE(y, z) = (y - z)^2 / 2`, `MSE(1, 3) = 2`", ["null MSE(y, z) = (y - z)^2 / 2", "confirmed MSE(1, 3) = 2"]],
    ["`2 < 1 + 3`", ["confirmed 2 < 1 + 3"]],
  ])("%s", async (text, expected) => expect(await claims(text)).toEqual(expected));
});

describe("code that is a program, a command or a setting claims nothing", () => {
  test.each(
    [
      "const x = 5;",
      "let y = 2 + 2",
      "npm i x=1",
      "i = i + 1",
      "a == b",
      "1 + 1 == 3",
      "x != 2",
      "x += 1",
      "n //= 2",
      "f = x => x + 1",
      "print(1 + 1 = 3)",
      "len(x) = 4",
      "?id=5&x=3",
      "https://example.org/?q=1+1=3",
      "--epochs=5",
      "NODE_ENV=production",
      "batch_size = 32",
      "width=100",
      '{"a": 1 = 2}',
      "a.b = 2 + 3",
      "x[0] = 1 + 1",
      "7 % 3 = 1",
      "C:\\new = 2",
      "\\d+=3",
      "$x = 2$",
      "y = np.exp(2) = 3",
      "x <- 2",
      "=SUM(A1:A2)",
      "1 + 1 =",
      "a < b",
      "16 = 10000",
    ].map((code) => [code]),
  )("%s", async (code) => expect(await claims(`see \`${code}\``)).toEqual([]));
});

test("a list of values is not held against the last of what they are the values of", async () => {
  const wrong = async (text: string) => (await claims(text)).filter((claim) => claim.startsWith("wrong"));
  expect(await wrong("Here e³, e and e² ≈ 20.0855, 2.7183 and 7.3891, of a sum of 30.1929.")).toEqual([]);
  expect(await wrong("So e³ and e² ≈ 20.0855 and 7.3891.")).toEqual([]);
  expect(await wrong("So e² ≈ 7.4891, and e³ ≈ 20.0855.")).toEqual(["wrong e² ≈ 7.4891"]);
});

describe("in code, a number may be right in a computer's arithmetic", () => {
  test.each([
    ["`7 / 2 = 3`", "ambiguous"],
    ["`1/3 = 0`", "ambiguous"],
    ["`2 ^ 3 = 1`", "ambiguous"],
    ["`0.1 + 0.2 = 0.30000000000000004`", "unchecked"],
    ["$\\frac{1}{3} \\approx 0.33333333333333331$", "unchecked"],
    ["In binary, $1 + 1 = 10$.", "unchecked"],
    ["On a clock, `9 + 4 = 1`.", "unchecked"],
    ["其胜率是 49% = (50+48)/2。", "ambiguous"],
    ["`0 + 0.04 * 28 < 1.12`", "unchecked"],
    ["Its bits: $16 = 10000$.", "unchecked"],
    ["`0 + 0.04 * 28 < 1.11`", "wrong"],
    ["`7 / 2 = 4.5`", "wrong"],
    ["`0.1 + 0.2 = 0.30004`", "wrong"],
  ])("%s", async (text, verdict) =>
    expect((await claims(text)).map((claim) => claim.split(" ")[0])).toEqual([verdict]),
  );
});

describe("an equation within a sentence is judged", () => {
  test.each([
    ["So MSE = 0.29 / 2 = 0.145.", ["null MSE = 0.29 / 2", "confirmed 0.29 / 2 = 0.145"]],
    ["So MSE = 0.29 / 2 = 0.155, say.", ["null MSE = 0.29 / 2", "wrong 0.29 / 2 = 0.155"]],
    ["| sum | 0.1 + 0.25 = 0.35 |\n|---|---|\n| b | 5 × 3 = 16 |", ["confirmed 0.1 + 0.25 = 0.35", "wrong 5 × 3 = 16"]],
    ["- where α = 0.1\n- and n = 30", ["null α = 0.1", "null n = 30"]],
    ["with x = 3, we get 2x + 1.5 = 7.5.", ["null x = 3", "confirmed 2x + 1.5 = 7.5"]],
    ["2. 2 + 2 = 5\n3. 2 + 2 = 4", ["wrong 2 + 2 = 5", "confirmed 2 + 2 = 4"]],
    ["**3 * 4 = 12** and (57/60 = 0.95)", ["confirmed 3 * 4 = 12", "confirmed 57/60 = 0.95"]],
    ["均方误差 = 0.29 / 2 = 0.145，设 x = 2。", ["confirmed 0.29 / 2 = 0.145", "null x = 2"]],
    ["准确率为 57/60 = 0.93。", ["wrong 57/60 = 0.93"]],
    ["５×３＝１６，对吗", ["wrong ５×３＝１６"]],
    [
      "tanh(2) ≈ 0.964 and softmax([1, 1]) = [0.5, 0.5].",
      ["confirmed tanh(2) ≈ 0.964", "confirmed softmax([1, 1]) = [0.5, 0.5]"],
    ],
  ])("%j", async (text, expected) => expect(await claims(text)).toEqual(expected));
});

describe("what only looks like an equation claims nothing", () => {
  test.each(
    [
      "Figure 3 = 4 + 5 panels",
      "Here e³, e and e² ≈ 20.0855, 2.7183 and 7.3891, of a sum",
      "Figure 3 = 4 + 5",
      "on 9/11 = 2001",
      "9/11 = 2001",
      "a score of 3-2 = a win",
      "10-12 = 5",
      "tel. 555-1234 = 3",
      "2024-11-24 = 1",
      "v1.2 = latest",
      "version 1.2.3 = 1.2.4",
      "16:9 = 1.78",
      "1920x1080 = 2",
      "it costs $5 + $6 = $12",
      "€5 + 6 = 12",
      "5 + 6 = 12 €",
      "3 × 20 = 1 hour",
      "2 × 30 = 1 min",
      "60 × 60 = 1 小时",
      "--epochs=5+5",
      "https://example.org/?a=1+1=3",
      "see a?x=2+2=5&y",
      '<img width="5" height=2+2>',
      "1 = yes, 0 = no",
      "5 = 4",
      "rows = 5",
      "the apples 3 + 4 = 8",
      "Model 2 / 3 = 0.5",
      "图 3 + 1 = 5",
      "see (2.4) = (2.5)",
      "a => b and 2 + 2 => 5",
      "1 + 1 == 3",
      "C++ = 3 + 4",
      "E = mc^2 = 5 J",
      "[1] = [2]",
      "~~~\n2 + 2 = 5\n~~~",
      "<!-- 2 + 2 = 5 -->",
      "[link](http://a.b/?2+2=5)",
      "# = 3",
      "=====",
      "x = ?",
      "1 + 2 = …",
      "2 + 2 = 5x",
      "1 + 2 +\n3 + 4 = 10",
      "1 + 2\n+ 3 + 4 = 10",
      "10\n- 3 + 4 = 11",
      "1 + 2 \\\\ + 3 + 4 = 10",
      "so f\\*(2) = 10",
      "so f*(2) + 1 = 10",
      "12-hour: 9:00 + 4:00 = 1:00",
    ].map((text) => [text]),
  )("%j", async (text) => expect((await claims(text)).filter((claim) => !claim.startsWith("null"))).toEqual([]));
});

test("a line takes time as its length", () => {
  for (const piece of ["= ", "a=", "1+2 = ", "(", "x", "2^", "√", "1,", "a_", "1e"]) {
    const found = equationsIn(`${piece.repeat(200_000)}=1`);
    expect(found.length).toBeGreaterThanOrEqual(0);
  }
});

test("no text makes the reader of plain notation fail", () => {
  const piece = fc.constantFrom(
    ..."= ≈ := + - * / ^ ** ( ) [ ] { } , . 1 2.5 1e-3 1,234 x α₁ x_1 y_hat sqrt( log2( exp √ ½ ² % ! ° ' | ， 中 \\ $ \ud800".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 }), (pieces) => {
      const source = pieces.join("");
      const statements = readPlain(source, options);
      if ("unread" in statements) return;
      for (const { members } of statements) {
        for (const member of members) expect(source.slice(member.start, member.end)).toBe(member.source);
      }
    }),
    { numRuns: 3000 },
  );
});
