import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../kernel-setup/root.mjs";
import { Client, type Message } from "../kernel/client.js";

/** The rows of the table in docs/tslab.md: a cell, and what it does in each kernel. */
const rows = readFileSync(path.join(root, "docs", "tslab.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split(" | ").map((part) => part.replace(/^\| | \|$/g, "")) as [string, string, string]);

let folder: string;
let tslab: Client;
let workings: Client;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-tslab-"));
  const esm = path.join(folder, "node_modules", "esm-only");
  mkdirSync(esm, { recursive: true });
  const exports = { types: "./only.d.ts", default: "./only.js" };
  writeFileSync(path.join(esm, "package.json"), JSON.stringify({ name: "esm-only", type: "module", exports }));
  writeFileSync(path.join(esm, "only.js"), "export const later = await 'later';");
  writeFileSync(path.join(esm, "only.d.ts"), "export declare const later: string;");
  writeFileSync(path.join(folder, "local.ts"), "export const local = 'local';");
  const bin = path.join(root, "node_modules", "tslab", "bin", "tslab");
  [tslab, workings] = await Promise.all([
    Client.start({ folder, command: (file) => [bin, "kernel", `--config-path=${file}`] }),
    Client.start({ folder }),
  ]);
});

afterAll(async () => {
  await Promise.all([tslab.stop(), workings.stop()]);
  rmSync(folder, { recursive: true });
});

/** Runs a cell in tslab. For a moment after an error it aborts what comes, and nothing tells when that is over. */
async function runInTslab(code: string): Promise<Message> {
  const reply = await tslab.request("execute_request", { code });
  if (reply.content.status !== "abort") return reply;
  await setTimeout(100);
  return runInTslab(code);
}

/** What a kernel has done so far in answer to a request, in the words of the table. */
function effect(kernel: Client, request: string, status: string): string {
  const outputs = kernel.published.filter((one) => one.parent.msg_id === request);
  if (status !== "error") return outputs.flatMap(({ type, content }) => words(type, content)).join(", ") || "nothing";
  const told = outputs.find(({ type }) => type === "stream" || type === "error")?.content;
  return `fails: \`${stripVTControlCharacters(told?.evalue ?? told?.text ?? "").split("\n")[0]}\``;
}

function words(type: string, content: { text: string; data: Record<string, string> }): string[] {
  const types = () => Object.keys(content.data).sort((a, b) => Number(a === "text/plain") - Number(b === "text/plain"));
  switch (type) {
    case "stream":
      return [`prints \`${content.text.trimEnd()}\``];
    case "display_data":
      return [`displays ${types().join(", ")}`];
    case "update_display_data":
      return [`updates ${types().join(", ")}`];
    case "execute_result": {
      const isTable = content.data["text/html"]?.startsWith("<table");
      if (types().length === 1) return [`shows \`${content.data["text/plain"]}\``];
      return [`shows ${isTable ? "a table: " : ""}${types().join(", ")}`];
    }
    default:
      return [];
  }
}

describe("a cell does what docs/tslab.md says", () => {
  test("the table is there", () => expect(rows.length).toBeGreaterThan(30));

  test.each(rows)("%s", async (cell, inTslab, inWorkings) => {
    const code = cell.slice(1, -1);
    const id = workings.send("execute_request", { code });
    const [reply, { reply: content }] = await Promise.all([runInTslab(code), workings.executed(id)]);
    // tslab may tell of an output after it has replied.
    await expect.poll(() => effect(tslab, reply.parent.msg_id!, reply.content.status)).toBe(inTslab);
    expect(effect(workings, id, content.status)).toBe(inWorkings);
  });
});
