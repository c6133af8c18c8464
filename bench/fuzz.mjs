/**
 * Does the kernel outlive a million messages that nobody should send, and does it grow by them? Run:
 * npm run bench -- fuzz [messages] [seed]
 */
import { Dealer, XSubscriber } from "zeromq";
import { channels, hostileMessages } from "./hostile-messages.mjs";
import { KernelClient } from "./jupyter-client.mjs";
import { residentMegabytes } from "./processes.mjs";
import { workingsSpec } from "./workings-spec.mjs";

const messages = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const client = await KernelClient.start(workingsSpec, process.cwd());
await client.execute("let kept = 'kept'; kept", { first: true });
const hostile = hostileMessages(seed, client.key);
const dealers = channels.map((channel) => connected(new Dealer({ linger: 0 }), channel));
const subscriber = connected(new XSubscriber({ linger: 0 }), "iopub");
const beating = connected(new Dealer({ linger: 0 }), "hb");
for (const socket of [...dealers, subscriber, beating]) void drain(socket);

const start = performance.now();
const step = Math.ceil(messages / 10);
for (let i = 0; i < messages; i++) {
  if (i % step === 0) report(i);
  await hostile.pick(dealers).send(hostile.next());
  if (i % 10 === 0) await subscriber.send(hostile.bytes(100));
  if (i % 10 === 0) await beating.send([...hostile.next().slice(0, 3), Buffer.alloc(0)]);
  if (i % 100 === 0) await client.request("kernel_info_request");
}
report(messages);
// A cell that comes right after one that fails is aborted, as hostile ones may have failed just now.
let reply;
do reply = await client.request("execute_request", { code: "", user_expressions: { kept: "kept" } });
while (reply.status === "aborted");
const kept = reply.user_expressions.kept.data["text/plain"];
if (kept !== "'kept'") throw new Error(`the session's variable is ${kept}`);
process.stdout.write("the kernel answers, and has kept the session's variables\n");
for (const socket of [...dealers, subscriber, beating]) socket.close();
await client.shutdown();

function connected(socket, name) {
  socket.connect(`tcp://127.0.0.1:${client.ports[`${name}_port`]}`);
  return socket;
}

/** Reads whatever is answered. */
async function drain(socket) {
  for await (const _ of socket);
}

function report(count) {
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${count} messages, ${seconds.toFixed(0)} s: ${residentMegabytes(client.pid).toFixed(0)} MB\n`);
}
