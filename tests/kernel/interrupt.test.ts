import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

describe("an interrupt stops a cell and keeps its variables", () => {
  test.each([
    ["a loop", "while (true) {}"],
    ["a loop after an await", "await null; while (true) {}"],
    ["a loop after a timer", "await new Promise((go) => setTimeout(go, 1)); while (true) {}"],
    ["a loop in a timer", "setTimeout(() => { while (true) {} }, 1); await new Promise(() => {})"],
    ["a loop in an immediate", "setImmediate(() => { while (true) {} }); await new Promise(() => {})"],
    ["a loop in a microtask", "queueMicrotask(() => { while (true) {} }); await new Promise(() => {})"],
    ["a promise that never settles", "await new Promise(() => {})"],
    ["a loop that prints", "while (true) console.log('again')"],
    ["a loop that prints much at once", "while (true) console.log('again'.repeat(100_000))"],
    ["a thread that waits", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
    ["a loop that catches errors", "while (true) try { JSON.parse('{') } catch {}"],
    ["a loop that catches errors and awaits", "while (true) try { await null; JSON.parse('{') } catch {}"],
    ["a loop in a finally", "try { throw 1 } finally { while (true) {} }"],
    ["a finally that starts over", "while (true) try { while (true) {} } finally { continue }"],
    ["a regular expression that backtracks", "/^(a+)+$/.test('a'.repeat(60) + 'b')"],
    ["a loop in a getter that is shown", "({ [Symbol.for('Jupyter.display')]: () => { while (true) {} } })"],
    [
      "a loop in what a value says of itself",
      "({ [Symbol.for('nodejs.util.inspect.custom')]: () => { while (true) {} } })",
    ],
    [
      "a loop in an event listener",
      "new EventTarget().constructor; process.on('spin' as any, () => { while (true) {} }); process.emit('spin' as any)",
    ],
    ["a loop at the next tick", "process.nextTick(() => { while (true) {} }); await new Promise(() => {})"],
    [
      "a loop when a file has been read",
      "(await import('node:fs')).readFile('.', () => { while (true) {} }); await new Promise(() => {})",
    ],
    ["a loop in a generator", "for (const _ of (function* () { while (true) yield 1 })());"],
    ["a loop in a sort", "[3, 2, 1].sort(() => { while (true) {} })"],
    ["a process that it waits for", "(await import('node:child_process')).spawnSync('sleep', ['1000'])"],
  ])("%s", async (_, code) => {
    for (let i = 0; i < 3; i++) {
      await kernel.execute("let kept = 'before'");
      const id = kernel.send("execute_request", { code: `kept = 'during ${i}'; console.log('started'); ${code}` });
      await kernel.output(id, "stream");
      const ended = kernel.executed(id);
      await kernel.request("interrupt_request", {}, "control");
      expect((await ended).reply).toMatchObject({ status: "error", ename: "Interrupted" });
      expect((await kernel.execute("kept")).result).toBe(`'during ${i}'`);
    }
  });

  test("nothing of it goes on: no timer fires, no async function resumes", async () => {
    const code = `
      let rounds = 0; let ticks = 0;
      setInterval(() => ticks++, 1);
      const { setTimeout: sleep } = await import("node:timers/promises");
      console.log("started");
      while (true) { await sleep(1); rounds++; }`;
    const id = kernel.send("execute_request", { code });
    await kernel.output(id, "stream");
    const ended = kernel.executed(id);
    await kernel.request("interrupt_request", {}, "control");
    await ended;
    await kernel.execute("const before = [rounds, ticks]; await new Promise((go) => setTimeout(go, 50))");
    expect((await kernel.execute("rounds === before[0] && ticks === before[1]")).result).toBe("true");
  });

  test.each([
    [
      "in the midst of its arithmetic",
      "for (;;) tf.tidy(() => tf.randomNormal([200, 200]).matMul(tf.ones([200, 200])).dataSync())",
    ],
    [
      "in a training run",
      "const endless = network(); await endless.fit(tf.ones([500, 4]), tf.ones([500, 1]), { epochs: 1e6, verbose: 0 })",
    ],
  ])("TensorFlow.js still trains after it was stopped %s", async (_, code) => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const trainer = await Client.start({ folder: root });
    const defined = await trainer.execute(`
      import * as tf from "@tensorflow/tfjs";
      await tf.setBackend("cpu");
      function network() {
        const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] });
        model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
        return model;
      }`);
    expect(defined.reply.traceback).toBeUndefined();
    const id = trainer.send("execute_request", { code: `console.log("started"); ${code}` });
    await trainer.output(id, "stream");
    const ended = trainer.executed(id);
    await trainer.request("interrupt_request", {}, "control");
    expect((await ended).reply.ename).toBe("Interrupted");
    if (code.includes("endless.fit")) {
      const again = "(await endless.fit(tf.ones([8, 4]), tf.ones([8, 1]), { epochs: 1, verbose: 0 })).epoch";
      expect((await trainer.execute(again)).result).toBe("[ 0 ]");
    }
    const train = "(await network().fit(tf.ones([8, 4]), tf.ones([8, 1]), { epochs: 2, verbose: 0 })).epoch";
    expect((await trainer.execute(train)).result).toBe("[ 0, 1 ]");
    await trainer.stop();
  });

  test("and never a later one, however soon that follows", async () => {
    for (let i = 0; i < 3; i++) {
      const id = kernel.send("execute_request", { code: "console.log('started'); await new Promise(() => {})" });
      await kernel.output(id, "stream");
      const ended = kernel.executed(id);
      await kernel.request("interrupt_request", {}, "control");
      await ended;
    }
    const busy = "const until = Date.now() + 200; while (Date.now() < until); 'whole'";
    expect((await kernel.execute(busy)).result).toBe("'whole'");
  });

  test("and its promise may be forgotten, which nothing can settle any more", async () => {
    const id = kernel.send("execute_request", { code: "console.log('started'); await new Promise(() => {})" });
    await kernel.output(id, "stream");
    const ended = kernel.executed(id);
    await kernel.request("interrupt_request", {}, "control");
    await ended;
    const collect = `
      import { setFlagsFromString } from "node:v8";
      import { runInNewContext } from "node:vm";
      setFlagsFromString("--expose-gc");
      for (let i = 0; i < 4; i++) { runInNewContext("gc")(); await new Promise((go) => setTimeout(go, 5)); }
      'alive'`;
    expect((await kernel.execute(collect)).result).toBe("'alive'");
  });

  test("also while it is still being checked, which may take for ever", async () => {
    await kernel.execute("let kept = 'kept'");
    // Every step of the type doubles what there is to check.
    const code = `
      type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
      type Many = \`\${Digit}\${Digit}\${Digit}\${Digit}\`;
      type Slow<T extends string> = T extends \`\${infer A}\${infer B}\` ? [A, Slow<B>] : never;
      let slow: { [K in Many]: Slow<K> extends Slow<infer R extends Many> ? R : K } = {} as any;
      const all: { [K in Many]: { [L in Many]: K extends L ? 1 : Slow<K> } } = slow;`;
    const id = kernel.send("execute_request", { code });
    await kernel.output(id, "execute_input");
    const ended = kernel.executed(id);
    await kernel.request("interrupt_request", {}, "control");
    expect((await ended).reply.evalue).toBe("the cell was stopped before it ran");
    expect((await kernel.execute("kept.length")).result).toBe("4");
  });

  test("and what does not stop is ended with a sentence", async () => {
    const code = `
      import { spawnSync } from "node:child_process";
      console.log("started");
      spawnSync("sh", ["-c", "trap '' INT; while :; do sleep 1; done"]);`;
    const id = kernel.send("execute_request", { code });
    await kernel.output(id, "stream");
    const ended = kernel.executed(id);
    await kernel.request("interrupt_request", {}, "control");
    expect((await ended).reply.evalue).toBe(
      "the cell could not be stopped: the variables are gone, and the next cell starts afresh",
    );
    expect((await kernel.execute("1 + 1")).result).toBe("2");
  });

  test("by SIGINT too", async () => {
    const id = kernel.send("execute_request", { code: "console.log('started'); while (true) {}" });
    await kernel.output(id, "stream");
    const ended = kernel.executed(id);
    kernel.process.kill("SIGINT");
    expect((await ended).reply.ename).toBe("Interrupted");
  });

  test("an interrupt of an idle kernel does nothing", async () => {
    await kernel.request("interrupt_request", {}, "control");
    expect((await kernel.execute("1 + 1")).result).toBe("2");
  });

  test("what the interrupted cell declared before is there", async () => {
    const id = kernel.send("execute_request", {
      code: "const early = 5; console.log('started'); while (true) {}; const late = 6",
    });
    await kernel.output(id, "stream");
    const ended = kernel.executed(id);
    await kernel.request("interrupt_request", {}, "control");
    await ended;
    expect((await kernel.execute("early.toFixed(1)")).result).toBe("'5.0'");
    expect((await kernel.execute("late")).reply.ename).toBe("TypeScriptError");
  });
});
