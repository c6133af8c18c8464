import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test } from "vitest";
import { scanMarkdown } from "../../../src/check/documents/markdown.js";

/** What a parser of CommonMark that makes the whole tree finds to be no prose. */
function closedByParser(text: string): [number, number][] {
  const found: [number, number][] = [];
  const open: Nodes[] = [fromMarkdown(text)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
    if (["code", "inlineCode", "html", "definition", "image", "imageReference"].includes(node.type)) {
      found.push([start, end]);
    } else if (node.type === "link" || node.type === "linkReference") {
      const isAutomatic = text[start] !== "[";
      if (!isAutomatic) found.push([node.children.at(-1)?.position?.end.offset ?? start + 1, end]);
    }
    if ("children" in node) for (const child of node.children) open.push(child);
  }
  return found.sort((a, b) => a[0] - b[0]);
}

/** The characters that are no prose, without the spaces and marks around them, which may be counted either way. */
const shown = (text: string, ranges: readonly (readonly [number, number])[]) => {
  const marks = [...text].map(() => " ");
  for (const [start, end] of ranges) {
    for (let i = start; i < end; i++) if (!/[\s>]/.test(text[i]!)) marks[i] = text[i]!;
  }
  return marks.join("").trimEnd();
};
const ours = (text: string) => scanMarkdown(text).closed.map(({ start, end }) => [start, end] as const);

describe("code, HTML and addresses are those that a parser of the whole finds", () => {
  test.each([
    "a `b` ``c ` d`` `e",
    "```js\na\n```\nb\n~~~\nc",
    "    code\n\n    more\n\ntext\n    no code",
    "- item\n\n      code\n\n  text\n\n    text",
    "1. a\n   ```\n   x\n   ```\n2. b\n\n       code",
    "> ```\n> a\n\nb",
    "> quote\nlazy `a`\n> `b`",
    "<div>\n`a`\n\n`b`\n</div>",
    "<!-- a\n\nb -->\nc `d`",
    "a <!-- b --> <b c='d'>e</b> <https://f.g/`h`> `i`",
    "[a](b) ![c](d \"e\") [f][g] [h]\n\n[g]: <i j> 'k'\n[h]:\n  l",
    "[a [b](c) d](e)",
    "[a](<b c>) [d](e(f)g) [h](i j)",
    "# `a` #\n`b\n===\nc` d",
    "- a\n- b\n    c\n\n    d",
    "-     code in an item\n-\n  a\n* * *\n`b`",
    "a\n\n\tcode\n",
    "\\`a` `b\\` c`",
    "<script>\n\na\n</script>\nb",
    "-\n\n    code behind an item without text",
    "a\n<div>\nb\n\nc\n<p2>\nd",
  ])("%j", (text) => expect(shown(text, ours(text))).toBe(shown(text, closedByParser(text))));

  const folders = ["../../../", "../corpus/", "../../../docs/"].map((name) => new URL(name, import.meta.url));
  const documents = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".md"))
      .map((name) => new URL(name, folder)),
  );
  test.each(documents.map((url) => [url.pathname.split("/").slice(-2).join("/"), url]))("%s", (_, url) => {
    const text = readFileSync(url, "utf8");
    expect(shown(text, ours(text))).toBe(shown(text, closedByParser(text)));
  });

  test("in documents put together by chance", () => {
    const piece = fc.constantFrom(
      ..."` `` ``` ~~~ ```js <!-- --> <b> </b> <div> [a] [b](c) ![d](e) ( ) > >> - 1. * # ## --- === word two \\ & _".split(
        " ",
      ),
      "\n",
      "\n\n",
      "\n    ",
      "\n  ",
      "[a]: b",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join(" ").replaceAll("\n ", "\n");
        expect(shown(text, ours(text))).toBe(shown(text, closedByParser(text)));
      }),
      { numRuns: 3000, seed: 5 },
    );
  });
});
