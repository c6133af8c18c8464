import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { Client } from "./client.js";

/** The processes that a process has started, and those that they have. */
function descendants(parent: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const of = (id: number): number[] =>
    pairs.filter(([, above]) => above === id).flatMap(([child]) => [child, ...of(child)]);
  return of(parent);
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when none of these processes is left. */
async function allGone(ids: readonly number[]): Promise<void> {
  while (ids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
}

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

test("more cells than the pool of files holds at first", async () => {
  const kernel = await Client.start();
  for (let i = 0; i < 140; i++) expect((await kernel.execute(`const x${i}: number = ${i}`)).reply.status).toBe("ok");
  expect((await kernel.execute("x0 + x127 + x128 + x139")).result).toBe("394");
  await kernel.stop();
}, 60_000);
