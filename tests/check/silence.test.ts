import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/check/checkDocument.js";
import { loadChecker } from "../../src/check/checkText.js";
import type { DocumentKind } from "../../src/check/documents/document.js";

await loadChecker();
const found = (text: string, kind: DocumentKind = "markdown") => {
  const { claims, ignored, notices } = checkDocument(text, kind);
  return {
    lines: claims.map(({ start }) => start.line),
    ignored,
    notices: notices.map(({ line, column, message }) => `${line}:${column}: ${message}`),
  };
};

describe("a comment silences", () => {
  test.each([
    ["its line", "$1 = 2$ <!-- workings-ignore -->\n$1 = 2$", [2], 1],
    ["the next line if it stands alone", "<!-- workings-ignore -->\n$1 = 2$ $1 = 2$\n$1 = 2$", [3], 2],
    [
      "the next line that is not empty",
      "<!-- workings-ignore: a misprint of the book's -->\n\n$$\n1 = 2\n$$\n\n$1 = 2$",
      [7],
      1,
    ],
    ["a block", "- <!-- workings-ignore -->\n  ```math\n  1 = 2\n  ```\n- $1 = 2$", [5], 1],
    [
      "what stands between two",
      "$1 = 2$\n<!-- workings-ignore-start -->\n$1 = 2$\n\n$1 = 2$\n<!-- workings-ignore-end -->\n$1 = 2$",
      [1, 7],
      2,
    ],
    ["the whole file", "$1 = 2$\n<!-- workings-ignore-file -->\n$1 = 2$", [], 2],
  ])("%s", (_, text, lines, ignored) => expect(found(text)).toEqual({ lines, ignored, notices: [] }));

  test("in LaTeX too", () => {
    const text = "$1 = 2$ % workings-ignore\n% workings-ignore\n$1 = 2$\n$1 = 2$";
    expect(found(text, "tex")).toEqual({ lines: [4], ignored: 2, notices: [] });
  });

  test("in all cells of a notebook", () => {
    const cells = ["$1 = 2$", "<!-- workings-ignore-file -->"].map((source) => ({ cell_type: "markdown", source }));
    expect(found(JSON.stringify({ cells }), "notebook")).toEqual({ lines: [], ignored: 1, notices: [] });
  });

  test("but not what it says of names", () => {
    expect(checkDocument("<!-- workings-ignore -->\n$x = 2$, $1 = 2$\n\n$x + 1 = 3$", "markdown").claims).toMatchObject(
      [{ kind: "binding" }, { verdict: "confirmed" }],
    );
  });
});

describe("of a comment that does not do what it seems to, it is said", () => {
  test.each([
    ["$1 = 1$ <!-- workings-ignore -->", "1:9: workings-ignore silences nothing"],
    ["<!-- workings-ignore-file -->", "1:1: workings-ignore-file silences nothing"],
    ["a <!-- workings-ignore-end -->", "1:3: workings-ignore-end has no start"],
    ["<!-- workings-ignore-start -->\n$1 = 2$", "1:1: workings-ignore-start has no end"],
    [
      "<!-- workings-ignore-all -->",
      "1:1: workings-ignore-all is not known: there are workings-ignore, workings-ignore-start, workings-ignore-end and workings-ignore-file",
    ],
  ])("%j", (text, notice) => expect(found(text).notices).toEqual([notice]));

  test.each([
    "`<!-- workings-ignore -->` $1 = 2$",
    "```\n<!-- workings-ignore-file -->\n```\n$1 = 2$",
    "workings-ignore $1 = 2$",
  ])("and what is no comment silences nothing: %j", (text) =>
    expect(found(text)).toMatchObject({ ignored: 0, notices: [] }),
  );
});
