import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
  await kernel.execute('import { display } from "workings";');
});
afterAll(() => kernel.stop());

describe("an output with a name", () => {
  test("is replaced by what the same cell shows under it again", async () => {
    const { outputs } = await kernel.execute('for (let i = 0; i < 3; i++) display(i, { id: "count" });');
    expect(outputs.map(({ type, content }) => [type, content.data["text/plain"], content.transient])).toEqual([
      ["display_data", "0", { display_id: "count" }],
      ["update_display_data", "1", { display_id: "count" }],
      ["update_display_data", "2", { display_id: "count" }],
    ]);
  });

  test("is shown anew by another cell, unless that asks for an update", async () => {
    const again = await kernel.execute('display("again", { id: "count" })');
    expect(again.outputs.map(({ type }) => type)).toEqual(["display_data"]);
    const update = await kernel.execute('display("from afar", { id: "count", update: true })');
    expect(update.outputs.map(({ type }) => type)).toEqual(["update_display_data"]);
  });
});

test("console.clear takes away what the cell has shown, in its place among the outputs", async () => {
  const { outputs } = await kernel.execute('console.log("old"); console.clear(); console.log("new")');
  expect(outputs.map(({ type, content }) => [type, content.text ?? content.wait])).toEqual([
    ["stream", "old\n"],
    ["clear_output", false],
    ["stream", "new\n"],
  ]);
});

describe("expressions that a front end asks for beside a cell", () => {
  const ask = (code: string, expressions: object, options = {}) =>
    kernel.execute(code, { user_expressions: expressions, ...options });

  test("are told with their values, each on its own", async () => {
    const { reply } = await ask("const xs: number[] = [1, 2]", {
      xs: "xs",
      sum: "xs[0]! + xs[1]!",
      awaited: "Promise.resolve(7)",
    });
    expect(reply.user_expressions).toEqual({
      xs: { status: "ok", data: { "text/plain": "[ 1, 2 ]" }, metadata: {} },
      sum: { status: "ok", data: { "text/plain": "3" }, metadata: {} },
      awaited: { status: "ok", data: { "text/plain": "7" }, metadata: {} },
    });
  });

  test("may fail one by one, and the cell does not", async () => {
    const { reply, outputs } = await ask("1;", {
      missing: "nowhere",
      broken: "1 +",
      thrown: "(() => { throw new TypeError('no') })()",
    });
    expect(reply.status).toBe("ok");
    expect(reply.user_expressions).toMatchObject({
      missing: { status: "error", ename: "ReferenceError", evalue: "nowhere is not defined" },
      broken: { status: "error", ename: "SyntaxError" },
      thrown: { status: "error", ename: "TypeError", evalue: "no" },
    });
    expect(outputs.filter(({ type }) => type === "error")).toEqual([]);
  });

  test("are worked out for an empty cell and a silent one, and leave the counter alone", async () => {
    const before = (await kernel.execute("0")).reply.execution_count;
    const empty = await ask("", { two: "1 + 1" });
    expect(empty.reply.user_expressions.two.data["text/plain"]).toBe("2");
    const silent = await ask("let quiet = 5", { quiet: "quiet" }, { silent: true });
    expect(silent.reply.user_expressions.quiet.data["text/plain"]).toBe("5");
    expect(silent.outputs).toEqual([]);
    expect((await kernel.execute("0")).reply.execution_count).toBe(before + 1);
  });

  test("can be stopped", async () => {
    const id = kernel.send("execute_request", { code: "", user_expressions: { forever: "(() => { for (;;); })()" } });
    const executed = kernel.executed(id);
    await kernel.output(id, "execute_input");
    await new Promise((resolve) => setImmediate(resolve));
    const stopping = setInterval(() => kernel.send("interrupt_request", {}, "control"), 50);
    const { reply } = await executed;
    clearInterval(stopping);
    expect(reply.user_expressions.forever.ename).toBe("Interrupted");
  });
});
