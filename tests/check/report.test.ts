import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";

const text = `# Sigmoid

For $x = 2$ we get $$\\sigma(2) = \\frac{1}{1 + e^{-2}} \\approx 0.9415$$ and
例如中文 $\\frac{2}{3} \\approx 0.66$, but $g(1) = 2$.
`;

describe("a report", () => {
  test("has the documented JSON", async () => {
    const report = await checkText(text, { path: "notes.md" });
    const { files, version } = JSON.parse(JSON.stringify(report));
    expect(version).toBe(1);
    expect(files[0].path).toBe("notes.md");
    expect(files[0].summary).toEqual({
      statements: 4,
      judged: 3,
      confirmed: 1,
      wrong: 1,
      imprecise: 1,
      ambiguous: 0,
      unchecked: 1,
    });
    expect(files[0].claims[2]).toEqual({
      start: { line: 3, column: 34, offset: 44 },
      end: { line: 3, column: 69, offset: 79 },
      source: "\\frac{1}{1 + e^{-2}} \\approx 0.9415",
      kind: "numeric",
      relation: "≈",
      written: "0.9415",
      computed: "0.8808",
      reading: "1 / (1 + exp(-2))",
      verdict: "wrong",
      reason: "the value is 0.8808",
    });
  });

  test("reads well in a terminal, the mark under the digits also after wide characters", async () => {
    expect(String(await checkText(text, { path: "notes.md" }))).toBe(`notes.md:3:34: wrong: the value is 0.8808
3 | For $x = 2$ we get $$\\sigma(2) = \\frac{1}{1 + e^{-2}} \\approx 0.9415$$ and
  |                                                               ^^^^^^ 0.8808
  = read as 1 / (1 + exp(-2))

notes.md:4:7: imprecise: cut off after these places, not rounded
4 | 例如中文 $\\frac{2}{3} \\approx 0.66$, but $g(1) = 2$.
  |                               ^^^^ 0.67
  = read as 2 / 3

notes.md: 4 statements, 3 judged: 1 confirmed, 1 wrong, 1 imprecise, 1 unchecked
  1 unchecked: g is not a known function (line 4)
`);
  });

  test("shows the part of a long line that matters", async () => {
    const report = await checkText(`${"word ".repeat(100)}$1 + 1 = 3$ ${"word ".repeat(100)}`);
    const [, line, mark] = String(report).split("\n") as [string, string, string];
    expect(line.length).toBeLessThan(105);
    expect(line.slice(mark.indexOf("^"), mark.lastIndexOf("^") + 1)).toBe("3");
  });

  test("displays itself in a notebook as a table in which nothing of the text is markup", async () => {
    const report = await checkText("$1 < 2$, $\\text{<b>} = 1 = 2$ \n\n $3 = \\text{<script>}$");
    const display = (report as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")]!;
    const bundle = display.call(report);
    expect(bundle["text/plain"]).toBe(String(report));
    expect(bundle["text/html"]).toContain("✓ confirmed</span>");
    expect(bundle["text/html"]).toContain("1 &lt; 2");
    expect(bundle["text/html"]).not.toMatch(/<b>|<script>/);
    expect(bundle["text/markdown"]).toContain("**text**: 4 statements, 2 judged: 1 confirmed, 1 wrong, 2 unchecked");
  });

  test("writes a table in Markdown in which nothing of the text is a mark", async () => {
    const report = await checkText("$|1| + 1 = 3$ and $\\frac{2}{3} = 0.67$", { path: "a_b.md" });
    expect(report.toMarkdown()).toBe(`**a\\_b.md**: 2 statements, 2 judged: 1 wrong, 1 imprecise

| line | verdict | statement | why |
| --- | --- | --- | --- |
| 1 | wrong | \`\\|1\\| + 1 = 3\` | 3: the value is 2 |
| 1 | imprecise | \`\\frac{2}{3} = 0.67\` | 0.67: a rounded number, so ≈ is meant and not = |
`);
  });

  test("shows nothing that a terminal would obey", async () => {
    const report = String(await checkText("\u001b[31m $1 + 1 = 3$ \u202e", { path: "a\u001b]0;b.md" }));
    expect(report).toContain("wrong");
    for (const sign of ["\u001b", "\u202e"]) expect(report).not.toContain(sign);
  });

  test("reads notebooks and LaTeX too, by the path or as it is told", async () => {
    const notebook = JSON.stringify({ cells: [{ cell_type: "markdown", source: ["$1 + 1 = 3$"] }], nbformat: 4 });
    expect((await checkText(notebook, { path: "a.ipynb" })).wrong).toBe(1);
    expect((await checkText("\\begin{multline} 1 + 1 \\\\ = 3 \\end{multline}", { kind: "tex" })).wrong).toBe(1);
    await expect(checkText("$1 + 1 = 3$", { kind: "notebook" })).rejects.toThrow(SyntaxError);
  });

  test("goes by the conventions and definitions that it is given", async () => {
    const options = { logarithm: 10, definitions: ["\\operatorname{swish}(x) = x \\sigma(x)"] } as const;
    const text = "$\\log 100 = 2$, $\\operatorname{swish}(2) \\approx 1.76$, $\\log 10 \\approx 2.303$";
    const verdicts = (await checkText(text, options)).files[0]!.claims.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(["confirmed", "confirmed", "ambiguous"]);
  });

  test("of a text without formulas says so", async () => {
    expect(String(await checkText("Nothing here, not even for $5.", { path: "a.md" }))).toBe(
      "a.md: no statement to check\n",
    );
  });

  test("says where an equation in free variables fails to be an identity", async () => {
    const [claim] = (await checkText("$(a + b)^2 = a^2 + b^2$")).files[0]!.claims;
    expect(claim).toMatchObject({ kind: "identity", verdict: "unchecked" });
    const [, a, b] = /not an identity, as a = ([\d.]+), b = ([\d.]+) shows/.exec(claim!.reason)!.map(Number);
    expect((a! + b!) ** 2).not.toBeCloseTo(a! ** 2 + b! ** 2, 3);
  });

  test("names a slip where one fits, and only then", async () => {
    const slips = async (formula: string) => (await checkText(`$${formula}$`)).files[0]!.claims[0]!.slip;
    expect(await slips("\\frac{64}{69} \\approx 7.246\\%")).toBe("what is written is one minus the value");
    expect(await slips("\\sqrt{37} \\approx 18.52")).toBe(undefined);
    expect(await slips("\\ln(0.07) \\approx 2.659")).toBe("what is written is the value with the other sign");
    expect(await slips("1 + 1 = 4")).toBe(undefined);
  });
});
