import { describe, expect, test } from "vitest";
import { findFormulas } from "../../src/check/find.js";

const found = (text: string) => findFormulas(text).map(({ source }) => source.trim());

describe("formulas are found", () => {
  test.each([
    ["$$a = 1$$", ["a = 1"]],
    ["$$\na = 1\n$$", ["a = 1"]],
    ["$$ a\n= 1 $$ and $$b$$", ["a\n= 1", "b"]],
    ["so $x = 2$, and \\(y = 3\\).", ["x = 2", "y = 3"]],
    ["\\[\n z = 4\n\\]", ["z = 4"]],
    ["```math\na = 1\n```", ["a = 1"]],
    ["~~~math\na = 1\n", ["a = 1"]],
    ["> $$\n> a = 1\n> $$", ["a = 1"]],
    ["- item\n\n  $$a = 1$$", ["a = 1"]],
    ["| $a$ | $b$ |\n|---|---|\n| $1$ | 2 |", ["a", "b", "1"]],
    ["例如$x = 2$。", ["x = 2"]],
    ["$a_1$ and $b_2$, *$c$*", ["a_1", "b_2", "c"]],
    ["[see $a$](https://example.org/$b$)", ["a"]],
    ["\\begin{align*}\na &= 1 \\\\\nb &= 2\n\\end{align*}", ["\\begin{align*}\na &= 1 \\\\\nb &= 2\n\\end{align*}"]],
    ["\\begin{equation}\\label{a}\nx = 2\n\\end{equation}", ["x = 2"]],
    ["```{math}\n:label: sum\n\na = 1\n```", ["a = 1"]],
    [":::{math}\na = 1\n:::", ["a = 1"]],
    ["$$ a = 1 $$ (sum) and {math}`b = 2`", ["a = 1", "b = 2"]],
    ["$$\na = 1\n$$ {#eq:sum}", ["a = 1"]],
    ["::: {.note}\n$a = 1$\n:::", ["a = 1"]],
    ["$`a = 1`$ on GitHub", ["a = 1"]],
    ["$$\n   a\n+     5 = 6\n$$ then `$b$`", ["a\n+     5 = 6"]],
    ["$a <b$ and $c> d$", ["a <b", "c> d"]],
    ["costs \\$5, but $x$ is 3", ["x"]],
  ])("%j", (text, formulas) => expect(found(text)).toEqual(formulas));
});

describe("what is no formula is left alone", () => {
  test.each([
    "it costs $5 and $6",
    "between $5-$6, or $7",
    "from $10 (was $12) to \\$20",
    "`$x = 2$` and ``$$y = 1$$``",
    "```python\nx = '$a = 1$'\n```",
    "    $$a = 1$$ in indented code",
    "<!-- $2 + 2 = 5$ -->",
    'a <b title="$2 + 2 = 5$">word</b>',
    "echo $HOME and $PATH",
    "$ x $",
    "a $ alone",
    "$$",
    "\\( not closed",
    "---\ntitle: $a = 1$\n---\n",
    "```{=latex}\n$a = 1$\n```",
    "`$a = 1$`{=html}",
    "```{r}\nx$a = b$c\n```",
    "$a\n\nb$ over two paragraphs",
    "![$a$](b.png)",
  ])("%j", (text) => expect(found(text)).toEqual([]));
});

test("places are those of the document", () => {
  const text = "Über $a$\r\n\r\n> $$\r\n> b\r\n> $$\r\n";
  expect(findFormulas(text).map(({ start, end }) => text.slice(start, end))).toEqual(["a", "\r\n> b\r\n> "]);
});

test("hostile texts take no longer than their length", () => {
  const million = 1_000_000;
  for (const text of [
    "$".repeat(million),
    "$a ".repeat(million / 4),
    "\\(".repeat(million / 4),
    "$$a ".repeat(million / 4),
  ]) {
    expect(findFormulas(text).length).toBeGreaterThanOrEqual(0);
  }
});
