/** How soon is everything but execution answered while a cell computes? Run: npm run bench -- answering [rounds] */
import { Request } from "zeromq";
import { root } from "../kernel-setup/root.mjs";
import { KernelClient } from "./jupyter-client.mjs";
import { workingsSpec } from "./workings-spec.mjs";

const rounds = Number(process.argv[2] ?? 50);
const requests = {
  kernel_info_request: {},
  complete_request: { code: "Math.sq", cursor_pos: 7 },
  inspect_request: { code: "Math.sqrt", cursor_pos: 9, detail_level: 0 },
  is_complete_request: { code: "for (;;) {" },
  history_request: { hist_access_type: "tail", n: 10, output: false, raw: true },
  comm_info_request: {},
};

const client = await KernelClient.start(workingsSpec, root);
await client.execute("1 + 1", { first: true });
const heartbeat = new Request({ linger: 0 });
heartbeat.connect(`tcp://127.0.0.1:${client.ports.hb_port}`);
const ended = client.request("execute_request", { code: "while (true) {}" });
const waits = new Map();
for (let i = 0; i < rounds; i++) {
  await timed("heartbeat", async () => {
    await heartbeat.send("beat");
    await heartbeat.receive();
  });
  for (const [type, content] of Object.entries(requests)) await timed(type, () => client.request(type, content));
}
await client.request("interrupt_request", {}, "control");
await ended;
for (const [name, all] of waits) {
  const [first] = all;
  all.sort((a, b) => a - b);
  const [median, worst] = [all[Math.floor(all.length / 2)], all.at(-1)].map((wait) => wait.toFixed(1));
  process.stdout.write(`${name}: first ${first.toFixed(1)} ms, median ${median} ms, worst ${worst} ms\n`);
}
heartbeat.close();
await client.shutdown();

async function timed(name, ask) {
  const start = performance.now();
  await ask();
  waits.set(name, [...(waits.get(name) ?? []), performance.now() - start]);
}
