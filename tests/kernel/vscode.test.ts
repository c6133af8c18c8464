/**
 * What VS Code's Jupyter extension says to a kernel that it has started, replayed in its order.
 *
 * Sources, in microsoft/vscode-jupyter: src/kernels/raw/session/rawSocket.node.ts (one routing id for shell, control and
 * stdin; iopub subscribed to all; no heartbeat), rawKernelConnection.node.ts (the requests for kernel info on both
 * channels until one is answered and iopub is heard; interrupts; restarts as a new process), src/kernels/kernel.ts and
 * helpers.ts (initialisation, code run silently), src/kernels/execution/cellExecution.ts (cells),
 * cellExecutionMessageHandler.ts (answers to input requests), src/standalone/intellisense/kernelCompletionProvider.ts
 * and resolveCompletionItem.ts (completions and what is shown beside them). Messages are held to what
 * packages/services/src/kernel/validate.ts of jupyterlab/jupyterlab demands of them, and widgets are looked for as
 * packages/base-manager/src/manager-base.ts of jupyter-widgets/ipywidgets does.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, type Message } from "./client.js";

/** The fields without which JupyterLab's services refuse a message. */
const demanded: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stream: { name: "string", text: "string" },
  display_data: { data: "object", metadata: "object" },
  execute_input: { code: "string", execution_count: "number" },
  execute_result: { execution_count: "number", data: "object", metadata: "object" },
  error: { ename: "string", evalue: "string", traceback: "object" },
  status: { execution_state: "string" },
  clear_output: { wait: "boolean" },
  comm_open: { comm_id: "string", target_name: "string", data: "object" },
  comm_msg: { comm_id: "string", data: "object" },
  comm_close: { comm_id: "string" },
};
const demandedOfHeaders = { username: "string", version: "string", session: "string", msg_id: "string" };

function requireValid({ type, header, content }: Message): void {
  for (const [field, kind] of Object.entries(demandedOfHeaders)) {
    expect(typeof header[field], `${type}: ${field} of the header`).toBe(kind);
  }
  for (const [field, kind] of Object.entries(demanded[type] ?? {})) {
    expect(typeof content[field], `${type}: ${field}`).toBe(kind);
  }
}

/** Resolves once iopub is heard and one of the requests for kernel info is answered; asks again every half second. */
async function handshake(kernel: Client): Promise<void> {
  const heard = kernel.next((channel) => channel === "iopub");
  const answered = kernel.next((_, { type }) => type === "kernel_info_reply");
  const ask = () => {
    kernel.send("kernel_info_request", {}, "control");
    kernel.send("kernel_info_request", {}, "shell");
  };
  const asking = setInterval(ask, 500);
  ask();
  await Promise.all([heard, answered]);
  clearInterval(asking);
}

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.launch({ env: { JPY_PARENT_PID: undefined } });
  await handshake(kernel);
});
afterAll(async () => {
  await kernel.stop();
  for (const message of kernel.published) requireValid(message);
});

/** Runs a cell as the extension does. */
function execute(code: string) {
  const content = { code, silent: false, stop_on_error: false, allow_stdin: true, store_history: true };
  const metadata = { cellId: "vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D", tags: [] };
  const { id, frames } = kernel.frames("execute_request", content, metadata);
  const executed = kernel.executed(id);
  kernel.sendFrames(frames);
  return executed;
}

/** Runs code of the extension's own. */
function executeSilently(code: string) {
  const content = { code, silent: false, stop_on_error: false, allow_stdin: true, store_history: false };
  return kernel.executed(kernel.send("execute_request", content));
}

test("after the handshake it says once more what it is, and is idle", async () => {
  const id = kernel.send("kernel_info_request");
  const idle = kernel.next(
    (channel, one) => channel === "iopub" && one.parent.msg_id === id && one.content.execution_state === "idle",
  );
  const { content } = await kernel.next((channel, { parent }) => channel === "shell" && parent.msg_id === id);
  await idle;
  expect(content).toMatchObject({ status: "ok", language_info: { name: "typescript", file_extension: ".ts" } });
});

describe("cells", () => {
  test("have their outputs before their idle, and count up", async () => {
    const { reply, outputs } = await execute('console.log("printed"); ({ shown: 1 })');
    expect(reply).toMatchObject({ status: "ok", execution_count: 1 });
    expect(outputs.map(({ type }) => type)).toEqual(["stream", "execute_result"]);
  });

  test("that are queued run even where one before them fails", async () => {
    const [failed, next] = await Promise.all([execute('throw new Error("here")'), execute("6 * 7")]);
    expect(failed.reply).toMatchObject({ status: "error", ename: "Error", evalue: "here" });
    expect(next).toMatchObject({ reply: { status: "ok", execution_count: 3 }, result: "42" });
  });

  test("are not counted where the extension runs code of its own", async () => {
    await executeSilently("const ofTheExtension = 1;");
    expect((await execute("ofTheExtension")).reply.execution_count).toBe(4);
  });

  test("ask the person, whose answer says what it answers", async () => {
    const executed = execute('prompt("name? ")');
    const question = await kernel.answer("Ada", { status: "ok" });
    expect(question.content).toEqual({ prompt: "name? ", password: false });
    expect((await executed).result).toBe("'Ada'");
  });

  test("are interrupted by a message on control, and keep their variables", async () => {
    const content = { code: 'let kept = 1; console.log("loops"); while (true) {}', stop_on_error: false };
    const id = kernel.send("execute_request", content);
    const executed = kernel.executed(id);
    await kernel.output(id, "stream");
    expect((await kernel.request("interrupt_request", {}, "control")).type).toBe("interrupt_reply");
    expect((await executed).reply.ename).toBe("Interrupted");
    expect((await execute("kept")).result).toBe("1");
  });
});

test("completions come with types in the form that the extension takes, and are described", async () => {
  const { content } = await kernel.request("complete_request", { code: "Math.cbr", cursor_pos: 8 });
  expect(content).toMatchObject({ status: "ok", matches: ["cbrt"], cursor_start: 5, cursor_end: 8 });
  const types: { text?: unknown }[] = content.metadata._jupyter_types_experimental;
  expect(types.length).toBeGreaterThanOrEqual(content.matches.length);
  expect(types.every(({ text }) => typeof text === "string")).toBe(true);
  const asked = { code: "Math.cbrt", cursor_pos: 9, detail_level: 0 };
  const described = await kernel.request("inspect_request", asked);
  expect(described.content).toMatchObject({ status: "ok", found: true });
  expect(described.content.data["text/plain"]).toContain("cbrt");
});

test("the text of a document cut in the middle, which is what is sent to describe a completion, is no error", async () => {
  const asked = { code: "const a = [\nfunction", cursor_pos: 3, detail_level: 0 };
  expect((await kernel.request("inspect_request", asked)).content).toMatchObject({ status: "ok" });
});

test("widgets are found by their comms, since the kernel takes no comm that asks for all at once", async () => {
  await execute('import { slider } from "workings"; slider({ value: 5 })');
  const info = await kernel.request("comm_info_request", { target_name: "jupyter.widget" });
  const ids = Object.keys(info.content.comms);
  expect(ids).toHaveLength(3);

  const opened = { comm_id: "control", target_name: "jupyter.widget.control", data: {} };
  const open = kernel.frames("comm_open", opened, { version: "1.0.0" });
  const closed = kernel.output(open.id, "comm_close");
  kernel.sendFrames(open.frames);
  expect((await closed).content.comm_id).toBe("control");

  const names = await Promise.all(
    ids.map(async (comm_id) => {
      const { id, frames } = kernel.frames("comm_msg", { comm_id, data: { method: "request_state" } });
      const answer = kernel.output(id, "comm_msg");
      kernel.sendFrames(frames);
      return (await answer).content.data.state._model_name;
    }),
  );
  expect(names.sort()).toEqual(["IntSliderModel", "LayoutModel", "SliderStyleModel"]);
});

test("a restart is the end of this process and the start of another", async () => {
  const before = kernel;
  const ended = before.ended();
  before.process.kill();
  await ended;
  await before.stop();
  kernel = await Client.launch({ env: { JPY_PARENT_PID: undefined } });
  await handshake(kernel);
  expect((await execute("typeof globalThis")).reply).toMatchObject({ status: "ok", execution_count: 1 });
  expect((await execute("kept")).reply.evalue).toContain("Cannot find name 'kept'");
  for (const message of before.published) requireValid(message);
});
