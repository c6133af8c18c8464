/**
 * Does an interrupt always stop a cell, how soon, and are the variables kept? Each kind of cell is stopped 100 times. Run:
 * npm run bench -- interrupt [times]
 */
import { root } from "../kernel-setup/root.mjs";
import { KernelClient } from "./jupyter-client.mjs";
import { workingsSpec } from "./workings-spec.mjs";

const times = Number(process.argv[2] ?? 100);
const cells = {
  "a loop": "while (true) {}",
  "a loop after an await": "await null; while (true) {}",
  "a promise that never settles": "await new Promise(() => {})",
  "a thread that waits": "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
  "a loop that catches all": "while (true) try { JSON.parse('{') } catch {}",
  "a loop in a finally": "try { throw 1 } finally { while (true) {} }",
  "a loop that prints": "while (true) console.log('again')",
  "a regular expression": "/^(a+)+$/.test('a'.repeat(60) + 'b')",
  "a getter that is shown": "({ [Symbol.for('Jupyter.display')]: () => { while (true) {} } })",
  "a process that it waits for": "(await import('node:child_process')).spawnSync('sleep', ['1000'])",
  "TensorFlow.js, training": "await endless.fit(tf.ones([500, 4]), tf.ones([500, 1]), { epochs: 1e6, verbose: 0 })",
};
const trains = "(await endless.fit(tf.ones([8, 4]), tf.ones([8, 1]), { epochs: 1, verbose: 0 })).epoch.length";

const client = await KernelClient.start(workingsSpec, root);
await client.execute("let kept = 0; kept", { first: true });
await client.execute(
  `import * as tf from "@tensorflow/tfjs";
  await tf.setBackend("cpu");
  const endless = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] });
  endless.compile({ optimizer: "sgd", loss: "meanSquaredError" });`,
  { answers: false },
);
for (const [name, code] of Object.entries(cells)) {
  const waits = [];
  let good = 0;
  for (let i = 0; i < times; i++) {
    const started = client.printed();
    const ended = client.request("execute_request", { code: `kept = ${i}; console.log("started"); ${code}` });
    await started;
    const start = performance.now();
    await client.request("interrupt_request", {}, "control");
    const { ename } = await ended;
    waits.push(performance.now() - start);
    const after = await client.execute(name.startsWith("TensorFlow") ? `kept + ${trains} - 1` : "kept");
    if (ename === "Interrupted" && after === String(i)) good++;
  }
  waits.sort((a, b) => a - b);
  const at = (share) => `${waits[Math.floor(share * (waits.length - 1))].toFixed(0)} ms`;
  process.stdout.write(`${name}: ${good} of ${times}, median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(1)}\n`);
}
await client.shutdown();
