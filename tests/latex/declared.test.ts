import { describe, expect, test } from "vitest";
import { number, operation, symbol } from "../../src/expression/construct.js";
import { print } from "../../src/expression/print.js";
import type { Declarations, Shorthand } from "../../src/latex/declarations.js";
import { loadLatex } from "../../src/latex/katex.js";
import type { Statement } from "../../src/latex/read.js";
import { isUnread, readLatex } from "../../src/latex/read.js";

await loadLatex();

/** How many axes what a letter stands for has. */
const axes: Readonly<Record<string, number>> = { x: 1, y: 1, g: 1, "hat(y)": 1, W: 2, V: 2, k: 0, l: 1, c: 0, β_1: 0 };
const shorthands: Readonly<Record<string, Shorthand>> = {
  u: { places: [], body: operation("multiply", number(2), symbol("x")) },
  d: { places: ["i"], body: operation("index", symbol("x"), symbol("i")) },
};

function declared(firstPlace: 0 | 1 = 1): Declarations {
  let indices = 0;
  return {
    firstPlace,
    axesOf: (name) => axes[name],
    axesOfCall: (name, args) =>
      ({ "matrix times matrix": 2, "matrix times vector": 1, "vector times matrix": 1, "outer product": 2 })[name] ??
      Math.max(...args),
    isLabel: (name) => name === "k" || name === "l",
    shorthand: (name) => shorthands[name],
    freshIndex: (letter) => `${letter}${++indices}`,
  };
}

function statementsOf(source: string, firstPlace?: 0 | 1) {
  return readLatex(source, {
    isVariable: (name) => name in axes,
    isFunction: (name) => ["σ", "σ'", "cos"].includes(name),
    comma: "thousands",
    declared: declared(firstPlace),
  });
}

/** The first member, in plain notation; or why it is not read. */
function read(source: string, firstPlace?: 0 | 1): string {
  const statements = statementsOf(source, firstPlace);
  if ("unread" in statements) return statements.unread;
  const { read } = statements[0]!.members[0]!;
  return isUnread(read) ? read.unread : print(read);
}

describe("where names are declared, reads", () => {
  test.each([
    // Entries of arrays, by places and by labels.
    ["x_i \\hat{y}_i^2", "index(x, i) * index(hat(y), i)^2"],
    ["W_{ij} + W_{i, j + 1}", "index(W, i, j) + index(W, i, j + 1)"],
    ["W_{l_i j}", "index(W, index(l, i) + 1, j)"],
    ["x_k - \\beta_1 x_1", "index(x, k + 1) - β_1 * index(x, 1)"],
    ["\\sigma(x)_i", "index(σ(x), i)"],
    // Sums, products and extremes.
    ["\\sum_{i=1}^{n} x_i y_i + 1", "sum(i1, n, index(x, i1) * index(y, i1)) + 1"],
    ["\\sum_j e^{x_j}", "sum(j1, length(x), exp(index(x, j1)))"],
    ["\\sum_{i, j} W_{ij}", "sum(i1, length(W), sum(j2, length(index(W, 1)), index(W, i1, j2)))"],
    ["\\prod_{i=2}^{n} x_i", "product(i1, n - (2 - 1), index(x, i1 + (2 - 1)))"],
    ["\\sum_{j \\ne k} x_j", "sum(j1, length(x), {index(x, j1) if j1 != k + 1, else 0})"],
    ["\\max_j x_j", "max(table(j1, length(x), index(x, j1)))"],
    ["\\max_{a \\in \\{0, \\dots, c - 1\\}} x_{a + 1}", "max(table(a1, c - 1 - (0 - 1), index(x, a1 + (0 - 1) + 1)))"],
    ["\\ln \\sum_j x_j - \\ln c", "log(sum(j1, length(x), index(x, j1))) - log(c)"],
    // Conditions.
    ["[i = j] - x_i", "{1 if i == j, else 0} - index(x, i)"],
    ["\\mathbb{1}[x_i > 0] \\, c", "{1 if index(x, i) > 0, else 0} * c"],
    ["\\mathbf{1}_{0 \\le c < 1}", "{{1 if c < 1, else 0} if 0 <= c, else 0}"],
    ["[l_i = j]", "{1 if index(l, i) + 1 == j, else 0}"],
    ["[l_i = 1]", "{1 if index(l, i) == 1, else 0}"],
    ["\\begin{cases} c, & \\text{if } c > 0 \\\\ 0 & \\text{otherwise} \\end{cases}", "{c if c > 0, else 0}"],
    [
      "\\begin{cases} 1 & c < 0 \\text{ or } c > 1 \\\\ 2 & c \\ge 0, c \\le 1 \\end{cases}",
      "{1 if c < 0, else {1 if c > 1, else {{2 if c <= 1, else -1234567.8909876543} if c >= 0, else -1234567.8909876543}}}",
    ],
    // Lengths, whole parts and products of arrays.
    ["\\lVert x \\rVert^2", "sqrt(sum(x^2))^2"],
    ["\\|x - y\\|_1 + \\left\\lVert W \\right\\rVert_F", "sum(abs(x - y)) + sqrt(sum(sum(W^2)))"],
    ["\\left\\lvert c \\right\\rvert + \\lfloor c / 2 \\rfloor", "abs(c) + floor(c / 2)"],
    ["x^\\top y", "sum(x * y)"],
    ["x \\cdot y", "sum(x * y)"],
    ["x y^\\top", "outer product(x, y)"],
    ["W V^T x", "matrix times vector(matrix times matrix(W, transposed(V)), x)"],
    ["c x^\\top W", "vector times matrix(c * x, W)"],
    ["g \\odot x", "g * x"],
    // What is said elsewhere.
    ["u + c", "2 * x + c"],
    ["\\sum_j d_j", "sum(j1, length(x), index(x, j1))"],
    ["\\sigma'(c)", "σ'(c)"],
    ["\\cos(x, y) + \\cos(c)", "cos(x, y) + cos(c)"],
  ])("%s", (source, plain) => expect(read(source)).toBe(plain));

  test("places that are counted from 0", () => {
    expect(read("x_i", 0)).toBe("index(x, i + 1)");
    expect(read("x_k", 0)).toBe("index(x, k + 1)");
    expect(read("[l_i = j]", 0)).toBe("{1 if index(l, i + 1) == j, else 0}");
    expect(read("\\sum_j x_j", 0)).toBe("sum(j1, length(x) - 1 - (0 - 1), index(x, j1 + (0 - 1) + 1))");
  });
});

test.each([
  ["x y", "a product of two vectors can be one number or go entry by entry"],
  ["W_{ijk}", "there are 3 places but 2 axes"],
  ["x_{i,j}", "there are 2 places but 1 axes"],
  ["\\sum_i c", "how far i goes is not written"],
  ["\\sum_{i < j} x_i", "what this goes over is not read"],
  ["\\lVert c \\rVert", "this norm is not read"],
  ["[x \\in c]", "the condition with \\in is not read"],
  ["c_i", "a subscript here is not read"],
])("refuses %s", (source, reason) => expect(read(source)).toBe(reason));

test("definitions and remarks behind an equation are told apart from it", () => {
  const source = "s = u c \\quad\\text{with}\\quad u = c + 1, \\; v' = 2 \\text{ for } c > 0, \\; c \\text{ large}";
  const equations = (statementsOf(source) as Statement[]).map(({ members: [left, right], relations }) => [
    left!.name,
    relations[0]!.relation,
    isUnread(right!.read) ? "unread" : print(right!.read),
  ]);
  expect(equations).toEqual([
    ["s", "=", "2 * x * c"],
    ["u", "=", "c + 1"],
    ["v'", "=", "2"],
    ["c", ">", "0"],
  ]);
  const [first] = statementsOf("\\frac{\\partial p_i}{\\partial z_{j,m}} = c") as Statement[];
  expect(first!.members[0]!.places).toEqual(["i", "j", "m"]);
  const [second] = statementsOf("p_{2i} = c") as Statement[];
  expect(second!.members[0]!.places).toBeUndefined();
});
