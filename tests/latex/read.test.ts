import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { number, operation, symbol, vector } from "../../src/expression/construct.js";
import type { Expression } from "../../src/expression/expression.js";
import { print } from "../../src/expression/print.js";
import { loadLatex } from "../../src/latex/katex.js";
import type { Statement } from "../../src/latex/read.js";
import { isUnread, readLatex } from "../../src/latex/read.js";

await loadLatex();

const functions = new Set(["σ", "softmax", "ReLU", "f", "log"]);
const variables = new Set(["a", "b"]);
const options = {
  isVariable: (name: string) => variables.has(name),
  isFunction: (name: string) => functions.has(name),
  comma: "thousands",
} as const;

/** The only member of a formula without a relation, in plain notation; or why it is not read, and where. */
function read(source: string, comma: "thousands" | "decimal" = "thousands"): string {
  const statements = readLatex(source, { ...options, comma });
  if (!Array.isArray(statements)) return `${statements.at}: ${statements.unread}`;
  const member = (statements as Statement[])[0]!.members[0]!;
  return isUnread(member.read) ? `${member.read.at}: ${member.read.unread}` : print(member.read);
}

describe("reads", () => {
  test.each([
    // Numbers keep their digits.
    ["0.0900", "0.0900"],
    [".5", "0.5"],
    ["1{,}553{,}052", "1553052"],
    ["60\\,000", "60000"],
    ["1,234,567.5", "1234567.5"],
    ["3{,}14", "3.14"],
    ["7.2\\%", "percent(7.2)"],
    ["1.2 \\times 10^{-3}", "1.2 * 10^-3"],
    // Signs, fractions, powers and roots.
    ["a + 2 \\cdot b - 3 \\times 4", "a + 2 * b - 3 * 4"],
    ["a - (b - 1)", "a - (b - 1)"],
    ["\\frac{1}{1 + e^{-2}}", "1 / (1 + exp(-2))"],
    ["\\tfrac12 + \\dfrac{1}{3}", "1 / 2 + 1 / 3"],
    ["1/2", "1 / 2"],
    ["-2^2", "-2^2"],
    ["(-2)^2", "(-2)^2"],
    ["2^{3^2}", "2^3^2"],
    ["x²", "x^2"],
    ["e^{-0.4^2/2}", "exp(-(0.4^2 / 2))"],
    ["\\sqrt{2} + \\sqrt[3]{8}", "sqrt(2) + 8^(1 / 3)"],
    ["|2 - 3| + \\left| -1 \\right| + \\lvert a \\rvert", "abs(2 - 3) + abs(-1) + abs(a)"],
    ["2|a|b", "2 * abs(a) * b"],
    ["2\\lfloor a / 2 \\rfloor + \\left\\lfloor b \\right\\rfloor", "2 * floor(a / 2) + floor(b)"],
    // Multiplication without a sign.
    ["2ab", "2 * a * b"],
    ["5.9(1.6 - 4.0)", "5.9 * (1.6 - 4.0)"],
    ["(0.3)(0.7)", "0.3 * 0.7"],
    ["\\frac{1}{2} \\left[ 0.25 + 0.04 \\right]", "1 / 2 * (0.25 + 0.04)"],
    ["0.01 \\cdot -2", "0.01 * -2"],
    // Functions.
    ["\\exp(-a)", "exp(-a)"],
    ["exp(-a)", "exp(-a)"],
    ["\\exp\\left(-a\\right)", "exp(-a)"],
    ["\\tanh 2", "tanh(2)"],
    ["\\operatorname{erf}(a) + \\mathrm{erfc}(2)", "erf(a) + erfc(2)"],
    ["\\ln a + \\ln b", "log(a) + log(b)"],
    ["\\log(0.8)", "log(0.8)"],
    ["\\log_2 8 - \\log_{10}(100)", "log(8) / log(2) - log(100) / log(10)"],
    ["0.4 \\log_2 0.4", "0.4 * (log(0.4) / log(2))"],
    ["\\sin 2\\pi", "sin(2 * pi)"],
    ["\\sin^2(a)", "sin(a)^2"],
    ["\\cos 20^\\circ", "cos(degrees(20))"],
    ["\\max(0, 1 - a)", "max(0, 1 - a)"],
    ["max(0, -2)", "max(0, -2)"],
    ["\\sigma(2)", "σ(2)"],
    ["σ(2)", "σ(2)"],
    [
      "\\mathrm{ReLU}(-2) + \\operatorname{ReLU}(1) + \\text{ReLU}(2) + ReLU(3)",
      "ReLU(-2) + ReLU(1) + ReLU(2) + ReLU(3)",
    ],
    ["a(b + 1)", "a * (b + 1)"],
    ["\\sum_{k=1}^{3} \\frac{1}{k}", "sum([1 / 1, 1 / 2, 1 / 3])"],
    ["\\frac{1}{2} \\sum_{i=1}^2 2x_i - 1", "1 / 2 * sum([2 * x_1, 2 * x_2]) - 1"],
    ["\\prod_{j=0}^{2} (j + 1)", "(0 + 1) * (1 + 1) * (2 + 1)"],
    // Vectors and names.
    ["[3, 1, 2]", "[3, 1, 2]"],
    ["softmax([3,100])", "softmax([3, 100])"],
    ["\\left[\\frac{1}{2}, e^3\\right]", "[1 / 2, exp(3)]"],
    ["\\beta_1 m + \\hat{y}_i", "β_1 * m + hat(y)_i"],
    ["d_{model} + x_1^2", "d_model + x_1^2"],
  ])("%s", (source, plain) => expect(read(source)).toBe(plain));

  test("a comma before three digits as it is told to", () => {
    expect(read("3{,}141")).toBe("3141");
    expect(read("3{,}141", "decimal")).toBe("3.141");
    expect(read("1{,}553{,}052", "decimal")).toBe("1553052");
  });
});

describe("refuses, with the reason and its place", () => {
  test.each([
    ["1e-3", "0: 1e… can be a power of ten or Euler's number"],
    ["2 3", "2: a number right behind another factor: a sign between them is missing"],
    ["\\pi(3)", "0: π(…) can be a product or a function"],
    ["1011_2", "4: a subscript here is not read"],
    ["a \\pm b", "2: ± stands for two numbers, which are not compared"],
    ["(1, 000)", "4: 000 is not written as a number"],
    ["1 +", "3: something is missing at the end"],
    ["(1", "0: a bracket is not closed"],
    ["\\sum_i i", "0: how far the sum goes is not written"],
    ["\\sum_{i=1}^{9999} i", "0: a sum of 1 to 5000 terms is read"],
    ["\\sum\\limits_{i=1}^{10} e^i", "0: a superscript i can be a power or a label"],
    ["\\sum_{i=1}^{99} \\sum_{j=1}^{99} ij", "0: this sum is too long to write out"],
    ["\\sum_{a=1}^{2} a", "0: a is an index here and a variable in this text"],
    ["\\sum_{i=1}^{\\infty} 2^{-i}", "0: a sum without end is not worked out"],
    ["\\sum_{i=1}^{n} c_i", "0: c is no vector in this text"],
    ["w^{(2)}", "1: a superscript in parentheses can be a label"],
    ["\\frac{dy}{dx}", "0: dy/dx has no value"],
    ["\\nabla J", "0: ∇J has no value"],
    ["P(A \\mid B)", "0: P(A|B) has no value"],
    ["5!!", "2: a double factorial is not read"],
    ["\\$ x", "0: \\$ is not read"],
    ["\\begin{matrix} 1 & 2 \\end{matrix} + 1", "0: a table without brackets is not read"],
    ["\\begin{bmatrix} 1 & 2 \\\\ 3 \\end{bmatrix}", "0: the rows of this table differ in length"],
    ["\\left[\\begin{array}{c|c} 1 & 2 \\end{array}\\right]", "0: a table with lines is not read"],
    ["\\operatorname{det}(1, 2)", "0: det is given 2 arguments"],
    ["\\{1\\}", "0: \\{ is not read"],
    ["\\int x dx", "0: an integral without both bounds is not read"],
    ["\\int_0^1 x", "0: an integral ends with its dx, which is missing"],
    ["\\int_0^{\\infty} e^{-x} dx", "0: an integral without end is not worked out"],
    ["50% of a", "2: % starts a comment in LaTeX; a percent sign is written \\%"],
    ["\\frac{1}", "8: KaTeX cannot read it: Unexpected end of input in a macro argument, expected '}'"],
    ["\\unknown", "0: KaTeX cannot read it: Undefined control sequence: \\unknown"],
  ])("%s", (source, reason) => expect(read(source)).toBe(reason));

  test("what is too long or nests too deep, at once", () => {
    expect(read(`${"{".repeat(1e5)}1${"}".repeat(1e5)}`)).toContain("longer than 20000 characters");
    expect(read(`${"{".repeat(5000)}1${"}".repeat(5000)}`)).toBe("100: the formula nests more than 100 deep");
    expect(read("\\sqrt".repeat(3000))).toContain("nests more than 100 deep");
    expect(read("9".repeat(1000))).toContain("is not written as a number");
    expect(read("\\def\\a{\\a\\a}\\a")).toContain("KaTeX cannot read it");
  });
});

describe("statements", () => {
  const parts = (source: string) => {
    const statements = readLatex(source, options);
    if (!Array.isArray(statements)) return statements;
    return (statements as Statement[]).map(({ members, relations }) => [
      members.map(({ source }) => source),
      relations.map(({ relation }) => relation),
    ]);
  };

  test.each([
    [
      "a = b \\approx 0.5",
      [
        [
          ["a", "b", "0.5"],
          ["=", "≈"],
        ],
      ],
    ],
    ["a \\simeq 1.", [[["a", "1"], ["≈"]]]],
    [
      "a := 1, b \\coloneqq 2",
      [
        [["a", "1"], [":="]],
        [["b", "2"], [":="]],
      ],
    ],
    [
      "a \\ne b \\neq 1 ≠ 2",
      [
        [
          ["a", "b", "1", "2"],
          ["≠", "≠", "≠"],
        ],
      ],
    ],
    [
      "0 < a \\le 1 \\propto b",
      [
        [
          ["0", "a", "1", "b"],
          ["<", "≤", "other"],
        ],
      ],
    ],
    ["P(X = 3) = 0.2", [[["P(X = 3)", "0.2"], ["="]]]],
    [
      "\\begin{aligned} a &= \\frac{1}{2} \\\\ &= 0.5 \\\\ b &= 3 \\end{aligned}",
      [
        [
          ["a", "\\frac{1}{2}", "0.5"],
          ["=", "="],
        ],
        [["b", "3"], ["="]],
      ],
    ],
    ["1,234 = 3", [[["1,234", "3"], ["="]]]],
  ])("%s", (source, expected) => expect(parts(source)).toEqual(expected));

  test("a list is not taken apart", () => {
    expect(parts("i = 1, \\dots, n")).toEqual({ unread: "a list, of which only parts are statements", at: 0 });
  });

  test("a side tells whether it is a name or could be defined", () => {
    const side = (source: string) => (readLatex(`${source} = 1`, options) as Statement[])[0]!.members[0]!;
    expect(side("\\text{loss}").name).toBe("loss");
    expect(side("MSE").name).toBe("MSE");
    expect(side("\\hat{y}_1").name).toBe("hat(y)_1");
    expect(side("2x").name).toBe(undefined);
    expect(side("H(y, \\hat{y})").signature).toEqual({ name: "H", parameters: ["y", "hat(y)"] });
    expect(side("f(2)").signature).toBe(undefined);
    expect(side("f(x)_i").signature).toBe(undefined);
  });
});

/** A tree, and one of the ways to write it in LaTeX. */
const written = fc.letrec<{ tree: { tree: Expression; latex: string; binds: number } }>((tie) => {
  const leaf = fc.oneof(
    fc.constantFrom("0", "7", "0.50", "12.25", "3").map((text) => ({ tree: number(text), latex: text, binds: 9 })),
    fc.constantFrom("a", "b").map((name) => ({ tree: symbol(name), latex: name, binds: 9 })),
  );
  const parentheses = fc.constantFrom(["(", ")"], ["\\left(", "\\right)"], ["\\big(", "\\big)"]);
  const binary = (name: "add" | "subtract" | "multiply" | "divide", signs: string[], binds: number) =>
    fc
      .tuple(tie("tree"), tie("tree"), fc.constantFrom(...signs), fc.constantFrom("", " ", "\\, "), parentheses)
      .map(([a, b, sign, space, [open, close]]) => {
        const left = a.binds >= binds ? a.latex : `${open}${a.latex}${close}`;
        const right = b.binds > binds ? b.latex : `${open}${b.latex}${close}`;
        return { tree: operation(name, a.tree, b.tree), latex: `${left}${space}${sign} ${right}`, binds };
      });
  return {
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      binary("add", ["+"], 1),
      binary("subtract", ["-", "−"], 1),
      binary("multiply", ["\\cdot", "\\times", "*", "×"], 2),
      binary("divide", ["/", "\\div"], 2),
      fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
        tree: operation("divide", a.tree, b.tree),
        latex: `\\frac{${a.latex}}{${b.latex}}`,
        binds: 9,
      })),
      fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
        tree: operation("power", a.tree, b.tree),
        latex: `(${a.latex})^{${b.latex}}`,
        binds: 9,
      })),
      tie("tree").map((a) => ({ tree: operation("exp", a.tree), latex: `e^{${a.latex}}`, binds: 9 })),
      tie("tree").map((a) => ({ tree: operation("sqrt", a.tree), latex: `\\sqrt{${a.latex}}`, binds: 9 })),
      tie("tree").map((a) => ({ tree: operation("tanh", a.tree), latex: `\\tanh(${a.latex})`, binds: 9 })),
      tie("tree").map((a) => ({ tree: operation("abs", a.tree), latex: `\\left|${a.latex}\\right|`, binds: 9 })),
      fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
        tree: operation("max", a.tree, b.tree),
        latex: `\\max(${a.latex}, ${b.latex})`,
        binds: 9,
      })),
    ),
  };
}).tree;

test("what is written is read back as the same tree", () => {
  fc.assert(
    fc.property(written, ({ tree, latex }) => {
      const statements = readLatex(latex, options) as Statement[];
      expect(statements[0]!.members[0]!.read).toEqual(tree);
    }),
    { numRuns: 500 },
  );
});

test("a vector of what is written is read back entry by entry", () => {
  fc.assert(
    fc.property(fc.array(written, { minLength: 2, maxLength: 4 }), (entries) => {
      const statements = readLatex(`[${entries.map(({ latex }) => latex).join(", ")}]`, options) as Statement[];
      expect(statements[0]!.members[0]!.read).toEqual(vector(entries.map(({ tree }) => tree)));
    }),
    { numRuns: 100 },
  );
});

test("no text makes the reader fail or hang", () => {
  const pieces = fc.constantFrom(
    ..."\\frac{ } ( ) [ ] ^ _ | = \\approx , . 1 0.5 10 e x \\sigma \\log \\max \\left( \\right) \\text{ & \\\\ \\, {,} \\% ' $ -".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 30 }), (parts) => {
      const source = parts.join(" ");
      const statements = readLatex(source, options);
      if (!Array.isArray(statements)) return;
      for (const { members } of statements as Statement[]) {
        for (const member of members) expect(source.slice(member.start, member.end)).toBe(member.source);
      }
    }),
    { numRuns: 2000 },
  );
});
