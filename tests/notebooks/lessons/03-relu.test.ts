import { execFileSync } from "node:child_process";
import process from "node:process";
import { expect, test } from "vitest";
import { root } from "../../../kernel-setup/root.mjs";

/** What bench/lessons/relu.mjs prints for a few seeds; the ranges held are those of forty. */
const printed = execFileSync(process.execPath, ["bench/lessons/relu.mjs", "4"], { cwd: root, encoding: "utf8" });

function runs(of: string) {
  const [, fewest, most, least, greatest] =
    new RegExp(`^${of}: (\\d+) to (\\d+) of 32 units off, loss ([\\d.]+) to ([\\d.]+)`, "m").exec(printed) ?? [];
  return { fewest: Number(fewest), most: Number(most), least: Number(least), greatest: Number(greatest) };
}

test("short steps leave rectified units alive, and long ones kill most of them", () => {
  expect(runs("relu, rate 0.03").most).toBeLessThanOrEqual(4);
  expect(runs("relu, rate 0.03").greatest).toBeLessThan(0.01);
  expect(runs("relu, rate 0.5").fewest).toBeGreaterThanOrEqual(16);
});

test("a dead unit does not come back, whatever the steps", () => {
  const [, after] = printed.split("relu, rate 0.5: ");
  expect(after!.split("\n")[1]).toMatch(/^ {2}then rate 0\.03: .*; units came back in 0 of 4$/);
  expect(printed).toContain("after both rates the leaky loss is lower in 4 of 4\n");
});

test("what is left after long steps does little better than a straight line", () => {
  const line = Number(/^the best line: loss ([\d.]+)$/m.exec(printed)![1]);
  expect(line).toBeCloseTo(0.41, 2);
  expect(runs("relu, rate 0.5").least).toBeGreaterThan(0.9 * line);
});
