import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { XSubscriber } from "zeromq";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

/** Somebody who listens to iopub, and what they have been told. */
function listener() {
  const socket = new XSubscriber({ linger: 0 });
  socket.connect(`tcp://127.0.0.1:${kernel.ports.iopub_port}`);
  return {
    send: (...frames: (string | Uint8Array)[]) => socket.send(frames.map((frame) => Buffer.from(frame))),
    async next() {
      const frames = await socket.receive();
      const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
      const [header, parent, , content] = frames.slice(at + 2).map((frame) => JSON.parse(frame.toString()));
      return { topic: frames[at - 1]?.toString(), type: header.msg_type, parent, content };
    },
    close: () => socket.close(),
  };
}

describe("a subscription is welcomed when it has come into effect", () => {
  test("for all topics, with no parent, to everybody who subscribes", async () => {
    for (let i = 0; i < 2; i++) {
      const one = listener();
      await one.send("\u0001");
      expect(await one.next()).toEqual({
        topic: undefined,
        type: "iopub_welcome",
        parent: {},
        content: { subscription: "" },
      });
      one.close();
    }
  });

  test("for a topic, of which alone messages come", async () => {
    const one = listener();
    await one.send("\u0001stream");
    const welcome = { topic: "stream", type: "iopub_welcome", content: { subscription: "stream" } };
    expect(await one.next()).toMatchObject(welcome);
    await kernel.execute("console.log('heard'); 5");
    expect(await one.next()).toMatchObject({ topic: "stream", type: "stream", content: { text: "heard\n" } });
    one.close();
  });

  test("and a topic that is given up is heard no more", async () => {
    const one = listener();
    await one.send("\u0001stream");
    await one.send("\u0001status");
    expect((await one.next()).content).toEqual({ subscription: "stream" });
    expect((await one.next()).content).toEqual({ subscription: "status" });
    await one.send("\u0000stream");
    await one.send("\u0001execute_result");
    expect((await one.next()).content).toEqual({ subscription: "execute_result" });
    await kernel.execute("console.log('not heard'); 5");
    const types = [];
    for (let i = 0; i < 3; i++) types.push((await one.next()).type);
    expect(types).toEqual(["status", "execute_result", "status"]);
    one.close();
  });
});

test("what is no subscription is ignored, and the next one is welcomed", async () => {
  const one = listener();
  for (const frames of [[""], ["\u0002"], ["neither"], [""], ["\u0000never given"]]) await one.send(...frames);
  await one.send(Buffer.from([1, 0xff, 0xfe]));
  await one.send("\u0001execute");
  expect((await one.next()).content).toEqual({ subscription: "execute" });
  one.close();
  const huge = listener();
  await huge.send(`\u0001${"t".repeat(100_000)}`);
  expect((await kernel.execute("1")).result).toBe("1");
  huge.close();
});
