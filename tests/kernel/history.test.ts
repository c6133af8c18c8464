import { afterAll, beforeAll, expect, test } from "vitest";
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
