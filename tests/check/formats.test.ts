import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/check/checkDocument.js";
import { CheckedFile } from "../../src/check/checkedFile.js";
import { loadChecker } from "../../src/check/checkText.js";
import { kindOf } from "../../src/check/documents/document.js";
import type { Format } from "../../src/check/formats/format.js";
import { github } from "../../src/check/formats/github.js";
import { json, jsonl } from "../../src/check/formats/json.js";
import { sarif } from "../../src/check/formats/sarif.js";
import { defaultSeverities } from "../../src/check/severity.js";

await loadChecker();

const checked = (path: string, text: string) =>
  new CheckedFile(path, text, kindOf(path), checkDocument(text, kindOf(path)));
const written = ({ each, all }: Format, files: readonly CheckedFile[]) =>
  files.map((file) => each?.(file) ?? "").join("") + (all?.(files) ?? "");

const notebook = JSON.stringify(
  { cells: [{ cell_type: "markdown", metadata: {}, source: ['# "é"\n', "$1 + 1 = 3$\n"] }], nbformat: 4 },
  null,
  1,
);
const files = [
  checked(
    "notes/my notes, 100%.md",
    "Über $1 + 1 = 3$\r\nand $\\frac{2}{3} \\approx 0.66$, $g(1) = 2$\r\n$$5 \\cdot 20 =\r\n  99$$",
  ),
  checked("C:\\Texte\\größe.md", "$1 + 1 = 2$ and $\\log 100 = 2$"),
  checked("a.ipynb", notebook),
  checked("empty.md", ""),
];
const options = { severities: defaultSeverities, version: "1.2.3" };

test("JSON is one document with the files in order", () => {
  const report = JSON.parse(written(json, files));
  expect(Object.keys(report)).toEqual(["version", "files"]);
  expect(report.files.map((file: object) => Object.keys(file))).toEqual(files.map(() => ["path", "claims", "summary"]));
  expect(report.files[2].claims[0]).toEqual({
    cell: 0,
    start: { line: 2, column: 2, offset: 7 },
    end: { line: 2, column: 11, offset: 16 },
    source: "1 + 1 = 3",
    kind: "numeric",
    relation: "=",
    written: "3",
    computed: "2",
    reading: "1 + 1",
    verdict: "wrong",
    reason: "the value is 2",
  });
});

test("JSON lines are the same files, one a line", () => {
  const lines = written(jsonl, files).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(written(json, files)).files);
});

test("commands for GitHub are escaped, and of a notebook name the line of the file", () => {
  expect(written(github(options), files)).toBe(
    [
      "::error file=notes/my notes%2C 100%25.md,line=1,endLine=1,col=7,endColumn=16,title=workings%3A wrong::3: the value is 2",
      "::warning file=notes/my notes%2C 100%25.md,line=2,endLine=2,col=6,endColumn=30,title=workings%3A imprecise::0.66: cut off after these places, not rounded: the value is 0.67",
      "::error file=notes/my notes%2C 100%25.md,line=3,endLine=4,title=workings%3A wrong::99: the value is 100",
      "::warning file=C%3A/Texte/größe.md,line=1,endLine=1,col=18,endColumn=30,title=workings%3A ambiguous::2: right only with the logarithm to base 10: the value is 5",
      "::error file=a.ipynb,line=8,endLine=8,col=7,endColumn=16,title=workings%3A wrong::3: the value is 2",
      "",
    ].join("\n"),
  );
  expect(notebook.split("\n")[7]!.slice(6, 15)).toBe("1 + 1 = 3");
});

describe("SARIF", () => {
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(new URL("sarif-schema-2.1.0.json", import.meta.url), "utf8"));
  const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const log = JSON.parse(written(sarif(options), files));

  test("fulfils the schema of the standard", () => {
    expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
    expect(isValid({ ...log, runs: [{ ...log.runs[0], results: [{}] }] })).toBe(false);
    expect(isValid(JSON.parse(written(sarif(options), [])))).toBe(true);
  });

  test("names places by characters of the file, and files by addresses", () => {
    const { results } = log.runs[0];
    expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => `${ruleId} ${level}`)).toEqual([
      "wrong error",
      "imprecise warning",
      "wrong error",
      "ambiguous warning",
      "wrong error",
    ]);
    for (const { locations, ruleId, ruleIndex, fixes } of results) {
      expect(log.runs[0].tool.driver.rules[ruleIndex].id).toBe(ruleId);
      const { artifactLocation, region } = locations[0].physicalLocation;
      const file = files.find(({ report }) =>
        artifactLocation.uri.endsWith(encodeURIComponent(report.path.split(/[\\/]/).at(-1)!)),
      )!;
      expect(file.text.slice(region.charOffset, region.charOffset + region.charLength)).toBe(region.snippet.text);
      const lines = file.text.split("\n");
      const before = lines
        .slice(0, region.startLine - 1)
        .map((line) => `${line}\n`)
        .join("");
      expect(before.length + region.startColumn - 1).toBe(region.charOffset);
      if (ruleId === "ambiguous") expect(fixes).toBeUndefined();
      else {
        const { deletedRegion, insertedContent } = fixes[0].artifactChanges[0].replacements[0];
        const deleted = file.text.slice(deletedRegion.charOffset, deletedRegion.charOffset + deletedRegion.charLength);
        expect([deleted, insertedContent.text]).toEqual(
          { "3": ["3", "2"], "0.66": ["0.66", "0.67"], "99": ["99", "100"] }[deleted],
        );
      }
    }
    const uris = new Set(
      results.map(
        (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
          result.locations[0]!.physicalLocation.artifactLocation.uri,
      ),
    );
    expect([...uris]).toEqual(["notes/my%20notes%2C%20100%25.md", "file:///C:/Texte/gr%C3%B6%C3%9Fe.md", "a.ipynb"]);
  });
});
