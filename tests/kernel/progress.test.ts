import { afterAll, beforeAll, expect, test } from "vitest";
import { Client, type Message } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
  expect((await kernel.execute('import { progress } from "workings"')).reply.status).toBe("ok");
});
afterAll(() => kernel.stop());

const text = ({ content }: Message): string => content.data["text/plain"];
/** The types of some outputs: the same one in a row is named once. */
const types = (outputs: readonly Message[]) =>
  outputs.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1]);

test("a loop shows one output that changes until the cell has ended", async () => {
  const { outputs, result } = await kernel.execute(`
    let sum = 0;
    const started = Date.now();
    for (const i of progress(Array.from({ length: 30 }, (_, i) => i), { label: "sum" })) {
      sum += i;
      await new Promise((go) => setTimeout(go, 10));
    }
    [sum, Date.now() - started]`);
  const [sum, time] = JSON.parse(result!) as [number, number];
  expect(sum).toBe(435);
  const shown = outputs.filter(({ type }) => type !== "execute_result");
  expect(types(shown)).toEqual(["display_data", "update_display_data"]);
  expect(new Set(shown.map(({ content }) => content.transient.display_id)).size).toBe(1);
  expect(shown.length).toBeLessThanOrEqual(2 + time / 100);
  expect(shown.length).toBeGreaterThan(2);
  expect(text(shown[1]!)).toMatch(/^sum .* left$/);
  expect(text(shown.at(-1)!)).toMatch(/^sum {2}100% .* 30\/30 · .* took /);
});

test.each([
  ["a loop", "for (const i of progress(endless(), { total: 100 })) { announce(i); if (i === 5) while (true); }"],
  [
    "a loop that waits",
    "for (const i of progress(endless(), { total: 100 })) { announce(i); if (i === 5) await new Promise(() => {}); }",
  ],
  [
    "an asynchronous loop",
    "async function* later() { yield* endless() }\n" +
      "for await (const i of progress(later(), { total: 100 })) { announce(i); if (i === 5) await new Promise(() => {}); }",
  ],
])("%s that is interrupted says where it was stopped", async (_, code) => {
  await kernel.execute(`
    function* endless() { for (let i = 0; ; i++) yield i }
    function announce(i: number) { if (i === 5) console.log("there") }`);
  const id = kernel.send("execute_request", { code });
  await kernel.output(id, "stream");
  const executed = kernel.executed(id);
  await kernel.request("interrupt_request", {}, "control");
  const { reply, outputs } = await executed;
  expect(reply.ename).toBe("Interrupted");
  const shown = outputs.filter(({ content }) => content.transient);
  expect(text(shown.at(-1)!)).toMatch(/^ {2}5% .* 5\/100 · .* stopped after /);
  expect(outputs.at(-1)!.type).toBe("error");
});

test("the types of the items are kept", async () => {
  const { reply } = await kernel.execute("for (const word of progress(['a'])) word.nope");
  expect(reply.evalue).toContain("Property 'nope' does not exist on type 'string'");
  const { reply: ok } = await kernel.execute(
    "for await (const n of progress((async function* () { yield 1 })())) n.toFixed()",
  );
  expect(ok.traceback).toBeUndefined();
});
