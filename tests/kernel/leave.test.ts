import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

test.each(["exit", "quit", "exit()", " quit ;"])("%j asks a console to end", async (code) => {
  const { reply, outputs } = await kernel.execute(code);
  expect(reply).toMatchObject({ status: "ok", payload: [{ source: "ask_exit", keepkernel: false }] });
  expect(outputs).toEqual([]);
});

test("a name that is missing within other code is an error, and one that a cell has declared is a name", async () => {
  expect((await kernel.execute("exit + 1")).reply.evalue).toContain("Cannot find name 'exit'");
  await kernel.execute("const exit = 7;");
  expect(await kernel.execute("exit")).toMatchObject({ reply: { payload: [] }, result: "7" });
});
