import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";

const verdicts = async (text: string) => (await checkText(text)).files[0]!.claims.map(({ verdict }) => verdict);
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

test.each([
  ["a tower of powers", "$9^{9^{9^{9^{9}}}} = 1$", ["wrong"]],
  ["the sine of a tower", "$\\sin(10^{10^{10}}) = 0.5$", ["unchecked"]],
  [
    "powers that overflow and underflow",
    "$10^{999} \\cdot 10^{-999} = 1$ $10^{-999} \\approx 0$",
    ["confirmed", "confirmed"],
  ],
  ["a number of 15 000 digits", `$${"9".repeat(15_000)} = 1$`, ["unchecked"]],
  ["a sum of 6 000 terms", `$${"1+".repeat(6000)}1 = 3$`, ["unchecked"]],
  ["99 parentheses", `$${"(".repeat(99)}1${")".repeat(99)} = 1$`, ["confirmed"]],
  ["101 parentheses", `$${"(".repeat(101)}1${")".repeat(101)} = 1$`, ["unchecked"]],
  ["a vector of 4 000 entries", `$[${"1,".repeat(4000)}1] = 3$`, ["unchecked"]],
  ["macros that multiply", "$\\def\\a{\\b\\b\\b}\\def\\b{\\a\\a\\a}\\a = 1$", ["unchecked"]],
  ["macros of another formula", "$\\gdef\\foo{1} \\foo = 1$ $\\foo = 1$", ["confirmed", "unchecked"]],
  [
    "functions that double 60 times",
    `${lines(60, (i) => `$f_{${i + 1}}(x) = f_{${i}}(x) + f_{${i}}(x)$`)} $f_0(x) = x + 0$ $f_{60}(2) = 4$`,
    [...new Array(61).fill(null), "unchecked"],
  ],
  ["a function that calls itself", "$f(x) = f(x) + 1$ $f(2) = 4$", [null, "unchecked"]],
  ["5 000 nested quotations", `${">".repeat(5000)} $1 + 1 = 3$`, ["wrong"]],
  ["lone surrogates", "$\ud800 = 1$ $1 + 1 = 3$", ["unchecked", "wrong"]],
])("%s", async (_, text, expected) => {
  expect(await verdicts(text)).toEqual(expected);
});

describe("what is long without end does not stall it", () => {
  test.each([
    ["dollar signs", "$".repeat(1_000_000), 0],
    ["lines of two dollar signs", "$$\n".repeat(20_000), 0],
    ["braces within each other", `$${"{".repeat(1_000_000)}1${"}".repeat(1_000_000)} = 1$`, 1],
    ["open parentheses", `${"(".repeat(1_000_000)} $1 + 1 = 2$`, 1],
    ["open brackets", `${"[".repeat(50_000)} $1 + 1 = 2$`, 1],
    ["open images", `${"![".repeat(50_000)} $1 + 1 = 2$`, 1],
    ["open tags", `${"<a ".repeat(50_000)} $1 + 1 = 2$`, 1],
    ["open comments", `$1 + 1 = 2$ ${"<!-- ".repeat(2000)}`, 1],
    ["open links", `${"[a](".repeat(1000)} $1 + 1 = 2$`, 1],
    ["runs of backticks", `${lines(400, (i) => "`".repeat(i + 1))}\n\n$1 + 1 = 2$`, 1],
    ["emphasis", `${"*a ".repeat(30_000)} $1 + 1 = 2$`, 1],
    ["lists within each other", `${lines(150, (i) => `${"  ".repeat(i)}- a`)} $1 + 1 = 2$`, 1],
    ["a row of a table", `${"|a".repeat(20_000)}\n${"|-".repeat(20_000)}\n\n$1 + 1 = 2$`, 1],
    ["formulas", "$1 + 1 = 2$ ".repeat(20_000), 20_000],
    ["formulas that are not read", "$\\foo = 1$ ".repeat(20_000), 20_000],
    ["a chain", `$${"1 = ".repeat(3000)}1$`, 3000],
    ["lines of an environment", `$$\\begin{aligned}${"1 &= 1 \\\\".repeat(1200)}\\end{aligned}$$`, 1200],
    ["accents on a letter", `$e${"\u0301".repeat(100_000)} = 1$`, 1],
    ["marks of direction", "\u202e$1 + 1 = 2$\u202c ".repeat(2000), 2000],
    ["NUL bytes", `${"\u0000".repeat(100_000)} $1 + 1 = 2$`, 1],
  ])("%s", async (_, text, statements) => {
    expect((await checkText(text)).files[0]!.summary.statements).toBe(statements);
  });
});

test("a chain of 3 000 variables, each from the one before", async () => {
  const found = await verdicts(`$x_0 = 1$ ${lines(3000, (i) => `$x_{${i + 1}} = 2x_{${i}}$`)} $x_{3000} + 1 = 3.5$`);
  expect(found.at(-1)).toBe("unchecked");
});

test("names of objects' own machinery", async () => {
  for (const name of ["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty"]) {
    const text = `$${name} = 1$ $${name}(2) = 2$ $\\text{${name}}(x) = x + 1$ $\\operatorname{${name}}(2) = 4$ $1 + 1 = 3$`;
    expect((await verdicts(text)).at(-1)).toBe("wrong");
  }
});

test("no text makes the checker fail, and a claim it makes stands where it says", async () => {
  const piece = fc.constantFrom(
    ..."$ $$ \\( \\) \\[ \\] \n \n\n ``` ```math ` > - # <!-- --> 1 2.5 = \\approx < x \\sigma ( ) { } [ ] , ^ _ \\frac{1}{2} \\begin{aligned} \\end{aligned} & \\\\ \\quad \\% 中 é".split(
      " ",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 60 }), async (pieces) => {
      const text = pieces.join(" ");
      const [file] = (await checkText(text)).files;
      for (const { start, end, source, written } of file!.claims) {
        expect(text.slice(start.offset, end.offset)).toBe(source);
        if (written !== null) expect(source.endsWith(written)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
