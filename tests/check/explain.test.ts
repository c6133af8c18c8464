import { expect, test } from "vitest";
import { loadChecker } from "../../src/check/checkText.js";
import { explain } from "../../src/check/explain.js";

await loadChecker();
const text = `Let $f(t) = t^2 + 1$ and

$x = 1.5$. So $f(x) \\cdot e \\approx 8.7$.
`;

test("an explanation says how a statement was read, from what, and how its value is enclosed", () => {
  // There is one statement on that line, as the text above has it.
  const [{ explanation }] = explain(text, "markdown", { line: 3, column: 20 }) as unknown as [{ explanation: string }];
  expect(explanation).toBe(`left side   f(x) \\cdot e
read as     f(x) * e
            multiply
            ├─ f(…)
            │  └─ x
            └─ e
right side  8.7
read as     8.7
relation    ≈
names       x = 1.5, given on line 3
            e is the constant
            f(t) = t^2 + 1, as it is defined here
left side   at  64 bits: 8.8344159424918970 in all 16 places
            at 128 bits: 8.834415942491897014920934281896153118 in all 36 places
            at 256 bits: 8.834415942491897014920934281896153117711053054524868618642645 in all 60 places
right side  is exactly 87/10
            rounded, any number from 8.65 to 8.75 is written so
verdict     wrong: the value is 8.8
`);
});

test("a line or a column chooses the statements", () => {
  const sources = (place: { line: number; column?: number }) =>
    explain(text, "markdown", place).map(({ claim }) => claim.source);
  expect(sources({ line: 3 })).toEqual(["x = 1.5", "f(x) \\cdot e \\approx 8.7"]);
  expect(sources({ line: 3, column: 4 })).toEqual(["x = 1.5"]);
  expect(sources({ line: 2 })).toEqual([]);
  expect(explain("$\\unknown{ = 1$", "markdown", { line: 1 })[0]!.explanation).toMatch(/^verdict {5}unchecked: KaTeX/);
});

test("in a notebook lines are those of the cells", () => {
  const cells = ["a\n\nb\n", "Let\n$x = 2$.", "So $x + 1.5 \\approx 3.0$."].map((source) => ({
    cell_type: "markdown",
    source,
  }));
  const [found] = explain(JSON.stringify({ cells }), "notebook", { cell: 2, line: 1 });
  expect(found!.explanation).toContain("x = 2, given on line 2 of cells[1]\n");
});
