import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Client } from "./client.js";
import { allGone, commandOf, descendants } from "./processes.js";

test("shutdown answers, echoes restart, and leaves no process, even while a cell computes", async () => {
  const kernel = await Client.start();
  const id = kernel.send("execute_request", { code: "console.log('started'); while (true) {}" });
  await kernel.output(id, "stream");
  const started = descendants(kernel.process.pid!);
  expect(started.length).toBeGreaterThanOrEqual(2);
  const { content } = await kernel.request("shutdown_request", { restart: true }, "control");
  expect(content).toEqual({ status: "ok", restart: true });
  await kernel.ended();
  await allGone(started);
  await kernel.stop();
});

test("SIGTERM ends everything", async () => {
  const kernel = await Client.start();
  const started = descendants(kernel.process.pid!);
  kernel.process.kill("SIGTERM");
  await kernel.ended();
  await allGone(started);
  await kernel.stop();
});

test("a kernel that is killed takes its processes with it, even while a cell computes", async () => {
  const kernel = await Client.start();
  const id = kernel.send("execute_request", { code: "console.log('started'); while (true) {}" });
  await kernel.output(id, "stream");
  const started = descendants(kernel.process.pid!);
  kernel.process.kill("SIGKILL");
  await kernel.ended();
  await allGone(started);
  await kernel.stop();
});

test("the kernel ends when its parent dies", async () => {
  const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(parent, "spawn");
  const kernel = await Client.start({ env: { JPY_PARENT_PID: String(parent.pid) } });
  const started = descendants(kernel.process.pid!);
  parent.kill("SIGKILL");
  await kernel.ended();
  await allGone(started);
  await kernel.stop();
});

test("a compiler that dies is started again, and knows the names of the cells before", async () => {
  const kernel = await Client.start();
  await kernel.execute("const kept: number = 1; interface Kept { x: number }");
  const compiler = descendants(kernel.process.pid!).find((id) => commandOf(id).includes("--api"))!;
  process.kill(compiler, "SIGKILL");
  await allGone([compiler]);
  const { reply } = await kernel.execute("const wrong: string = kept");
  expect(reply.evalue).toBe("TS2322: Type 'number' is not assignable to type 'string'.");
  expect((await kernel.execute("({ x: kept }) satisfies Kept")).result).toBe("{ x: 1 }");
  await kernel.stop();
});

test("more cells than the pool of files holds at first", async () => {
  const kernel = await Client.start();
  for (let i = 0; i < 140; i++) expect((await kernel.execute(`const x${i}: number = ${i}`)).reply.status).toBe("ok");
  expect((await kernel.execute("x0 + x127 + x128 + x139")).result).toBe("394");
  await kernel.stop();
}, 60_000);

test.each([
  ["no file", [], "usage: node main.js CONNECTION_FILE"],
  ["a file that is missing", ["missing.json"], "missing.json is no connection file: ENOENT"],
])("a kernel that is given %s says so in a line, and leaves no process", async (_, parameters, words) => {
  const entry = fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [entry, ...parameters], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toContain(`workings kernel: `);
  expect(stderr).toContain(words);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
