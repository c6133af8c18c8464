import type { FileReport } from "./claim.js";
import type { Report } from "./report.js";

/**
 * Recomputes what a Markdown document claims in its formulas, and reports which numbers are right. The document is only
 * read: nothing in it is run, and nothing leaves the machine. `path` is what the report calls the document.
 */
export async function checkText(text: string, options: { path?: string } = {}): Promise<Report> {
  const [{ claimsOf }, { summarize }, reports, { loadLatex }, { loadArithmetic }] = await Promise.all([
    import("./document.js"),
    import("./claim.js"),
    import("./report.js"),
    import("../latex/katex.js"),
    import("../numeric/mpfr.js"),
  ]);
  await Promise.all([loadLatex(), loadArithmetic()]);
  const { path = "text" } = options;
  const claims = claimsOf(text);
  const file: FileReport = { path, claims, summary: summarize(claims) };
  return new reports.Report([file], new Map([[path, text]]));
}
