import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
  for (const code of ["let a = 1", "a + 1", "let b = 2", "a + 1"]) await kernel.execute(code);
  await kernel.request("execute_request", { code: "'not kept'", store_history: false });
  await kernel.request("execute_request", { code: "'silent'", silent: true });
});
afterAll(() => kernel.stop());

test.each([
  [
    "the last two",
    { hist_access_type: "tail", n: 2 },
    [
      [1, 3, "let b = 2"],
      [1, 4, "a + 1"],
    ],
  ],
  [
    "more than there are",
    { hist_access_type: "tail", n: 9 },
    [
      [1, 1, "let a = 1"],
      [1, 2, "a + 1"],
      [1, 3, "let b = 2"],
      [1, 4, "a + 1"],
    ],
  ],
  [
    "a range, its end left out",
    { hist_access_type: "range", session: 0, start: 2, stop: 4 },
    [
      [1, 2, "a + 1"],
      [1, 3, "let b = 2"],
    ],
  ],
  ["another session", { hist_access_type: "range", session: 7, start: 1, stop: 9 }, []],
  [
    "a pattern",
    { hist_access_type: "search", pattern: "let ? =*", n: 10 },
    [
      [1, 1, "let a = 1"],
      [1, 3, "let b = 2"],
    ],
  ],
  ["a pattern, each text once", { hist_access_type: "search", pattern: "a + 1", unique: true }, [[1, 4, "a + 1"]]],
  ["with outputs, which are not kept", { hist_access_type: "tail", n: 1, output: true }, [[1, 4, ["a + 1", null]]]],
])("history answers %s", async (_, content, history) => {
  expect((await kernel.request("history_request", content)).content).toEqual({ status: "ok", history });
});

describe("across sessions", () => {
  const folder = mkdtempSync(join(tmpdir(), "workings-history-"));
  const file = join(folder, "deep", "history.jsonl");
  const env = { WORKINGS_HISTORY: file };
  afterAll(() => rmSync(folder, { recursive: true }));
  const ask = async (client: Client, content: object) =>
    (await client.request("history_request", { hist_access_type: "range", ...content })).content.history;

  test("history is kept, for every kernel that shares the file, and half a line spoils nothing", async () => {
    const first = await Client.start({ env });
    await first.execute("'the first'");
    await first.stop();
    appendFileSync(file, '{"session": "half\n');
    const [second, third] = await Promise.all([Client.start({ env }), Client.start({ env })]);
    await second.execute("'the second'");
    await third.execute("'the third'");
    await second.execute("'the second again'");
    expect(await ask(second, { hist_access_type: "tail", n: 10 })).toEqual([
      [1, 1, "'the first'"],
      [2, 1, "'the second'"],
      [3, 1, "'the third'"],
      [2, 2, "'the second again'"],
    ]);
    expect(await ask(third, { session: 0 })).toEqual([[3, 1, "'the third'"]]);
    expect(await ask(third, { session: -2 })).toEqual([[1, 1, "'the first'"]]);
    expect(await ask(third, { session: 2, start: 2, stop: 3 })).toEqual([[2, 2, "'the second again'"]]);
    await Promise.all([second.stop(), third.stop()]);
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(5);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("where the file cannot be written the session's own is kept, and the person is told", async () => {
    const client = await Client.start({ env: { WORKINGS_HISTORY: join(file, "below a file") } });
    let told = "";
    client.process.stderr!.on("data", (chunk) => {
      told += chunk;
    });
    await client.execute("1");
    await client.execute("2");
    expect(await ask(client, { session: 0 })).toEqual([
      [1, 1, "1"],
      [1, 2, "2"],
    ]);
    await client.stop();
    expect(told.match(/history is kept for this session only/g)).toHaveLength(1);
  });
});
