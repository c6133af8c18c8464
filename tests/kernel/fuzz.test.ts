import { expect, test } from "vitest";
import { Dealer, XSubscriber } from "zeromq";
import { channels, hostileMessages } from "../../bench/hostile-messages.mjs";
import { Client } from "./client.js";
import { residentMegabytes } from "./processes.js";

const messages = 10_000;

test(`after ${messages} messages that nobody should send, on every socket, the kernel answers and has not grown`, async () => {
  const kernel = await Client.start();
  kernel.process.stderr!.resume();
  await kernel.execute("let kept = 'kept'");
  const before = residentMegabytes(kernel.process.pid!);
  const hostile = hostileMessages(20_261_124, kernel.key);
  const to = (name: string) => `tcp://127.0.0.1:${kernel.ports[`${name}_port`]}`;
  const dealers = channels.map((channel) => {
    const dealer = new Dealer({ linger: 0 });
    dealer.connect(to(channel));
    void (async () => {
      for await (const _ of dealer); // Whatever it answers.
    })();
    return dealer;
  });
  const subscriber = new XSubscriber({ linger: 0 });
  subscriber.connect(to("iopub"));
  const beating = new Dealer({ linger: 0 });
  beating.connect(to("hb"));
  for (let i = 0; i < messages; i++) {
    await hostile.pick(dealers).send(hostile.next());
    if (i % 10 === 0) await subscriber.send(hostile.bytes(100));
    if (i % 10 === 0) await beating.send(hostile.next().slice(0, 3).concat(Buffer.alloc(0)));
    if (i % 100 === 0) await kernel.request("kernel_info_request"); // It has dealt with those before.
    kernel.published.length = 0;
  }
  expect((await kernel.request("kernel_info_request", {}, "control")).content.status).toBe("ok");
  expect(await kernel.beat()).toBe("beat");
  // A cell that comes right after one that fails is aborted, as hostile ones may have failed just now.
  while ((await kernel.execute("0")).reply.status === "aborted");
  expect((await kernel.execute("kept")).result).toBe("'kept'");
  expect(residentMegabytes(kernel.process.pid!) - before).toBeLessThan(150);
  for (const socket of [...dealers, subscriber, beating]) socket.close();
  await kernel.stop();
});
