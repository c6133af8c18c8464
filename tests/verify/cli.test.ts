import { beforeEach, describe, expect, test } from "vitest";
import { verify } from "../../src/cli/verify.js";

let out: string;
let err: string;
const terminal = { isTTY: false, columns: 80 };

beforeEach(() => {
  [out, err] = ["", ""];
  terminal.isTTY = false;
});

/** The exit status of the command; what it writes goes to `out` and `err`. */
const run = (...args: string[]) =>
  verify(args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text), ...terminal },
  });

test("prints the report of each formula that is named and how many there are of each verdict, and gives 0", async () => {
  expect(await run("relu", "gradientDescentStep")).toBe(0);
  expect(out).toMatch(/^relu: confirmed \(.*\n\ngradientDescentStep: confirmed.*\n\n2 formulas: 2 confirmed\n$/s);
  expect(err).toBe("");
});

test("prints the report of one formula alone", async () => {
  expect(await run("relu", "relu")).toBe(0);
  expect(out).toMatch(/^relu: confirmed/);
  expect(out).not.toContain("formula:");
});

test("writes one document for a program", async () => {
  expect(await run("relu", "leakyRelu", "--format", "json", "--seed", "2")).toBe(0);
  const { version, formulas, summary } = JSON.parse(out);
  expect(version).toBe(1);
  expect(formulas.map(({ name }: { name: string }) => name)).toEqual(["relu", "leakyRelu"]);
  expect(formulas[0].verdict).toBe("confirmed");
  expect(formulas[1].routes[0]).toEqual({
    route: "code",
    verdict: "confirmed",
    detail: expect.stringMatching(/^at most 0\.\d+ ulp off the expression/),
    ulps: expect.closeTo(0.5, 1),
    worst: { at: expect.stringMatching(/^\(-/), found: expect.any(String), truth: expect.any(String) },
  });
  expect(formulas[0].routes.at(-1)).toMatchObject({ route: "laws", ulps: null, worst: null });
  expect(summary).toEqual({ formulas: 2, confirmed: 2, wrong: 0, imprecise: 0, ambiguous: 0, unchecked: 0 });
});

test("writes a line for each formula for a program that reads along", async () => {
  expect(await run("relu", "leakyRelu", "--format=jsonl")).toBe(0);
  const lines = out.split("\n");
  expect(lines.map((line) => (line === "" ? "" : JSON.parse(line).name))).toEqual(["relu", "leakyRelu", ""]);
});

test("shows on a terminal how far it is, in one line that is gone at the end", async () => {
  terminal.isTTY = true;
  expect(await run("relu", "gradientDescentStep", "--format", "json")).toBe(0);
  expect(err.split("\r\u001b[K")).toEqual(["", "verifying: 0 of 2", "", "verifying: 1 of 2  relu", "", ""]);
});

describe("says what makes no sense, and gives 2", () => {
  test.each([
    [["relu", "sigmod"], 'no formula is called "sigmod"; did you mean sigmoid?'],
    [["RELU"], 'no formula is called "RELU"; did you mean relu?'],
    [["--format", "xml"], "--format is text, json or jsonl but xml was given"],
    [["--seed", "1.5"], "--seed is a whole number but 1.5 was given"],
    [["--jobs", "0"], "--jobs is a whole number from 1 but 0 was given"],
    [["--fast"], "there is no option --fast; see workings verify --help"],
  ])("%j", async (args, problem) => {
    expect(await run(...args)).toBe(2);
    expect([out, err]).toEqual(["", `workings verify: ${problem}\n`]);
  });

  test("and what formulas there are where none is like what was asked for", async () => {
    expect(await run("nosuchthing")).toBe(2);
    expect(err).toMatch(/^workings verify: no formula is called "nosuchthing"; there are .*sigmoid.*\n$/);
  });
});

test("says how it is used", async () => {
  expect(await run("--help")).toBe(0);
  expect(out).toMatch(/^Usage: workings verify/);
});
