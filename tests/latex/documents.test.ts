import { describe, expect, test } from "vitest";
import { print } from "../../src/expression/print.js";
import { loadLatex } from "../../src/latex/katex.js";
import type { Statement } from "../../src/latex/read.js";
import { isUnread, readLatex } from "../../src/latex/read.js";

await loadLatex();

/** How many axes the variables of a text have. */
const axes: Readonly<Record<string, number>> = { x: 1, y: 1, A: 2, c: 0, n: 0, "P(A|B)": 0, "∂L/∂w": 0, "w^(2)": 0 };
const functions = new Set(["f", "σ"]);

function statementsOf(source: string): Statement[] {
  const statements = readLatex(source, {
    isVariable: (name) => name in axes,
    axesOf: (name) => axes[name],
    isFunction: (name) => functions.has(name),
    comma: "thousands",
  });
  if (!Array.isArray(statements)) throw new Error(JSON.stringify(statements));
  return statements as Statement[];
}

/** All that the only member of a formula can be read as, the likeliest first. */
function readings(source: string): string[] {
  const { read, otherReadings } = statementsOf(source)[0]!.members[0]!;
  return isUnread(read) ? [`unread: ${read.unread}`] : [read, ...otherReadings].map(print);
}

describe("in a text, reads", () => {
  test.each([
    // Vectors and matrices.
    ["\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", "[[1, 2], [3, 4]]"],
    ["\\begin{pmatrix} a \\\\ b \\\\ c \\\\ \\end{pmatrix}", "[[a], [b], [c]]"],
    ["\\left(\\begin{array}{cc} 1 & 2 \\end{array}\\right)", "[[1, 2]]"],
    ["\\begin{vmatrix} 1 & 2 \\\\ 3 & 4 \\end{vmatrix}", "determinant([[1, 2], [3, 4]])"],
    ["A x", "A @ x"],
    ["x^T A x", "transpose(x) @ A @ x"],
    ["A^{\\mathsf T} + x^\\top", "transpose(A) + transpose(x)"],
    ["A^{-1} x", "inverse(A) @ x"],
    ["x \\odot y", "⊙(x, y)"],
    ["\\langle x, y \\rangle", "dot(x, y)"],
    ["\\lVert x - y \\rVert", "norm(x - y)"],
    ["\\|x\\|_1 + \\|x\\|_\\infty", "sum(abs(listed(x))) + max(abs(listed(x)))"],
    ["\\left\\|x\\right\\|_2^2", "norm(x)^2"],
    ["\\|A\\|_F", "sqrt(sum(sum(A^2)))"],
    ["|x| + |c|", "bars(x) + abs(c)"],
    ["\\det A - \\operatorname{tr}(A)", "determinant(A) - trace(A)"],
    ["x_2 + A_{12} + A_{1,2} + x_n", "index(x, 2) + index(A, 1, 2) + index(A, 1, 2) + index(x, n)"],
    // Sums over what the text has given.
    ["\\frac{1}{n} \\sum_{i=1}^{n} (x_i - y_i)^2", "1 / n * sum(i, n, (index(x, i) - index(y, i))^2)"],
    [
      "\\sum_{i=1}^2 \\sum_{j=1}^2 A_{ij}",
      "sum([sum([index(A, 1, 1), index(A, 1, 2)]), sum([index(A, 2, 1), index(A, 2, 2)])])",
    ],
    ["\\sum_i x_i y_i", "sum(i, length(y), index(x, i) * index(y, i))"],
    ["\\prod_{i=2}^{n} i", "product(i, n - (2 - 1), i + (2 - 1))"],
    // Functions.
    ["5! - \\binom{5}{2} - {4 \\choose 2}", "factorial(5) - binomial(5, 2) - binomial(4, 2)"],
    ["29 \\bmod 15", "mod(29, 15)"],
    ["\\arctan 1 + \\operatorname{arsinh}(2)", "atan(1) + arsinh(2)"],
    ["\\lg 1000 + \\log_2^2 8", "log(1000) / log(10) + (log(8) / log(2))^2"],
    ["\\lceil c \\rceil", "-floor(-c)"],
    ["\\gcd(12, 18) + \\operatorname{lcm}(2, 3)", "gcd(12, 18) + lcm(2, 3)"],
    ["\\begin{cases} c & \\text{if } c > 0 \\\\ 0 & \\text{otherwise} \\end{cases}", "{c if c > 0, else 0}"],
    ["\\mathbb{1}_{c > 0}", "{1 if c > 0, else 0}"],
    // Derivatives, and where they are taken.
    ["\\frac{d}{dt} t^2", "derivative(t^2, t)"],
    ["\\frac{\\partial}{\\partial t} (t^2 c)", "derivative(t^2 * c, t)"],
    ["\\frac{d(t^2 + 1)}{dt}", "derivative(t^2 + 1, t)"],
    ["\\frac{d^2}{dt^2} t^3", "derivative(derivative(t^3, t), t)"],
    ["f'(2) + f''(c)", "derivative(f(t), t = 2) + derivative(derivative(f(t), t), t = c)"],
    ["\\left.\\frac{d}{dt} t^2\\right|_{t=3}", "derivative(t^2, t = 3)"],
    ["\\frac{d}{dt} t^2 \\Big|_{t=3}", "derivative(t^2, t = 3)"],
    ["t^2 + 1 |_{t=3}", "t^2 + 1"],
    // Integrals.
    ["\\int_0^1 t^2 + 1 \\, dt", "integral(t^2 + 1, t, 0, 1)"],
    ["2 \\int_{-1}^{c} \\frac{dt}{t} + 1", "2 * integral(1 / t, t, -1, c) + 1"],
    ["\\int_0^1 \\int_0^2 ts \\, dt \\, \\mathrm{d}s", "integral(integral(t * s, t, 0, 2), s, 0, 1)"],
    // Numbers.
    ["0.333\\ldots", "…(0.333)"],
    ["0.1\\overline{6} + 0.\\overline{3}", "15 / 90 + 3 / 9"],
    ["5\\,\\text{km} + 3\\,\\mathrm{m}", "5 * km + 3 * m"],
    ["9.81\\,\\mathrm{m/s^2} \\cdot 2\\,\\text{s}", "9.81 * (m / s^2) * (2 * s)"],
    ["\\$5.50", "5.50 * $"],
    ["90°", "degrees(90)"],
    ["10^4\\,\\text{cm}^2", "10^4 * cm^2"],
    ["9.81\\,\\text{m/s}^2", "9.81 * (m / s^2)"],
    // Names that are more than letters.
    ["P(A \\mid B) \\cdot 2", "P(A|B) * 2"],
    ["2 \\frac{\\partial L}{\\partial w} + w^{(2)}", "2 * ∂L/∂w + w^(2)"],
    ["n(n + 1) / 2 + n", "n * (n + 1) / 2 + n"],
  ])("%s", (source, plain) => expect(readings(source)[0]).toBe(plain));

  test.each([
    ["1/2c", ["1 / 2 * c", "1 / (2 * c)"]],
    ["2\\frac{1}{2}", ["2 + 1 / 2", "2 * (1 / 2)"]],
    ["\\sin^{-1}(c)", ["asin(c)", "1 / sin(c)"]],
    ["\\log 8 / 2", ["log(8) / 2", "log(8 / 2)"]],
    ["\\ln 2 \\cdot 3", ["log(2) * 3", "log(2 * 3)"]],
    ["7 + 8 \\bmod 3", ["7 + mod(8, 3)", "mod(7 + 8, 3)"]],
    ["[2.7]", ["2.7", "floor(2.7)", "[2.7]"]],
    ["x \\cdot y", ["x @ y", "x * y"]],
    ["x \\times y", ["x × y", "x * y"]],
    ["\\sum_{i=1}^{2} i + c", ["sum([1, 2]) + c", "sum([1 + c, 2 + c])"]],
    ["\\frac{d}{dt} t^2 + 3t", ["derivative(t^2, t) + 3 * t", "derivative(t^2 + 3 * t, t)"]],
    ["\\frac{d}{dt} 3 \\cdot t^2", ["derivative(3 * t^2, t)", "derivative(3, t) * t^2", "derivative(3 * t^2, t)"]],
    ["-7 \\bmod 3", ["-mod(7, 3)", "mod(-7, 3)"]],
    ["x_1 + x_2", ["index(x, 1) + index(x, 2)", "index(x, 1 + 1) + index(x, 2 + 1)"]],
    ["\\operatorname{argmax}(x)", ["argmax(x)", "argmax(x) - 1"]],
    ["\\operatorname{Var}(x)", ["var(x)", "sample var(x)"]],
    ["u(c + 1)", ["u(c + 1)", "u * (c + 1)"]],
  ])("%s in more ways than one", (source, ways) => expect(readings(source)).toEqual(ways));
});

describe("statements of a text", () => {
  const parts = (source: string) =>
    statementsOf(source).map(({ members, relations }) => [
      members.map((member) => member.name ?? member.source),
      relations.map(({ relation }) => relation),
    ]);

  test.each([
    [
      "2u = 4 \\Rightarrow u = 2",
      [
        [["2u", "4"], ["="]],
        [["u", "2"], ["="]],
      ],
    ],
    ["P(X = 2) = 0.375", [[["P(X=2)", "0.375"], ["="]]]],
    ["\\frac{\\partial L}{\\partial w} = 0.2", [[["∂L/∂w", "0.2"], ["="]]]],
    ["\\nabla_w J = 0.5", [[["∇_w J", "0.5"], ["="]]]],
    [
      "w^{(1)} = 0.5, w^* = 2",
      [
        [["w^(1)", "0.5"], ["="]],
        [["w^*", "2"], ["="]],
      ],
    ],
    [
      "\\begin{array}{rcl} u &=& 1 + 1 \\\\ &=& 2 \\end{array}",
      [
        [
          ["u", "1 + 1", "2"],
          ["=", "="],
        ],
      ],
    ],
    [
      "\\begin{aligned} u &= 1 \\\\ &\\quad + 2 \\\\ &= 3 \\end{aligned}",
      [
        [
          ["u", "1 \\\\ &\\quad + 2", "3"],
          ["=", "="],
        ],
      ],
    ],
  ])("%s", (source, expected) => expect(parts(source)).toEqual(expected));

  test("a congruence is an equation between remainders", () => {
    const [{ members, relations }] = statementsOf("29 \\equiv 14 \\pmod{15}") as [Statement];
    expect(members.map(({ read }) => isUnread(read) || print(read))).toEqual(["mod(29, 15)", "mod(14, 15)"]);
    expect(relations[0]!.relation).toBe("=");
  });

  test("a side ends where its environment does", () => {
    const source =
      "\\begin{bmatrix} 1 \\\\ \\text{a} \\end{bmatrix} = \\left( \\begin{array}{c} 1 \\end{array} \\right)";
    const [{ members }] = statementsOf(source) as [Statement];
    expect(members.map((member) => member.source).join(" = ")).toBe(source);
  });
});
