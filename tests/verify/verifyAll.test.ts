import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { formulas, relu } from "../../src/formulas/index.js";
import type { Report } from "../../src/verify/report.js";
import { verify } from "../../src/verify/verify.js";
import { verifyAll } from "../../src/verify/verifyAll.js";

const { gradientDescentStep, sigmoid } = formulas;
const unread: AnyFormula = { ...sigmoid, name: "unread", expr: "1 / (1 + " };
const wrong: AnyFormula = { ...formulas.relu, name: "wrong", expr: "-x", laws: [], kinks: [] };

test("the reports come in the order of the formulas, and say the same as one by one", async () => {
  const told: Report[] = [];
  const reports = await verifyAll([gradientDescentStep, relu], { seed: 2, onReport: (report) => told.push(report) });
  expect(told).toEqual(reports.reports);
  const single = [await verify(gradientDescentStep, { seed: 2 }), await verify(relu, { seed: 2 })];
  expect([...reports].map(String)).toEqual(single.map(String));
  expect(reports.summary).toBe("2 formulas: 2 confirmed");
  expect(String(reports)).toBe(reports.summary);
});

test("a definition that cannot be verified has a report, and the others have theirs", async () => {
  const reports = await verifyAll([unread, relu, wrong]);
  expect([...reports].map(({ name, verdict }) => [name, verdict])).toEqual([
    ["unread", "wrong"],
    ["relu", "confirmed"],
    ["wrong", "wrong"],
  ]);
  expect(reports.reports[0]!.routes).toEqual([
    {
      route: "definition",
      verdict: "wrong",
      detail: expect.stringMatching(/^the expression of unread: "1 \/ \(1 \+ " is not mathematics/),
    },
  ]);
  expect(String(reports)).toMatch(/^unread: wrong .*\n\nwrong: wrong .*\n\n3 formulas: 2 wrong, 1 confirmed$/s);
});

test("reports are one table in a notebook", async () => {
  const bundle = (await verifyAll([relu, unread]))[displaySymbol]() as Record<string, string>;
  const html = bundle["text/html"]!;
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html).toContain("<code>relu</code>");
  expect(html).toContain("definition: the expression of unread");
  expect(html).not.toMatch(/background|#[0-9a-f]{3}/);
  expect(bundle["text/plain"]).toMatch(/2 formulas: 1 wrong, 1 confirmed$/);
});

test("what is no formula, and jobs that are no number of threads, are refused at once", async () => {
  await expect(verifyAll([relu, Math.tanh])).rejects.toThrow("verifyAll: the function tanh is not a formula");
  await expect(verifyAll([relu], { jobs: 0 })).rejects.toThrow(
    new RangeError("verifyAll: jobs is 0 but has to be a whole number from 1"),
  );
});

test("several threads come to the same reports in the same order", () => {
  // Threads are started from what the compiler makes.
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const folder = join(root, ".setup", `verify-all-${process.pid}`);
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", root, "--outDir", folder, "--declaration", "false"]);
  const program = `
    const { formulas, verifyAll } = await import(${JSON.stringify(join(folder, "index.js"))});
    const { relu, leakyRelu, gradientDescentStep, hinge, tanh } = formulas;
    const own = { ...relu, name: "own" };
    const told = [];
    const subjects = [relu, own, leakyRelu, gradientDescentStep, hinge, tanh];
    const texts = async (jobs) => (await verifyAll(subjects, { jobs, onReport: ({ name }) => told.push(name) })).reports.map(String);
    const [alone, together] = [await texts(1), await texts(2)];
    console.log(JSON.stringify([told, together.every((text, i) => text === alone[i])]));`;
  try {
    const answer = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
    const names = ["relu", "own", "leakyRelu", "gradientDescentStep", "hinge", "tanh"];
    expect(JSON.parse(answer)).toEqual([[...names, ...names], true]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
