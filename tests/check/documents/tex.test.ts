import { describe, expect, test } from "vitest";
import { checkText } from "../../../src/check/checkText.js";
import { scanTex } from "../../../src/check/documents/tex.js";

const found = (text: string) => scanTex(text).formulas.map(({ source }) => source.trim().replace(/\s+/g, " "));

describe("formulas of LaTeX are found", () => {
  test.each([
    ["so $x = 2$, \\(y = 3\\), $$z = 4$$ and \\[w = 5\\]", ["x = 2", "y = 3", "z = 4", "w = 5"]],
    ["\\begin{equation}\\label{eq:a}\n a = 1 % b = 2\n\\end{equation}", ["a = 1"]],
    ["\\begin{align*}a &= 1\\\\b &= 2\\end{align*}", ["\\begin{align*}a &= 1\\\\b &= 2\\end{align*}"]],
    ["\\begin{multline}1 + 1 \\\\ = 2\\end{multline}", ["1 + 1 = 2"]],
    ["\\begin{eqnarray}a &=& 1\\\\&\\approx& 2\\end{eqnarray}", ["\\begin{align} a &= 1\\\\&\\approx 2\\end{align}"]],
    ["\\begin{equation}\\begin{split}a &= 1\\end{split}\\end{equation}", ["\\begin{split}a &= 1\\end{split}"]],
    ["$a = 1 \\text{ for $b = 2$}$", ["a = 1 \\text{ for $b = 2$}"]],
    ["\\section{On $a = 1$} \\emph{and $b$}", ["a = 1", "b"]],
    ["\\begin{document}$a$\\end{document}$b$", ["a"]],
    ["$p$\n\\begin{document}$a$", ["a"]],
    ["\\$5 and \\$6, but $x$", ["x"]],
    ["10\\% of $x$", ["x"]],
  ])("%j", (text, formulas) => expect(found(text)).toEqual(formulas));
});

describe("what is no formula is left alone", () => {
  test.each([
    "% $a = 1$",
    "\\begin{verbatim}\n$a = 1$\n\\end{verbatim}",
    "\\begin{lstlisting}[language=C]\n$a = 1$\n\\end{lstlisting}",
    "\\begin{comment}\n$a = 1$\n\\end{comment}",
    "\\verb|$a = 1$| \\verb*+$b$+ \\lstinline[language=C]{$c$} \\mintinline{sh}|$d$|",
    "\\url{https://a.org/$b$} \\href{$c$}{word}",
    "\\begin{verbatim} never ends $a = 1$",
    "$a\n\nb$",
    "\\newcommand{\\price}{$5$}",
    "\\(a",
  ])("%j", (text) => expect(found(text)).toEqual([]));
});

const verdicts = async (text: string) =>
  (await checkText(text, { kind: "tex" })).files[0]!.claims.map(({ verdict }) => verdict);

test("commands that a document defines are known from there on", async () => {
  expect(
    await verdicts(
      [
        "\\newcommand{\\half}{\\frac{1}{2}} \\def\\twice#1{2 \\cdot #1} \\DeclareMathOperator{\\swish}{swish}",
        "$\\half + 1 = 1.5$ $\\half + 1 = 2.5$ $\\twice{4} = 8$ $\\twice{4} = 9$",
        "$\\swish(x) = x \\cdot \\sigma(x)$ $\\swish(2) \\approx 1.762$ $\\swish(2) \\approx 1.672$",
        "$\\later + 1 = 2$ \\renewcommand\\later{1} $\\later + 1 = 2$",
      ].join("\n"),
    ),
  ).toEqual(["confirmed", "wrong", "confirmed", "wrong", null, "confirmed", "wrong", "unchecked", "confirmed"]);
});

test("a statement begins and ends with the commands that it is written in", async () => {
  const text =
    "\\newcommand{\\rate}{0.25} \\def\\sq#1{#1^2} $\\sq{3} = 9$, $1 + \\rate = \\sq{1} + 0.35$ $\\sq{-3} = \\rate$";
  const { claims } = (await checkText(text, { kind: "tex" })).files[0]!;
  expect(claims.map(({ source, written, verdict }) => [source, written, verdict])).toEqual([
    ["\\sq{3} = 9", "9", "confirmed"],
    ["1 + \\rate = \\sq{1} + 0.35", "\\sq{1} + 0.35", "wrong"],
    ["\\sq{-3} = \\rate", "\\rate", "wrong"],
  ]);
});

test("a command that stands for a million others costs no time", async () => {
  const names = [..."abcdefghijklmnopqrst"];
  const bomb = names.map((name, i) => `\\def\\x${name}{${`\\x${names[i + 1] ?? "z"}`.repeat(10)}}`).join("\n");
  expect(await verdicts(`${bomb}\n$\\xa = 1$ $1 + 1 = 3$`)).toEqual(["unchecked", "wrong"]);
  expect(await verdicts("\\def\\x{\\x\\x}\n$\\x = 1$ $1 + 1 = 3$")).toEqual(["unchecked", "wrong"]);
});

test("places are those of the file", async () => {
  const text =
    "\ufeff% a\r\n\\begin{document}\r\n\\begin{align}\\label{a}\r\n x &= 1 + 1 \\\\ % b\r\n &= 3\r\n\\end{align}\r\n";
  const { claims } = (await checkText(text, { kind: "tex" })).files[0]!;
  expect(claims.map(({ start, end, source, verdict }) => [start, end, source, verdict])).toEqual([
    [{ line: 4, column: 2, offset: 49 }, { line: 4, column: 12, offset: 59 }, "x &= 1 + 1", null],
    [{ line: 4, column: 7, offset: 54 }, { line: 5, column: 6, offset: 73 }, "1 + 1 \\\\ % b\r\n &= 3", "wrong"],
  ]);
  for (const { start, end, source } of claims) expect(text.slice(start.offset, end.offset)).toBe(source);
});

test("hostile texts take no longer than their length", () => {
  for (const piece of [
    "$",
    "$a ",
    "\\(",
    "\\url{",
    "\\def\\a{",
    "\\verb|",
    "\\begin{verbatim}",
    "${",
    "\\begin{align}",
    "%",
    "\\newcommand",
  ]) {
    expect(scanTex(piece.repeat(1_000_000 / piece.length)).formulas.length).toBeGreaterThanOrEqual(0);
  }
});

test("a section begins anew with what letters stand for", async () => {
  const text = "\\section{A}\n$x = 2.5$, so $3x \\approx 7.4$.\n\\section{B}\nNow $3x \\approx 7.4$.";
  expect(await verdicts(text)).toEqual([null, "wrong", "unchecked"]);
});

describe("sentences and code of LaTeX are read as those of Markdown are", () => {
  test.each([
    ["The accuracy = 29/30 = 0.9667.", ["imprecise 29/30 = 0.9667"]],
    ["The \\emph{accuracy} = 29/30 = 0.9766.", ["wrong 29/30 = 0.9766"]],
    [
      "\\begin{document}\n\\section{A}\n\\begin{itemize}\n\\item tanh(1.7) = 0.953\n\\end{itemize}\n\\end{document}",
      ["wrong tanh(1.7) = 0.953"],
    ],
    ["The mean of 2, 4 and 9 is~6.", ["wrong mean of 2, 4 and 9 is~6"]],
    ["About 20\\% of 50 is 11.", ["wrong 20\\% of 50 is 11"]],
    ["So \\verb|tanh(1.7) = 0.953| and \\texttt{ReLU(-2) = 2}.", ["wrong tanh(1.7) = 0.953", "wrong ReLU(-2) = 2"]],
    ["So \\lstinline[language=C]{tanh(1.7) = 0.953}.", ["wrong tanh(1.7) = 0.953"]],
    ["With $x = 2.5$, the MSE = 0.29 / 2 = 0.154.", ["wrong 0.29 / 2 = 0.154"]],
  ])("%j: %j", async (text, expected) => {
    const { claims } = (await checkText(text, { path: "a.tex" })).files[0]!;
    expect(
      claims.filter(({ verdict }) => verdict !== null).map(({ verdict, source }) => `${verdict} ${source}`),
    ).toEqual(expected);
    for (const { start, end, source } of claims) expect(text.slice(start.offset, end.offset)).toBe(source);
  });

  test.each([
    "% accuracy = 29/30 = 0.8",
    "accuracy = 29/30 = 0.8 \\begin{document}",
    "\\begin{document}\\end{document} accuracy = 29/30 = 0.8",
    "\\begin{verbatim}\naccuracy = 29/30 = 0.8\n\\end{verbatim}",
    "\\begin{minipage}[t]{1/2 = 0.7}\\end{minipage}",
    "\\includegraphics[width=1/2 = 0.7]{accuracy = 29/30 = 0.8} \\hspace{accuracy = 29/30 = 0.8}",
    "\\foo[accuracy = 29/30 = 0.8]{ accuracy = 29/30 = 0.8 }{ accuracy = 29/30 = 0.8 }",
    "\\newcommand{\\a}{accuracy = 29/30 = 0.8}",
    "accuracy = 29/30\\foo = 0.8",
    "the accuracy is 1/2 = 0.7--0.8",
    "\\foo{\\emph{accuracy = 29/30 = 0.8 }}",
    "$\\text{accuracy} = 29/30 = {0.8}",
  ])("nothing is read in %j", async (text) => {
    const { claims } = (await checkText(text, { path: "a.tex" })).files[0]!;
    expect(claims.filter(({ verdict }) => verdict === "wrong")).toEqual([]);
  });
});
