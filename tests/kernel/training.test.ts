import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

test("an interrupt ends training, and the model is as it was left and can be trained on", async () => {
  await kernel.execute(`
    import { layers, sequential } from "workings";
    const model = sequential([layers.dense(8, "tanh"), layers.dense(1)], { inputs: 1, seed: 7 });
    const x = Array.from({ length: 200 }, (_, i) => [i / 100 - 1]);
    let epochs = 0;
    const train = (count: number) =>
      model.fit(x, x, { epochs: count, loss: "meanSquaredError", onEpoch: ({ epoch }) => {
        epochs = epoch;
        if (epoch === 3) console.log("started");
      } });
  `);
  const id = kernel.send("execute_request", { code: "await train(1e6)" });
  await kernel.output(id, "stream");
  const ended = kernel.executed(id);
  await kernel.request("interrupt_request", {}, "control");
  expect((await ended).reply).toMatchObject({ status: "error", ename: "Interrupted" });
  const left = (await kernel.execute("epochs")).result;
  await kernel.execute("await new Promise((go) => setTimeout(go, 50))");
  expect((await kernel.execute("epochs")).result).toBe(left);
  expect((await kernel.execute("(await train(2)).epochs.length")).result).toBe("2");
});
