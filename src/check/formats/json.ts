import type { ReportData } from "../claim.js";
import type { Format } from "./format.js";

/** One JSON document of all files. */
export const json: Format = {
  all: (files) => {
    const data: ReportData = { version: 1, files: files.map(({ report }) => report) };
    return `${JSON.stringify(data, null, 2)}\n`;
  },
};

/** A line of JSON for each file, as soon as it is checked. */
export const jsonl: Format = {
  each: ({ report }) => `${JSON.stringify(report)}\n`,
};
