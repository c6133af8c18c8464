import { expect, test } from "vitest";
import { evaluation, literal } from "../../src/formula/describe.js";
import { formulas } from "../../src/formulas/index.js";

test("a definition shows itself as Markdown with its mathematics, conditions, derivation, examples and sources", () => {
  const bundle = formulas.sigmoid[Symbol.for("Jupyter.display") as keyof typeof formulas.sigmoid];
  expect(typeof bundle).toBe("function");
  const shown = (bundle as () => Record<string, string>)();
  const markdown = shown["text/markdown"]!;
  expect(markdown).toContain(String.raw`$$\sigma(x) = \frac{1}{1 + e^{-x}}$$`);
  expect(markdown).toContain("where $x$ is a real number.");
  expect(markdown).toContain("The reciprocal rule");
  expect(markdown).toContain("| `sigmoid(2)` | ≈ `0.8808` |");
  expect(markdown).toContain("- Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.30");
  expect(shown["text/plain"]).toBe(String(formulas.sigmoid));
});

test("a text and a choice are quoted, as one would type them", () => {
  expect(literal(["0.9875", { padding: "same", alpha: 2 }])).toBe('["0.9875", { padding: "same", alpha: 2 }]');
  const [example] = formulas.isPossibleProportion.examples;
  expect(evaluation("isPossibleProportion", example!)).toMatch(
    /^isPossibleProportion\("[\d.%]+", \d+\) = (true|false)$/,
  );
});

test("in a terminal it is lines of text", () => {
  expect(String(formulas.hinge)).toMatchInlineSnapshot(`
    "hinge: What scores fall short of being right by a margin of 1, on average.
      formula
        hinge(yTrue, scores) = mean(max(0, 1 - yTrue * scores))
      arguments
        yTrue: a vector of labels −1 or 1
        scores: a vector of real numbers
      derivatives
        by scores: yTrue[i] * scores[i] < 1 ? -yTrue[i] / length(scores) : 0
      conventions
        ∂hinge/∂scores([1], [1]) = [0] where yTrue[1] * scores[1] == 1 (the slope is −1 inside the margin and 0 beyond it; the flat side is taken)
      examples
        hinge([1], [0.4]) = 0.6 (1 − 0.4: right, but not by the margin)
        hinge([1], [2]) = 0 (right by more than the margin costs nothing)
        hinge([-1], [2]) = 3 (wrong by 2, and the margin on top)
        hinge([1, -1], [0.5, 0.5]) = 1 ((0.5 + 1.5) / 2)
        ∂hinge/∂scores([1], [0.4]) = [-1] (inside the margin a higher score helps one for one)
      laws
        hinge(yTrue, scores) >= 0 (nothing falls short by less than nothing)
        hinge(-yTrue, -scores) == hinge(yTrue, scores) (the classes swap places)
        hinge(yTrue, 2 * yTrue) == 0 (every score is right by more than the margin)
      accuracy
        within 1 ulp of the truth; derivatives within 0.5 ulp of the truth, over all doubles
      sources
        Cortes & Vapnik, Support-vector networks (1995)"
  `);
});
