import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

const typescript = createRequire(import.meta.url)("typescript/package.json") as { version: string };

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

describe("the wire", () => {
  test("a forged signature is not executed", async () => {
    const { frames } = kernel.frames("execute_request", { code: "globalThis.forged = true" });
    kernel.sendFrames(frames.map((frame, i) => (i === 1 ? Buffer.from("0".repeat(64)) : frame)));
    expect((await kernel.execute("'forged' in globalThis")).result).toBe("false");
  });

  test("a changed byte is not executed", async () => {
    const { frames } = kernel.frames("execute_request", { code: "globalThis.changed = 1" });
    kernel.sendFrames(
      frames.map((frame, i) => (i === 5 ? Buffer.from(frame.toString().replace("= 1", "= 2")) : frame)),
    );
    expect((await kernel.execute("'changed' in globalThis")).result).toBe("false");
  });

  test("a replayed message runs once", async () => {
    await kernel.execute("let replays = 0");
    const { id, frames } = kernel.frames("execute_request", { code: "replays++" });
    kernel.sendFrames(frames);
    await kernel.executed(id);
    kernel.sendFrames(frames);
    expect((await kernel.execute("replays")).result).toBe("1");
  });

  test.each([
    ["no delimiter", [Buffer.from("x")]],
    ["too few frames", [Buffer.from("<IDS|MSG>"), Buffer.from(""), Buffer.from("{}")]],
    ["an empty frame", [Buffer.alloc(0)]],
    ["no JSON", ["<IDS|MSG>", "", "}", "{}", "{}", "{}"].map((one) => Buffer.from(one))],
  ])("%s is dropped, and the kernel goes on", async (_, frames) => {
    kernel.sendFrames(frames);
    kernel.sendFrames(frames, "control");
    expect((await kernel.execute("1")).result).toBe("1");
  });

  test("a parent header is an exact copy of the request's header", async () => {
    const { id, frames } = kernel.frames("kernel_info_request", {});
    kernel.sendFrames(frames);
    const reply = await kernel.next((channel, one) => channel === "shell" && one.parent.msg_id === id);
    expect(reply.parentBytes).toBe(frames[2]!.toString());
  });

  test("every message carries the protocol's version and the kernel's one session", async () => {
    await kernel.execute("1");
    expect(new Set(kernel.published.map((one) => one.header.session)).size).toBe(1);
    expect(new Set(kernel.published.map((one) => one.header.version))).toEqual(new Set(["5.5"]));
    const ids = kernel.published.map((one) => one.header.msg_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("an unknown request is ignored", async () => {
    kernel.send("no_such_request", { any: "thing" });
    kernel.send("constructor", {});
    expect((await kernel.execute("1")).result).toBe("1");
  });

  test("the heartbeat echoes, also while a cell computes", async () => {
    const id = kernel.send("execute_request", { code: "const end = Date.now() + 300; while (Date.now() < end) {}" });
    await kernel.output(id, "execute_input");
    expect(await kernel.beat()).toBe("beat");
    await kernel.executed(id);
  });
});

describe("what a request is framed by", () => {
  test("busy comes first and idle last, after all outputs", async () => {
    const id = kernel.send("execute_request", { code: "console.log(1); 2" });
    await kernel.executed(id);
    const mine = kernel.published.filter((one) => one.parent.msg_id === id);
    expect(mine.map((one) => one.content.execution_state ?? one.type)).toEqual([
      "busy",
      "execute_input",
      "stream",
      "execute_result",
      "idle",
    ]);
  });

  test("idle follows an error", async () => {
    const id = kernel.send("execute_request", { code: "throw new RangeError('no')" });
    const { reply, outputs } = await kernel.executed(id);
    expect(reply).toMatchObject({ status: "error", ename: "RangeError", evalue: "no" });
    expect(outputs.map((one) => one.type)).toEqual(["error"]);
    expect(kernel.published.findLast((one) => one.parent.msg_id === id)!.content.execution_state).toBe("idle");
  });

  test("cells that were sent along with one that fails are aborted, unless it says otherwise", async () => {
    const slowly = "await new Promise((go) => setTimeout(go, 200)); throw 1";
    const ids = [slowly, "'second'", "'third'"].map((code) => kernel.send("execute_request", { code }));
    const [, second, third] = await Promise.all(ids.map((id) => kernel.executed(id)));
    expect([second!.reply.status, third!.reply.status]).toEqual(["aborted", "aborted"]);
    const going = kernel.send("execute_request", { code: "throw 1", stop_on_error: false });
    const after = kernel.send("execute_request", { code: "'runs'" });
    const [, ran] = await Promise.all([kernel.executed(going), kernel.executed(after)]);
    expect(ran.result).toBe("'runs'");
  });

  test("the counter rises with what is stored in history only", async () => {
    const first = (await kernel.execute("1")).reply.execution_count;
    const silent = await kernel.execute("console.log('said'); 2", { silent: true });
    expect(silent.outputs.map((one) => one.type)).toEqual(["stream"]);
    expect((await kernel.execute("1", { store_history: false })).reply.execution_count).toBe(first);
    expect((await kernel.execute("1")).reply.execution_count).toBe(first + 1);
  });
});

describe("what the kernel says of itself and of code", () => {
  test.each(["shell", "control"] as const)("kernel_info on %s", async (channel) => {
    const { content } = await kernel.request("kernel_info_request", {}, channel);
    expect(content).toMatchObject({
      status: "ok",
      protocol_version: "5.5",
      implementation: "workings",
      language_info: {
        name: "typescript",
        version: typescript.version,
        file_extension: ".ts",
        codemirror_mode: "typescript",
      },
    });
  });

  test.each([
    ["1 + 1", "complete", undefined],
    ["const f = (x: number) => x\nf(1)", "complete", undefined],
    ["for (const x of [1]) {", "incomplete", "  "],
    ["if (true) {\n  f(", "incomplete", "    "],
    ["const text = `abc", "incomplete", ""],
    ["/* comment", "incomplete", ""],
    ["1 +", "incomplete", ""],
    ["const f = () =>", "incomplete", "  "],
    ["foo.", "incomplete", ""],
    ["try { f() }", "incomplete", ""],
    ["let x = ;", "invalid", undefined],
    ["}", "invalid", undefined],
    ["'abc", "invalid", undefined],
  ])("is_complete: %j is %s", async (code, status, indent) => {
    expect((await kernel.request("is_complete_request", { code })).content).toEqual({
      status,
      ...(indent !== undefined && { indent }),
    });
  });

  test("completion knows members, types and the session's names", async () => {
    await kernel.execute("const learningRate = 0.1; const model = { fit(x: number) { return x }, weights: [1] }");
    const complete = async (code: string, cursor_pos = [...code].length) =>
      (await kernel.request("complete_request", { code, cursor_pos })).content;
    expect((await complete("Math.flo")).matches).toEqual(["floor"]);
    expect((await complete("model.")).matches).toEqual(expect.arrayContaining(["fit", "weights"]));
    expect((await complete("learn")).matches).toEqual(["learningRate"]);
    expect((await complete("function f(epochs: number) { return epo }", 38)).matches).toEqual(["epochs"]);
    expect((await complete("consol")).matches).toContain("console");
    const { metadata } = await complete("model.f");
    expect(metadata._jupyter_types_experimental).toEqual([{ text: "fit", type: "method", start: 6, end: 7 }]);
  });

  test("halves of characters are no end of the compiler", async () => {
    for (const code of ["\ud800", "'\udc00'.length", "Math.sq\ud800"]) {
      await kernel.request("complete_request", { code, cursor_pos: 1 });
      await kernel.request("inspect_request", { code, cursor_pos: 1 });
      await kernel.execute(code);
    }
    expect((await kernel.execute("'\ud800x'")).result).toBe("'\ufffdx'");
  });

  test("completion counts code points", async () => {
    const code = "const 𝒳 = '😀😀'; 𝒳.toUpp";
    const { content } = await kernel.request("complete_request", { code, cursor_pos: [...code].length });
    expect(content).toMatchObject({ matches: ["toUpperCase"], cursor_start: 18, cursor_end: 23 });
  });

  test("completion, kernel_info and is_complete answer while a cell computes", async () => {
    const id = kernel.send("execute_request", { code: "while (true) {}" });
    await kernel.output(id, "execute_input");
    expect((await kernel.request("complete_request", { code: "Math.fl", cursor_pos: 7 })).content.matches).toContain(
      "floor",
    );
    expect((await kernel.request("is_complete_request", { code: "1" })).content.status).toBe("complete");
    expect((await kernel.request("kernel_info_request")).content.status).toBe("ok");
    const ended = kernel.executed(id);
    await kernel.request("interrupt_request", {}, "control");
    expect((await ended).reply.ename).toBe("Interrupted");
  });
});
