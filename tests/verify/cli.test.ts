import process from "node:process";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { verify } from "../../src/cli/verify.js";

let out = "";
let err = "";

beforeEach(() => {
  [out, err] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
});

afterEach(() => vi.restoreAllMocks());

test("prints the report of each formula that is named, and gives 0 where nothing is wrong", async () => {
  expect(await verify(["relu", "gradientDescentStep"])).toBe(0);
  expect(out).toMatch(/^relu: confirmed.*\n\ngradientDescentStep: confirmed/s);
  expect(err).toBe("");
});

test("names what is not a formula and what there is, and gives 2", async () => {
  expect(await verify(["relu", "nosuch"])).toBe(2);
  expect(err).toMatch(/^workings verify: no formula is called "nosuch"; there are .*sigmoid.*\n$/);
  expect(out).toBe("");
});

test("says how it is used", async () => {
  expect(await verify(["--help"])).toBe(0);
  expect(out).toMatch(/^Usage: workings verify/);
});
