import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
  await kernel.execute(`
import { sigmoid } from "workings";
/** Twice a number.
 * @param x The number. */
function twice(x: number) { return 2 * x; }
interface Point { x: number; y: number }
let count = 3;`);
});
afterAll(() => kernel.stop());

/** What is said of the place that `|` marks. */
async function inspect(marked: string, detail_level = 0) {
  const [before, after] = marked.split("|") as [string, string];
  const code = before + after;
  const { content } = await kernel.request("inspect_request", { code, cursor_pos: [...before].length, detail_level });
  return content;
}

test.each([
  ["tw|ice(1)", "twice: (x: number) => number"],
  ["twice(|)", "twice: (x: number) => number"],
  ["twice(twice(1), |", "twice: (x: number) => number"],
  ["const 𝛼 = 1; cou|nt", "count: number"],
  ["Math.max|(1)", "max: (...values: number[]) => number"],
  ["const here = [1]; here|", "here: number[]"],
])("%s", async (marked, line) => {
  const { status, found, data } = await inspect(marked);
  expect([status, found]).toEqual(["ok", true]);
  expect(data["text/plain"].split("\n")[0]).toBe(line);
  expect(data["text/markdown"]).toContain(`\`\`\`typescript\n${line}\n\`\`\``);
});

describe("inspection", () => {
  test("tells the documentation with its tags", async () => {
    const { data } = await inspect("twice|");
    expect(data["text/plain"]).toContain("Twice a number.\n\n@param x The number.");
    expect((await inspect("sigmoid|")).data["text/markdown"]).toContain("The logistic function");
  });

  test("shows the source on the second level, and that of a type on the first", async () => {
    expect((await inspect("twice|", 1)).data["text/plain"]).toContain("function twice(x: number) { return 2 * x; }");
    expect((await inspect("twice|")).data["text/plain"]).not.toContain("return");
    expect((await inspect("let p: Poi|nt")).data["text/plain"]).toContain("interface Point { x: number; y: number }");
  });

  test("finds nothing where nothing has a name", async () => {
    for (const marked of ["|", "1 + |1", "nowhere|", "'twi|ce'"]) {
      expect(await inspect(marked)).toEqual({ status: "ok", found: false, data: {}, metadata: {} });
    }
  });

  test("answers while a cell computes", async () => {
    const id = kernel.send("execute_request", { code: "for (;;);" });
    const executed = kernel.executed(id);
    await kernel.output(id, "execute_input");
    expect((await inspect("count|")).found).toBe(true);
    await kernel.request("interrupt_request", {}, "control");
    await executed;
  });
});

describe("a cell that only asks what a name stands for", () => {
  test.each(["Math.sqrt?", "?Math.sqrt", "  Math.sqrt?  "])("%j is answered with a page", async (code) => {
    const { reply, outputs } = await kernel.execute(code);
    expect(outputs).toEqual([]);
    expect(reply.payload).toMatchObject([{ source: "page", start: 0 }]);
    expect(reply.payload[0].data["text/plain"]).toContain("sqrt: (x: number) => number");
    expect((await kernel.request("is_complete_request", { code })).content.status).toBe("complete");
  });

  test("is told where it stands for nothing", async () => {
    const { reply, outputs } = await kernel.execute("nowhere?");
    expect(reply).toMatchObject({ status: "ok", payload: [] });
    expect(outputs.map(({ content }) => content.text)).toEqual(["nothing is known of nowhere\n"]);
  });
});
