import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gridPoints, runTrial, search } from "workings";
import { displaySymbol } from "../../src/display/mimeBundle.js";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-search-"));
  file = path.join(folder, "kept", "search.jsonl");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const points = gridPoints({ x: [0, 1, 2, 3] });
const linesOf = () => readFileSync(file, "utf8").trimEnd().split("\n");

test("every point has its scores, their mean and their spread, and the best is told", async () => {
  const result = await search(({ x }, { fold }) => x * (3 - x) + fold, points, { folds: 3 });
  expect(result.trials.map(({ scores }) => scores)).toEqual([
    [0, 1, 2],
    [2, 3, 4],
    [2, 3, 4],
    [0, 1, 2],
  ]);
  expect(result.trials.map(({ score, spread }) => [score, spread])).toEqual([
    [1, 1],
    [3, 1],
    [3, 1],
    [1, 1],
  ]);
  expect(result.best).toMatchObject({ trial: 1, parameters: { x: 1 } });
  expect(String(result)).toBe("4 trials; the best is trial 1: 3.000 ± 1.0");
});

test("lower scores may be the better ones", async () => {
  const result = await search(({ x }) => (x - 2) ** 2, points, { better: "lower" });
  expect(result.ranked.map(({ parameters }) => parameters.x)).toEqual([2, 1, 3, 0]);
});

test("the objective is told of its fold, of how many, and of the seed", async () => {
  const told: unknown[] = [];
  const objective = (_: object, circumstances: object) => told.push(circumstances);
  await search(objective, points.slice(0, 1), { folds: 2, seed: 7 });
  expect(told).toEqual([
    { fold: 0, folds: 2, seed: 7 },
    { fold: 1, folds: 2, seed: 7 },
  ]);
});

test("a trial that fails is kept with its reason, and the search goes on", async () => {
  const objective = ({ x }: { x: number }, { fold }: { fold: number }) => {
    if (x === 1 && fold === 1) throw new RangeError("too large a step");
    return x === 2 ? Number.NaN : x === 3 ? (undefined as unknown as number) : 1;
  };
  const result = await search(objective, points, { folds: 2, file });
  expect(result.failed.map(({ trial, problem }) => [trial, problem])).toEqual([
    [1, "fold 1: RangeError: too large a step"],
    [2, "fold 0: the score is NaN"],
    [3, "fold 0: it gives no number but undefined"],
  ]);
  expect(result.best.trial).toBe(0);
  expect(linesOf()).toHaveLength(8);
});

test("where all have failed, asking for the best says why", async () => {
  const result = await search(() => Number.POSITIVE_INFINITY, points);
  expect(() => result.best).toThrow(new Error("all 4 trials failed; the first: the score is Infinity"));
});

describe("with a file", () => {
  /** Searches, and gives which points were tried. */
  async function tried(of = points, options = {}): Promise<number[]> {
    const seen: number[] = [];
    await search(({ x }) => seen.push(x) && (x === 3 ? Number.NaN : x), of, { file, ...options });
    return seen;
  }

  test("nothing is done twice", async () => {
    expect(await tried()).toEqual([0, 1, 2, 3]);
    expect(await tried()).toEqual([]);
    const more = await search(({ x }) => x, [...points, { x: 9 }], { file });
    expect(more.trials.map(({ score }) => score)).toEqual([0, 1, 2, Number.NaN, 9]);
  });

  test("other folds and another seed are other trials", async () => {
    await tried();
    expect(await tried(points, { seed: 2 })).toEqual([0, 1, 2, 3]);
    expect(await tried(points, { folds: 2 })).toHaveLength(8);
  });

  test("what failed is tried again where that is asked for", async () => {
    await tried();
    expect(await tried(points, { retryFailed: true })).toEqual([3]);
  });

  test("a torn last line is done again, and the file can be read ever after", async () => {
    await tried();
    const whole = readFileSync(file, "utf8");
    for (const rest of [1, 12, 40]) {
      writeFileSync(file, whole);
      truncateSync(file, whole.length - rest);
      expect(await tried()).toEqual(rest === 1 ? [] : [3]);
      expect(await tried()).toEqual([]);
    }
  });

  test("a point that is there twice is tried once", async () => {
    expect(await tried([{ x: 1 }, { x: 1 }])).toEqual([1]);
  });

  test("a file that holds something else is refused and left alone", async () => {
    await tried();
    appendFileSync(file, '{"some":"thing"}\n');
    const before = readFileSync(file, "utf8");
    await expect(tried()).rejects.toThrow(
      new SyntaxError(`search: ${file}, line 5 is no evaluation; give the search a file of its own`),
    );
    expect(readFileSync(file, "utf8")).toBe(before);
    writeFileSync(file, "# Notes\n");
    await expect(tried()).rejects.toThrow("line 1 is no evaluation");
  });
});

test("a result shows itself as a table, the best first and what failed last", async () => {
  const result = await search(({ x }, { fold }) => (x === 0 ? Number.NaN : x + fold), points, { folds: 2 });
  expect(result.rows.map(({ trial }) => trial)).toEqual([3, 2, 1, 0]);
  const bundle = await result[displaySymbol]();
  expect(bundle["text/plain"]).toMatch(
    /^4 trials, 1 failed; the best is trial 3: 3\.500 ± 0\.71\n +trial +x +score +spread +problem +took\n/,
  );
  expect(bundle["text/html"]).toContain("<td>fold 0: the score is NaN</td>");
});

test("one trial alone is what the search makes of it", async () => {
  const objective = ({ x }: { x: number }, { fold, seed }: { fold: number; seed: number }) => x * seed + fold;
  const { trials } = await search(objective, points, { folds: 2, seed: 3 });
  const alone = await runTrial(objective, points, 2, { folds: 2, seed: 3 });
  expect({ ...alone, seconds: 0 }).toEqual({ ...trials[2], seconds: 0 });
  expect(String(alone)).toBe("trial 2 (x 2): 6.500 ± 0.71");
  await expect(runTrial(objective, points, 4)).rejects.toThrow(
    new RangeError("runTrial: there is no trial 4; there are 4, from 0"),
  );
});

test.each([
  [{ folds: 0 }, "search: folds is 0 but has to be a whole number from 1"],
  [{ processes: 1.5 }, "search: processes is 1.5 but has to be a whole number from 1"],
])("%j is refused", async (options, message) => {
  await expect(search(() => 1, points, options)).rejects.toThrow(new RangeError(message));
});

test("a module that is not there is named", async () => {
  await expect(search("./nowhere.ts", points)).rejects.toThrow(
    new RangeError(`search: there is no module ${path.resolve("nowhere.ts")}`),
  );
});
