import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

describe("what a cell shows", () => {
  test.each([
    ["1 + 1", "2"],
    ["'text'", "'text'"],
    ["undefined", undefined],
    ["const a6 = 1", undefined],
    ["5; for (let i = 0; i < 3; i++) i", undefined],
    ["Promise.resolve(7)", "7"],
    ["({ then: 1 })", "{ then: 1 }"],
    ["-0", "-0"],
    ["10n ** 3n", "1000n"],
    ["", undefined],
    ["// nothing", undefined],
  ])("%s shows %s", async (code, shown) => {
    const { reply, result } = await kernel.execute(code);
    expect(reply.status).toBe("ok");
    expect(result).toBe(shown);
  });

  test("printed text keeps its order and its stream, and comes before the result", async () => {
    const { outputs } = await kernel.execute("console.log('a'); console.error('b'); process.stdout.write('c'); 1");
    expect(outputs.map((one) => [one.type, one.content.name, one.content.text])).toEqual([
      ["stream", "stdout", "a\n"],
      ["stream", "stderr", "b\n"],
      ["stream", "stdout", "c"],
      ["execute_result", undefined, undefined],
    ]);
  });

  test("a hundred thousand lines all come before the idle", async () => {
    const { stdout } = await kernel.execute("for (let i = 0; i < 100_000; i++) console.log('line', i)");
    expect(stdout.split("\n")).toHaveLength(100_001);
    expect(stdout.endsWith("line 99999\n")).toBe(true);
  });

  test.each([
    ["a file operation", "import fs from 'node:fs'; later(() => fs.readFile('.', () => console.log('mine')))"],
    ["one by its own name", "import { stat } from 'node:fs'; later(() => stat('.', () => console.log('mine')))"],
    ["a timer by its module", "import * as t from 'node:timers'; later(() => t.setTimeout(() => console.log('mine')))"],
    ["a tick", "later(() => process.nextTick(() => console.log('mine')))"],
  ])("what %s prints later belongs to its own cell", async (_, code) => {
    await kernel.execute("const later = (then: () => void) => void setTimeout(then, 30)");
    const id = kernel.send("execute_request", { code });
    const printed = kernel.next((_, { type, content }) => type === "stream" && content.text === "mine\n");
    await kernel.executed(id);
    await kernel.execute("await new Promise((go) => setTimeout(go, 100))");
    expect((await printed).parent.msg_id).toBe(id);
  });

  test("what a timer prints later belongs to its own cell", async () => {
    const id = kernel.send("execute_request", { code: "setTimeout(() => console.log('late'), 100)" });
    await kernel.executed(id);
    const late = kernel.output(id, "stream");
    await kernel.execute("1");
    expect((await late).content.text).toBe("late\n");
  });
});

describe("the display of values", () => {
  test("comes in the richest form, with text, and before the idle even if it takes time", async () => {
    const { outputs } = await kernel.execute(`
      const shown = Symbol.for("Jupyter.display");
      const later = { [shown]: async () => { await new Promise((go) => setTimeout(go, 20)); return { "text/html": "<b>later</b>" } } };
      const hook = (globalThis as any)[Symbol.for("workings.kernel")];
      hook.display(later); hook.display(5);
      [{ a: 1 }, { a: 2 }]`);
    expect(outputs.map((one) => [one.type, Object.keys(one.content.data)])).toEqual([
      ["display_data", ["text/plain"]],
      ["execute_result", ["text/html", "text/plain"]],
      ["display_data", ["text/html", "text/plain"]],
    ]);
  });

  test("may take several outputs, of which the last is the cell's result", async () => {
    const { outputs } = await kernel.execute(`
      const part = (text: string) => ({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": text }) });
      ({ ...part("whole"), [Symbol.for("workings.parts")]: () => [part("first"), part("second"), part("third")] })`);
    expect(outputs.map((one) => [one.type, one.content.data["text/plain"]])).toEqual([
      ["display_data", "first"],
      ["display_data", "second"],
      ["execute_result", "third"],
    ]);
  });

  test.each([
    [
      "a proxy whose traps throw",
      "new Proxy({ a: 1 }, { get() { throw 1 }, getPrototypeOf() { throw 2 }, ownKeys() { throw 3 } })",
      "{ a: 1 }",
    ],
    [
      "a proxy that is revoked",
      "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()",
      "<Revoked Proxy>",
    ],
    ["a getter that throws", "({ get bad() { throw new Error('no') } })", "{ bad: [Getter] }"],
    [
      "an error that is not thrown",
      "new RangeError('mine', { cause: 5 })",
      /^RangeError: mine\n {4}at cell \d+, line 1 \{\n {2}\[cause\]: 5\n\}$/,
    ],
    ["a promise of a class of its own", "(class extends Promise<number> {}).resolve(4)", "4"],
    [
      "a function that shows itself",
      "Object.assign(() => 1, { [Symbol.for('Jupyter.display')]: async () => ({ 'text/plain': 'itself' }) })",
      "itself",
    ],
  ])("%s is shown", async (_, code, shown) => {
    const { result, reply } = await kernel.execute(code);
    expect(reply.traceback).toBeUndefined();
    if (shown instanceof RegExp) expect(result).toMatch(shown);
    else expect(result).toBe(shown);
  });

  test("of what is no JSON names the part that cannot be sent", async () => {
    const { reply } = await kernel.execute(
      "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'x', 'application/json': { n: 1n } }) })",
    );
    expect(reply.evalue).toBe(
      "the value cannot be shown as application/json, which is no JSON: Do not know how to serialize a BigInt",
    );
    expect(reply.traceback).toHaveLength(1);
  });

  test("an error of the value's own method is the cell's error", async () => {
    const { reply } = await kernel.execute("({ [Symbol.for('Jupyter.display')]() { throw new Error('mine') } })");
    expect(reply).toMatchObject({ status: "error", ename: "Error", evalue: "mine" });
  });
});
