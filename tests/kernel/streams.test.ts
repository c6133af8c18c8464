import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";
import { residentMegabytes } from "./processes.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

describe("all that a cell shows comes before its idle", () => {
  test("a million printed lines", async () => {
    const { stdout, outputs } = await kernel.execute("for (let i = 0; i < 1_000_000; i++) console.log(i)");
    expect(stdout.length).toBe(6_888_890);
    expect(stdout.endsWith("\n999998\n999999\n")).toBe(true);
    expect(outputs.length).toBeLessThan(2000);
  });

  test("a hundred megabytes printed at once, in pieces that end with whole characters", async () => {
    const { outputs } = await kernel.execute("console.log('😀x'.repeat(2 ** 25))");
    let length = 0;
    for (const { content } of outputs) {
      length += content.text.length;
      expect(content.text).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
    }
    expect(length).toBe(3 * 2 ** 25 + 1);
    kernel.published.length = 0;
  });

  test("a hundred megabytes as a value, of which a person is shown the beginning", async () => {
    const { result } = await kernel.execute("'x'.repeat(1e8)");
    expect(result).toMatch(/^'x{10000}'\.\.\. 99990000 more characters$/);
  });

  test("fifty megabytes in one output that cannot be cut", async () => {
    const { outputs } = await kernel.execute(
      "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'x'.repeat(5e7) }) })",
    );
    expect(outputs[0]!.content.data["text/plain"]).toHaveLength(5e7);
    kernel.published.length = 0;
  });

  test("lines of both streams, in their order", async () => {
    const { outputs } = await kernel.execute("for (let i = 0; i < 100; i++) (i % 2 ? console.error : console.log)(i)");
    expect(outputs.map(({ content }) => content.text)).toEqual(Array.from({ length: 100 }, (_, i) => `${i}\n`));
  });
});

/** A client that has subscribed and then reads nothing, until it is let go on. */
async function sleeper(port: number) {
  const code = `import { Subscriber } from "zeromq";
    const socket = new Subscriber({ receiveHighWaterMark: 1 });
    socket.connect("tcp://127.0.0.1:${port}");
    socket.subscribe();
    for await (const frames of socket) process.stdout.write(frames.at(-1) + "\\n");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const heard: string[] = [];
  await once(child.stdout, "data");
  child.kill("SIGSTOP");
  child.stdout.on("data", (chunk) => heard.push(String(chunk)));
  return { child, heard };
}

describe("a client that reads nothing", () => {
  test("neither fills the kernel's memory nor holds up the others for long, and hears again what comes after it reads", async () => {
    const client = await Client.start();
    await client.execute("1");
    const before = residentMegabytes(client.process.pid!);
    const { child, heard } = await sleeper(client.ports.iopub_port!);
    const id = client.send("execute_request", { code: "for (let i = 0; i < 2000; i++) console.log('x'.repeat(1e5))" });
    let length = 0;
    const told: string[] = [];
    const counting = client.next((_, { type, content, parent }) => {
      if (type === "stream" && content.name === "stdout") length += content.text.length;
      if (type === "stream" && content.name === "stderr") told.push(content.text);
      client.published.length = 0;
      return content.execution_state === "idle" && parent.msg_id === id;
    });
    await counting;
    expect(length).toBe(2000 * 100_001);
    expect(residentMegabytes(client.process.pid!) - before).toBeLessThan(250);
    expect(told).toEqual(["A client has read nothing for 5 s, and misses what is shown until it reads again.\n"]);
    child.kill("SIGCONT");
    while (!heard.some((text) => text.includes("heard again"))) await client.execute("console.log('heard again')");
    child.kill("SIGKILL");
    await client.stop();
  });

  test("does not keep a cell that prints without end from being stopped", async () => {
    const { child } = await sleeper(kernel.ports.iopub_port!);
    const id = kernel.send("execute_request", { code: "for (;;) console.log('x'.repeat(1e5))" });
    await kernel.output(id, "stream");
    const ended = kernel.executed(id);
    await kernel.request("interrupt_request", {}, "control");
    expect((await ended).reply.ename).toBe("Interrupted");
    child.kill("SIGKILL");
    expect((await kernel.execute("1")).result).toBe("1");
  });
});
