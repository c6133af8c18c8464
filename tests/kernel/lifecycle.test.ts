import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
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

test("kernels that were started and stopped leave no process and no file", async () => {
  const temporary = mkdtempSync(join(tmpdir(), "workings-left-"));
  const started: number[] = [];
  for (let i = 0; i < 10; i++) {
    const kernel = await Client.start({ env: { TMPDIR: temporary } });
    await kernel.execute("let x = 1; x");
    started.push(kernel.process.pid!, ...descendants(kernel.process.pid!));
    await kernel.stop();
  }
  await allGone(started);
  expect(readdirSync(temporary)).toEqual([]);
  rmSync(temporary, { recursive: true });
});

test("everything but execution answers while a cell computes", async () => {
  const kernel = await Client.start();
  await kernel.execute("const rate = 0.5");
  const id = kernel.send("execute_request", { code: "console.log('started'); while (true) {}" });
  await kernel.output(id, "stream");
  expect(await kernel.beat()).toBe("beat");
  const answers = await Promise.all(
    (
      [
        ["kernel_info_request", {}],
        ["complete_request", { code: "rat", cursor_pos: 3 }],
        ["inspect_request", { code: "rate", cursor_pos: 4 }],
        ["is_complete_request", { code: "rate" }],
        ["history_request", { hist_access_type: "tail", n: 1 }],
        ["comm_info_request", {}],
      ] as const
    ).map(async ([type, content]) => (await kernel.request(type, content)).content),
  );
  expect(answers).toMatchObject([
    { status: "ok", implementation: "workings" },
    { status: "ok", matches: ["rate"] },
    { status: "ok", found: true },
    { status: "complete" },
    { status: "ok", history: [[1, 2, "console.log('started'); while (true) {}"]] },
    { status: "ok", comms: {} },
  ]);
  expect(kernel.published.some((one) => one.parent.msg_id === id && one.content.execution_state === "idle")).toBe(
    false,
  );
  await kernel.stop();
});

/** What a kernel that cannot start says, and the status it ends with. */
function failure(...parameters: string[]) {
  const entry = fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [entry, ...parameters], { encoding: "utf8", timeout: 10_000 });
  return { status, stderr };
}

describe("a kernel that cannot start says why in a line, and leaves no process", () => {
  const folder = mkdtempSync(join(tmpdir(), "workings-connection-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const ports = { shell_port: 50_001, control_port: 50_002, iopub_port: 50_003, stdin_port: 50_004, hb_port: 50_005 };
  const whole = { transport: "tcp", ip: "127.0.0.1", key: "k", signature_scheme: "hmac-sha256", ...ports };
  const written = (text: string) => {
    const file = join(folder, "connection.json");
    writeFileSync(file, text);
    return file;
  };

  test.each([
    ["no file", [], "usage: node main.js CONNECTION_FILE"],
    ["a file that is missing", ["missing.json"], "missing.json is no connection file: ENOENT"],
  ])("for %s", (_, parameters, words) => {
    const { status, stderr } = failure(...parameters);
    expect(status).toBe(1);
    expect(stderr).toContain("workings kernel: ");
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test.each([
    ["that is no JSON", "{", "is no connection file: "],
    ["that holds no object", "null", "is no connection file: it holds no object"],
    ["of another transport", { transport: "udp" }, "asks for the transport udp, but only tcp and ipc are known"],
    ["without an address", { ip: undefined }, "names no ip to listen at"],
    ["of another signature", { signature_scheme: "hmac-md5" }, "asks for hmac-md5 but only hmac-sha256 is known"],
    ["with a key that is no text", { key: 5 }, "holds a key that is no text"],
    ["without a port", { hb_port: undefined }, "names no port for hb_port: undefined"],
    ["with a port that is none", { shell_port: 70_000 }, "names no port for shell_port: 70000"],
    ["with an address that is not here", { ip: "192.0.2.1" }, "tcp://192.0.2.1:50001"],
    [
      "that names a port twice",
      { control_port: 50_001 },
      "tcp://127.0.0.1:50001 cannot be opened: Address already in use",
    ],
  ])("for a file %s", (_, change, words) => {
    const file = written(typeof change === "string" ? change : JSON.stringify({ ...whole, ...change }));
    const { status, stderr } = failure(file);
    expect(status).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("for a port that is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = failure(written(JSON.stringify({ ...whole, iopub_port: port })));
    server.close();
    expect(status).toBe(1);
    expect(stderr).toBe(
      `workings kernel: openSockets: tcp://127.0.0.1:${port} cannot be opened: Address already in use\n`,
    );
  });
});
