import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";

const folder = new URL("./corpus/", import.meta.url);

/**
 * A document of the corpus says behind each formula what is to be found of its relations, one after the other:
 * `<!-- null confirmed wrong 0.8808 -->`. What follows `wrong`, `imprecise` or `ambiguous` is the right value.
 */
function labelsOf(text: string): { offset: number; label: string }[] {
  const pattern =
    /<!-- ((?:(?:null|confirmed|wrong|imprecise|ambiguous|unchecked)(?: (?!null|confirmed|wrong|imprecise|ambiguous|unchecked)[^>]*?)?(?: |(?= -->)))+) ?-->/g;
  return [...text.matchAll(pattern)].map((match) => ({ offset: match.index, label: match[1]!.trim() }));
}

describe.each(readdirSync(folder).filter((name) => name.endsWith(".md")))("%s", async (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  const labels = labelsOf(text);
  const [file] = (await checkText(text, { path: name })).files;
  const claims = file!.claims;

  test("every relation has a label", () => {
    expect(labels.length).toBeGreaterThan(3);
    expect(claims.filter(({ start }) => start.offset > labels.at(-1)!.offset)).toEqual([]);
  });

  test.each(
    labels.map(({ offset, label }, i) => {
      const from = labels[i - 1]?.offset ?? 0;
      const own = claims.filter(({ start }) => start.offset >= from && start.offset < offset);
      return [own[0]?.source ?? text.slice(from, offset).trim(), label, own] as const;
    }),
  )("%s is %s", (_, label, own) => {
    const found = own.map(({ verdict, computed }) => {
      const isShown = label.split(" ").some((word) => /^[-[\d.]/.test(word));
      return isShown &&
        ["wrong", "imprecise", "ambiguous"].includes(String(verdict)) &&
        label.includes(String(computed))
        ? `${verdict} ${computed}`
        : String(verdict);
    });
    expect(found.join(" ")).toBe(label);
  });

  test("every claim stands where it says", () => {
    const lines = text.split("\n");
    for (const { start, end, source, written } of claims) {
      expect(text.slice(start.offset, end.offset)).toBe(source);
      for (const { line, column, offset } of [start, end]) {
        expect(lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1).toBe(offset);
      }
      if (written !== null) expect(source.endsWith(written)).toBe(true);
    }
  });
});
