import { afterAll, beforeAll, expect, test } from "vitest";
import { Client, type Message } from "./client.js";

/** A front end with widgets: what @jupyter-widgets/base does with the comms of one, no more. */
class WidgetManager {
  readonly #kernel: Client;
  /** The state of each model, by its comm. */
  readonly states = new Map<string, Record<string, unknown>>();

  constructor(kernel: Client) {
    this.#kernel = kernel;
  }

  /** Takes in what the kernel has published. */
  see(messages: readonly Message[]): void {
    for (const { type, content, metadata } of messages) {
      const { comm_id, data } = content;
      if (type === "comm_open" && content.target_name === "jupyter.widget") {
        expect(metadata.version).toBe("2.1.0");
        expect(data.buffer_paths).toEqual([]);
        this.states.set(comm_id, data.state);
      }
      if (type === "comm_msg" && data.method === "update") Object.assign(this.states.get(comm_id)!, data.state);
      if (type === "comm_close") this.states.delete(comm_id);
    }
  }

  /** The model that an output shows. */
  model(output: Message): { id: string; state: Record<string, unknown> } {
    const { model_id } = output.content.data["application/vnd.jupyter.widget-view+json"];
    return { id: model_id, state: this.states.get(model_id)! };
  }

  /** Follows a reference to another model. */
  part(reference: unknown): Record<string, unknown> {
    return this.states.get(String(reference).replace(/^IPY_MODEL_/, ""))!;
  }

  /** Tells the kernel something of a model; resolves with what it publishes to that, up to its idle. */
  async send(comm_id: string, data: object): Promise<Message[]> {
    const { id, frames } = this.#kernel.frames("comm_msg", { comm_id, data });
    const idle = this.#kernel.next(
      (channel, one) => channel === "iopub" && one.parent.msg_id === id && one.content.execution_state === "idle",
    );
    this.#kernel.sendFrames(frames);
    await idle;
    const answers = this.#kernel.published.filter((one) => one.parent.msg_id === id && one.type !== "status");
    this.see(answers);
    return answers;
  }

  move(comm_id: string, value: unknown): Promise<Message[]> {
    return this.send(comm_id, { method: "update", state: { value }, buffer_paths: [] });
  }
}

let kernel: Client;
let manager: WidgetManager;
beforeAll(async () => {
  kernel = await Client.start();
  manager = new WidgetManager(kernel);
  await kernel.execute('import { slider } from "workings";');
});
afterAll(() => kernel.stop());

/** Runs a cell that shows a slider. */
async function shown(code: string): Promise<{ id: string; state: Record<string, unknown>; output: Message }> {
  const { outputs } = await kernel.execute(code);
  manager.see(outputs);
  const output = outputs.find(({ type }) => type === "execute_result")!;
  return { ...manager.model(output), output };
}

test("a slider of whole numbers is an IntSlider with its layout and its style", async () => {
  const { state, output } = await shown('const depth = slider({ label: "depth", min: 1, max: 20, value: 3 }); depth');
  expect(state).toMatchObject({
    _model_module: "@jupyter-widgets/controls",
    _model_module_version: "2.0.0",
    _model_name: "IntSliderModel",
    _view_module: "@jupyter-widgets/controls",
    _view_name: "IntSliderView",
    description: "depth",
    min: 1,
    max: 20,
    step: 1,
    value: 3,
  });
  expect(manager.part(state.layout)).toMatchObject({
    _model_module: "@jupyter-widgets/base",
    _model_name: "LayoutModel",
    _view_name: "LayoutView",
  });
  expect(manager.part(state.style)).toMatchObject({
    _model_module: "@jupyter-widgets/controls",
    _model_name: "SliderStyleModel",
    _view_module: "@jupyter-widgets/base",
    _view_name: "StyleView",
  });
  expect(output.content.data["text/plain"]).toBe("depth: 3 (1 to 20)");
  expect(output.content.data["text/html"]).toContain('value="3"');
});

test("what the person moves it to is what the next cell reads, and is echoed", async () => {
  const { id } = await shown("const moved: number[] = []; depth.onChange((value) => moved.push(value)); depth");
  const answers = await manager.move(id, 7);
  expect(answers).toMatchObject([
    { type: "comm_msg", content: { comm_id: id, data: { method: "echo_update", state: { value: 7 } } } },
  ]);
  expect((await kernel.execute("[depth.value, moved]")).result).toBe("[ 7, [ 7 ] ]");
  await manager.move(id, 7);
  await manager.move(id, "far");
  expect((await kernel.execute("[depth.value, moved]")).result).toBe("[ 7, [ 7 ] ]");
});

test("what a cell sets moves it", async () => {
  const { id } = await shown("depth");
  const { outputs } = await kernel.execute("depth.value = 12; undefined");
  expect(outputs).toMatchObject([
    { type: "comm_msg", content: { comm_id: id, data: { method: "update", state: { value: 12 } } } },
  ]);
});

test("a front end that comes later is told the state", async () => {
  const { id } = await shown("depth");
  const { content } = await kernel.request("comm_info_request", { target_name: "jupyter.widget" });
  expect(Object.keys(content.comms)).toHaveLength(3);
  const answers = await manager.send(id, { method: "request_state" });
  expect(answers).toMatchObject([
    {
      type: "comm_msg",
      content: { data: { method: "update", state: { _model_name: "IntSliderModel", value: 12 }, buffer_paths: [] } },
    },
  ]);
});

test("what a handler shows belongs to what the person did, and its error stops nothing", async () => {
  const { id } = await shown(`
    const rate = slider({ label: "rate", max: 1, value: 0.25 });
    rate.onChange((value) => { console.log("rate is", value); if (value > 0.9) throw new Error("too fast"); });
    rate`);
  expect(manager.states.get(id)).toMatchObject({ _model_name: "FloatSliderModel", step: 0.01, readout_format: ".2f" });
  const printed = await manager.move(id, 0.5);
  expect(printed.find(({ type }) => type === "stream")?.content.text).toBe("rate is 0.5\n");
  const failed = await manager.move(id, 0.95);
  expect(JSON.stringify(failed.map(({ content }) => content))).toContain("too fast");
  expect((await kernel.execute("rate.value")).result).toBe("0.95");
});

test("a slider moves while a cell waits", async () => {
  const { id } = await shown("rate");
  const code = 'await new Promise<number>((resolve) => { rate.onChange(resolve); console.log("waiting"); })';
  const cell = kernel.send("execute_request", { code });
  const executed = kernel.executed(cell);
  await kernel.output(cell, "stream");
  await manager.move(id, 0.3);
  expect((await executed).result).toBe("0.3");
});

test("closed, it is gone from the front end, and shown again it is there again", async () => {
  const { id } = await shown("depth");
  const { outputs } = await kernel.execute("depth.close()");
  expect(outputs.map(({ type }) => type)).toEqual(["comm_close", "comm_close", "comm_close"]);
  const again = await shown("depth.value = 5; depth");
  expect(again.id).not.toBe(id);
  expect(again.state.value).toBe(5);
});
