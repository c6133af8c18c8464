import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "../../kernel-setup/root.mjs";
import { choice, gatherTrials, logUniform, randomPoints, uniform } from "../../src/index.js";
import { Client } from "../kernel/client.js";
import { Command } from "../setup/command.js";
import { readNotebook } from "./notebook.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-search-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const linesOf = (name: string) => readFileSync(path.join(folder, name), "utf8").split("\n").filter(Boolean);
const index = path.join(root, "dist", "index.js");

/** Starts a program that has a search of `./trial.ts`, and prints what `say` makes of the result. */
function start(say: string, options = "{}", points = "gridPoints({ x: [0, 1, 2, 3, 4, 5] })"): Command {
  const program = `
    import { gridPoints, search } from ${JSON.stringify(index)};
    const result = await search("./trial.ts", ${points}, { file: "kept.jsonl", ...${options} });
    console.log("result:" + JSON.stringify(${say}));`;
  return new Command(process.execPath, ["--input-type=module", "-e", program], { cwd: folder });
}

/** Runs such a program to its end, and gives what it says. */
async function result(...args: Parameters<typeof start>): Promise<unknown> {
  const command = start(...args);
  const status = await command.ended;
  const said = /^result:(.*)$/m.exec(command.output)?.[1];
  if (status !== 0 || said === undefined) throw new Error(`ended with ${status}:\n${command.output}`);
  return JSON.parse(said);
}

const scores = "result.trials.map(({ score, problem }) => problem ?? score)";

describe("trials in processes of their own", () => {
  test("are written in TypeScript, import the package and files beside them, and give the same as one after another", async () => {
    put("shape.ts", "export enum Shape { Line = 1 }\nexport const curve = (x: number): number => Shape.Line + x * x;");
    put(
      "trial.ts",
      `import { iris, kFold } from "workings";
       import { curve } from "./shape.js";
       interface Point { readonly x: number }
       export default async ({ x }: Point, { fold, folds, seed }: { fold: number; folds: number; seed: number }) => {
         const { train, test } = kFold(iris(), { folds, seed })[fold]!;
         return curve(x) + train.x[0]![0]! * 1e-3 + test.length * 1e-6;
       };`,
    );
    const said = await result(scores, '{ folds: 3, processes: 2, file: "side.jsonl" }');
    expect(said).toEqual(await result(scores, '{ folds: 3, processes: 1, file: "turn.jsonl" }'));
    expect(linesOf("side.jsonl")).toHaveLength(18);
    const outcomes = (name: string) =>
      linesOf(name)
        .map((line) => line.replace(/"seconds":.*/, ""))
        .sort();
    expect(outcomes("side.jsonl")).toEqual(outcomes("turn.jsonl"));
  });

  test("run side by side", async () => {
    // Each waits for the other to have begun, which one after another never would.
    put(
      "trial.ts",
      `import { existsSync, writeFileSync } from "node:fs";
       import { setTimeout } from "node:timers/promises";
       export default async ({ x }: { x: number }) => {
         writeFileSync("begun-" + x, "");
         while (!existsSync("begun-" + (1 - x))) await setTimeout(5);
         return x;
       };`,
    );
    expect(await result(scores, "{ processes: 2 }", "[{ x: 0 }, { x: 1 }]")).toEqual([0, 1]);
  });

  test("that throw, or whose process dies, have failed with their reasons, and the others go on", async () => {
    put(
      "trial.ts",
      `export default ({ x }: { x: number }) => {
         if (x === 1) throw new RangeError("diverged");
         if (x === 2) process.kill(process.pid, "SIGKILL");
         if (x === 3) { console.error("out of luck"); process.exit(3); }
         return x === 4 ? NaN : x;
       };`,
    );
    expect(await result(scores, "{ processes: 2 }")).toEqual([
      0,
      "RangeError: diverged",
      "the process ended with SIGKILL",
      "the process ended with status 3: out of luck",
      "the score is NaN",
      5,
    ]);
  });

  test.each([
    ["export const trial = 1;", "has no default export that is a function of the parameters"],
    ['import "./absent.js"; export default () => 1;', "cannot be loaded: Cannot find module"],
    ["export default (", "cannot be loaded: "],
  ])("%s is no objective", async (text, message) => {
    put("trial.ts", text);
    const command = start(scores, "{ processes: 2 }");
    expect(await command.ended).toBe(1);
    expect(command.output).toContain(`TypeError: search: ${path.join(folder, "trial.ts")} ${message}`);
  });
});

/** Trials that end at once but for the last, which never does until it is let go on. */
const endless = `
  import { existsSync, appendFileSync } from "node:fs";
  export default ({ x }: { x: number }) => {
    appendFileSync("tried", x + "\\n");
    if (x === 5 && !existsSync("go-on")) { appendFileSync("process", String(process.pid)); for (;;); }
    return x;
  };`;

async function stuck(): Promise<number> {
  await expect.poll(() => linesOf("kept.jsonl").length, { timeout: 20_000 }).toBe(5);
  await expect
    .poll(() => Number(readFileSync(path.join(folder, "process"), "utf8")), { timeout: 20_000 })
    .toBeGreaterThan(0);
  return Number(readFileSync(path.join(folder, "process"), "utf8"));
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("a search that is ended in the midst", () => {
  beforeEach(() => put("trial.ts", endless));

  test.each(["SIGKILL", "SIGINT"] as const)(
    "by %s keeps what is done, leaves no process, and goes on later",
    async (signal) => {
      const command = start(scores, "{ processes: 2 }");
      const pid = await stuck();
      expect(await command.stop(signal)).not.toBe(0);
      await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
      expect(linesOf("kept.jsonl")).toHaveLength(5);
      put("go-on", "");
      expect(await result(scores, "{ processes: 2 }")).toEqual([0, 1, 2, 3, 4, 5]);
      expect(linesOf("tried").sort()).toEqual(["0", "1", "2", "3", "4", "5", "5"]);
    },
  );

  test("takes its processes along where it is killed alone, though they compute without looking up", async () => {
    const command = start(scores, "{ processes: 2 }");
    const pid = await stuck();
    await command.stopAlone("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  });
});

describe("in a notebook", () => {
  const cell = `
    import { gridPoints, search } from "workings";
    const points = gridPoints({ x: [0, 1, 2, 3, 4, 5] });
    const result = await search("./trial.ts", points, { file: "kept.jsonl", processes: 2 });
    console.log("best:", result.best.parameters.x);`;
  const textOf = (kernel: Client, id: string) =>
    kernel.published.flatMap(({ parent, content }) => (parent.msg_id === id && content.text) || []).join("");

  test.each<[string, string[]]>([
    ["workings", []],
    ["tslab", [path.join(root, "node_modules", "tslab", "bin", "tslab"), "kernel"]],
  ])("of the kernel %s, a module beside it is searched side by side", async (_, other) => {
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(root, path.join(folder, "node_modules", "workings"));
    put("trial.ts", "export default ({ x }: { x: number }) => x * (7 - x) + process.pid * 0;");
    const command = (file: string) => [...other, `--config-path=${file}`];
    const kernel = await Client.start({ folder, ...(other.length > 0 && { command }) });
    try {
      const reply = await kernel.request("execute_request", { code: cell });
      await expect.poll(() => textOf(kernel, reply.parent.msg_id!)).toContain("best: 3");
      expect(reply.content.status).toBe("ok");
      expect(linesOf("kept.jsonl")).toHaveLength(6);
    } finally {
      await kernel.stop();
    }
  });

  test("an interrupt ends it with its processes, and running the cell again goes on", async () => {
    put("trial.ts", endless);
    const kernel = await Client.start({ folder });
    try {
      const id = kernel.send("execute_request", { code: cell });
      const pid = await stuck();
      await kernel.request("interrupt_request", {}, "control");
      expect((await kernel.executed(id)).reply.status).toBe("error");
      await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
      put("go-on", "");
      const again = await kernel.execute(cell);
      expect([again.reply.status, linesOf("tried").sort()]).toEqual(["ok", ["0", "1", "2", "3", "4", "5", "5"]]);
    } finally {
      await kernel.stop();
    }
  });
});

describe("the notebook of one trial", () => {
  const notebook = path.join(root, "notebooks", "05-training", "search-trial.ipynb");
  const entry = path.join(root, "dist", "cli", "main.js");

  test("is run once for each trial, side by side, and one call gathers them all", async () => {
    const runs = [0, 1, 2, 3].map((trial) => {
      const parameters = ["-p", `trial=${trial}`, "-p", "count=3", "-o", `out/${trial}.ipynb`];
      return new Command(process.execPath, [entry, "run", notebook, ...parameters], { cwd: folder });
    });
    expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([0, 0, 0, 1]);
    const { best, failed, trials } = gatherTrials(path.join(folder, "out"));
    expect(failed.map(({ problem }) => problem)).toEqual([
      `${path.join(folder, "out", "3.ipynb")}: RangeError: runTrial: there is no trial 3; there are 3, from 0`,
    ]);
    const space = { rate: logUniform(1e-4, 1e-1), width: choice(16, 32, 64), dropout: uniform(0, 0.5) };
    const ran = trials.filter(({ problem }) => problem === undefined);
    expect(ran.map(({ parameters }) => parameters)).toEqual(randomPoints(space, { count: 3, seed: 1 }));
    expect(ran.map(({ trial, scores }) => [trial, scores.length])).toEqual([0, 1, 2].map((trial) => [trial, 3]));
    expect(best.score).toBeGreaterThan(0.85);
    const kept = readNotebook(notebook)
      .cells.flatMap(({ outputs = [] }) => outputs)
      .at(-1) as {
      data: Record<string, { score: number }>;
    };
    expect(ran[0]!.score).toBeCloseTo(kept.data["application/vnd.workings.trial+json"]!.score, 12);
    expect(ran.every(({ seconds }) => seconds > 0)).toBe(true);
  });

  test("that gives no trial, and a folder without notebooks, are told of", () => {
    put("empty.ipynb", JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    expect(gatherTrials(folder).failed[0]!.problem).toBe(
      `${path.join(folder, "empty.ipynb")}: no trial is among its outputs`,
    );
    put("broken.ipynb", "{");
    expect(() => gatherTrials(folder)).toThrow(`gatherTrials: ${path.join(folder, "broken.ipynb")} is no notebook`);
    mkdirSync(path.join(folder, "none"));
    expect(() => gatherTrials(path.join(folder, "none"))).toThrow("gatherTrials: there is no notebook in ");
  });
});
