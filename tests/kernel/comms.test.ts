import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
  await kernel.execute('import { onComm, openComm, type Comm } from "workings";');
});
afterAll(() => kernel.stop());

/** Sends a message of the front end's on a comm, and resolves with what came of it. */
async function send(type: string, content: object, buffers: readonly Buffer[] = []) {
  const { id, frames } = kernel.frames(type, content);
  const idle = kernel.next(
    (channel, one) => channel === "iopub" && one.parent.msg_id === id && one.content.execution_state === "idle",
  );
  kernel.sendFrames([...frames, ...buffers]);
  await idle;
  return kernel.published.filter((one) => one.parent.msg_id === id);
}

const widget = {
  _model_module: "@jupyter-widgets/controls",
  _model_name: "IntSliderModel",
  value: 3,
};

describe("a comm that a cell opens", () => {
  test("is opened with its state and its bytes, carries messages both ways, and is closed", async () => {
    const { outputs } = await kernel.execute(`
      let value = 3;
      const comm = openComm("jupyter.widget", { state: ${JSON.stringify(widget)}, buffer_paths: [] },
        { metadata: { version: "2.1.0" }, buffers: [new Uint8Array([1, 2, 255])] });
      comm.onMessage = ({ data }) => { value = (data as any).state.value; console.log("moved to", value); };`);
    const [opened] = outputs;
    expect(opened).toMatchObject({
      type: "comm_open",
      content: { target_name: "jupyter.widget", data: { state: widget } },
    });
    expect(opened!.metadata).toEqual({ version: "2.1.0" });
    expect([...opened!.buffers[0]!]).toEqual([1, 2, 255]);
    const comm_id = opened!.content.comm_id as string;

    const moved = await send("comm_msg", {
      comm_id,
      data: { method: "update", state: { value: 7 }, buffer_paths: [] },
    });
    expect(moved.map(({ type, content }) => content.execution_state ?? content.text ?? type)).toEqual([
      "busy",
      "moved to 7\n",
      "idle",
    ]);
    expect((await kernel.execute("value")).result).toBe("7");

    const answer = await kernel.execute('comm.send({ method: "update", state: { value: 9 } })');
    expect(answer.outputs).toMatchObject([{ type: "comm_msg", content: { comm_id, data: { state: { value: 9 } } } }]);
    const info = async (content = {}) => (await kernel.request("comm_info_request", content)).content.comms;
    expect(await info()).toEqual({ [comm_id]: { target_name: "jupyter.widget" } });
    expect(await info({ target_name: "other" })).toEqual({});
    const closed = await kernel.execute("comm.close(); comm.close()");
    expect(closed.outputs.map(({ type }) => type)).toEqual(["comm_close"]);
    expect(await info()).toEqual({});
    expect((await kernel.execute("comm.send({})")).reply.evalue).toBe("send: the comm to jupyter.widget is closed");
  });

  test("moves a value while a cell waits for something", async () => {
    const id = kernel.send("execute_request", {
      code: `const wanted = await new Promise((resolve) => {
        openComm("jupyter.widget", {}).onMessage = ({ data }) => resolve(data.state);
      }); wanted`,
    });
    const executed = kernel.executed(id);
    const { content } = await kernel.output(id, "comm_open");
    await send("comm_msg", { comm_id: content.comm_id, data: { state: 42 } });
    expect((await executed).result).toBe("42");
  });
});

describe("a comm that the front end opens", () => {
  test("is handed to the cells that take comms of its name, with its bytes", async () => {
    await kernel.execute(`const got: unknown[] = [];
      onComm("mine", (comm, { data, buffers }) => {
        got.push(data, [...buffers[0]!]);
        comm.send({ hello: "back" });
        comm.onClose = () => got.push("closed");
      });`);
    const opened = await send("comm_open", { comm_id: "c1", target_name: "mine", data: { a: 1 } }, [Buffer.from([9])]);
    expect(opened.find(({ type }) => type === "comm_msg")?.content).toEqual({ comm_id: "c1", data: { hello: "back" } });
    await send("comm_close", { comm_id: "c1", data: {} });
    expect((await kernel.execute("got")).result).toBe("[ { a: 1 }, [ 9 ], 'closed' ]");
  });

  test("is closed at once where nobody takes it", async () => {
    const messages = await send("comm_open", { comm_id: "c2", target_name: "nobody's", data: {} });
    expect(messages.find(({ type }) => type === "comm_close")?.content).toEqual({ comm_id: "c2", data: {} });
    await send("comm_msg", { comm_id: "c2", data: {} });
    await send("comm_close", {});
    expect((await kernel.execute("1")).result).toBe("1");
  });
});

test("an error in a handler is shown, and stops nothing", async () => {
  const { outputs } = await kernel.execute('openComm("t").onMessage = () => { throw new Error("in the handler") };');
  const messages = await send("comm_msg", { comm_id: outputs[0]!.content.comm_id, data: {} });
  expect(messages.find(({ type }) => type === "stream")?.content.text).toContain("Uncaught Error: in the handler");
  expect((await kernel.execute("1")).result).toBe("1");
});

test("the comms of a world that ends are closed", async () => {
  const { outputs } = await kernel.execute('openComm("t")');
  const { comm_id } = outputs[0]!.content;
  const closed = kernel.next(
    (channel, one) => channel === "iopub" && one.type === "comm_close" && one.content.comm_id === comm_id,
  );
  await kernel.execute("process.exit(3)");
  await closed;
  expect((await kernel.request("comm_info_request")).content.comms).toEqual({});
});
