import type { CheckedFile } from "../checkedFile.js";
import type { Range } from "../documents/range.js";
import { correctionOf } from "../fix.js";
import { Lines } from "../lines.js";
import type { Problem } from "../severity.js";
import type { Format, FormatOptions, Shown } from "./format.js";
import { sentence, shownOf } from "./format.js";

const rules: Readonly<Record<Problem, string>> = {
  wrong: "The number is not the value of what it is said to be.",
  imprecise: "The number is right but for its last digit: cut off, or given with = where ≈ is meant.",
  ambiguous: "The number is right only under another convention.",
  unchecked: "The statement could not be checked.",
};

/** SARIF 2.1.0, which code hosts and editors read. */
export function sarif({ severities, version = "0.0.0" }: FormatOptions): Format {
  const ids = Object.keys(rules) as Problem[];
  const driver = {
    name: "workings",
    version,
    rules: ids.map((id) => ({
      id,
      shortDescription: { text: rules[id] },
      defaultConfiguration: { level: severities[id] === "off" ? "none" : severities[id] },
    })),
  };
  return {
    all: (files) => {
      const results = files.flatMap((file) => {
        const lines = new Lines(file.text);
        return shownOf(file, severities).map((shown) => result(file, lines, shown, ids.indexOf(shown.problem)));
      });
      const run = { tool: { driver }, columnKind: "utf16CodeUnits", results };
      const log = { version: "2.1.0", $schema: "https://json.schemastore.org/sarif-2.1.0.json", runs: [run] };
      return `${JSON.stringify(log, null, 2)}\n`;
    },
  };
}

function result(file: CheckedFile, lines: Lines, { claim, problem, severity }: Shown, ruleIndex: number) {
  const artifactLocation = { uri: uriOf(file.report.path) };
  const place = file.inFile(claim, { start: claim.start.offset, end: claim.end.offset });
  const cell = file.place(claim).slice(file.report.path.length + 1);
  const correction = correctionOf(file, claim);
  return {
    ruleId: problem,
    ruleIndex,
    level: severity,
    message: { text: sentence(claim) },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          ...(place && { region: { ...region(lines, place), snippet: { text: claim.source } } }),
        },
        ...(cell === "" ? {} : { logicalLocations: [{ fullyQualifiedName: cell }] }),
      },
    ],
    ...(typeof correction === "object" && {
      fixes: [
        {
          description: { text: `write ${correction.text}` },
          artifactChanges: [
            {
              artifactLocation,
              replacements: [{ deletedRegion: region(lines, correction), insertedContent: { text: correction.text } }],
            },
          ],
        },
      ],
    }),
  };
}

function region(lines: Lines, { start, end }: Range) {
  const [from, to] = [lines.position(start), lines.position(end)];
  return {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    charOffset: start,
    charLength: end - start,
  };
}

/** A path as a URI, relative where the path is. */
function uriOf(path: string): string {
  const slashed = path.replaceAll("\\", "/");
  const encoded = slashed.split("/").map(encodeURIComponent).join("/");
  if (/^[a-zA-Z]:\//.test(slashed)) return `file:///${slashed[0]}:${encoded.slice(encoded.indexOf("/"))}`;
  return slashed.startsWith("/") ? `file://${encoded}` : encoded;
}
