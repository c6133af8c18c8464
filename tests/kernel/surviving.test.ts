import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";
import { allGone, descendants, isAlive } from "./processes.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

/** The kernel runs cells, each of its runs still, or again in a process that does. */
async function runsCells(client = kernel): Promise<void> {
  expect((await client.execute("21 * 2")).result).toBe("42");
  expect((await client.execute("process.stdout.write('printed'); 1")).stdout).toBe("printed");
}

describe("the end of the process that runs the cells is told in a sentence", () => {
  test.each([
    ["process.exit(3)", "process.exit(3) was called"],
    ["process.exitCode = 4; process.exit()", "process.exit(4) was called"],
    [
      "process.on('exit', () => { throw new Error('at the end') }); process.exit(5)",
      "process.exit(5) was called",
      "Error: at the end",
    ],
    ["process.abort()", "the process that runs the cells has crashed (SIGABRT)"],
    ["process.kill(process.pid, 'SIGSEGV')", "the process that runs the cells has crashed (SIGSEGV)"],
    ["process.kill(process.pid, 'SIGTERM')", "the process that runs the cells has crashed (SIGTERM)"],
    ["process.kill(process.pid, 'SIGKILL')", "the process that runs the cells has crashed (SIGKILL)"],
    ["(process as any).reallyExit(6)", "the process that runs the cells has crashed (exit status 6)"],
    [
      "process.on('uncaughtException', () => process.exit(7)); setTimeout(() => { throw 1 }); await new Promise(() => {})",
      "process.exit(7) was called",
    ],
    [
      "process.removeAllListeners(); setTimeout(() => { throw new Error('unheard') }); await new Promise(() => {})",
      "the process that runs the cells has crashed (exit status 1)",
      "Error: unheard",
    ],
    [
      "import { closeSync } from 'node:fs'; closeSync(3); await new Promise(() => {})",
      "the cells have closed a pipe of the kernel's",
    ],
    [
      "import { closeSync } from 'node:fs'; closeSync(4); await new Promise(() => {})",
      "the cells have closed a pipe of the kernel's",
    ],
    [
      "import { closeSync } from 'node:fs'; closeSync(5); await new Promise(() => {})",
      "the cells have closed a pipe of the kernel's",
    ],
    ...['"garbage', "null", '{"type":"nonsense"}', '{"type":"stream","run":1,"name":"stdout","text":5}'].map((line) => [
      `import { writeSync } from "node:fs"; writeSync(3, ${JSON.stringify(`${line}\n`)}); await new Promise(() => {})`,
      "the cells have written into a pipe of the kernel's",
    ]),
    [
      "(Object.prototype as any).toJSON = () => 'anything'; 1",
      "the cells have changed what the kernel needs of JavaScript itself (TypeError: a toJSON method stands in the way of messages)",
    ],
  ])("%s", async (code, words, printed = "") => {
    await kernel.execute("let gone = 1");
    const { reply, stderr } = await kernel.execute(code);
    const evalue = `${words}: the variables are gone, and the next cell starts afresh`;
    expect(reply).toMatchObject({ status: "error", ename: "Ended", evalue, traceback: [`Ended: ${evalue}`] });
    expect(stderr).toContain(printed);
    expect((await kernel.execute("gone")).reply.evalue).toContain("Cannot find name 'gone'");
    await runsCells();
  });

  test("also where it held the standard streams open in a process of its own", async () => {
    const { reply } = await kernel.execute(`
      import { spawn } from "node:child_process";
      spawn("sleep", ["100"], { stdio: "inherit", detached: true }).unref();
      process.exit(1)`);
    expect(reply.evalue).toContain("process.exit(1) was called");
    await runsCells();
  });

  test("when it is killed from outside while a cell waits, and between cells", async () => {
    const id = kernel.send("execute_request", { code: "console.log(process.pid); await new Promise(() => {})" });
    const { content } = await kernel.output(id, "stream");
    const ended = kernel.executed(id);
    process.kill(Number(content.text), "SIGKILL");
    expect((await ended).reply.evalue).toContain("crashed (SIGKILL)");
    const between = kernel.send("execute_request", { code: "console.log(process.pid)" });
    const shown = await kernel.output(between, "stream");
    const told = kernel.output(between, "stream");
    process.kill(Number(shown.content.text), "SIGKILL");
    expect((await told).content.text).toContain("crashed (SIGKILL): the variables are gone");
    await runsCells();
  });
});

test("an exit between cells is told too", async () => {
  await kernel.execute("let lost = 1");
  const id = kernel.send("execute_request", { code: "setTimeout(() => process.exit(1), 20)" });
  const told = kernel.output(id, "stream");
  await kernel.executed(id);
  expect((await told).content.text).toContain("process.exit(1) was called: the variables are gone");
  expect((await kernel.execute("typeof lost")).reply.ename).toBe("TypeScriptError");
});

describe("what a process may take", () => {
  test("a heap that is full ends the cell with a sentence", async () => {
    const small = await Client.start({ env: { NODE_OPTIONS: "--max-old-space-size=64" } });
    const { reply, stderr } = await small.execute(
      "const hoard: unknown[] = []; while (true) hoard.push(new Array(1000).fill({}))",
    );
    expect(reply.evalue).toBe("the cells ran out of memory: the variables are gone, and the next cell starts afresh");
    expect(stderr).toBe("");
    await runsCells(small);
    await small.stop();
  });

  test.each([
    ["buffers", "Buffer.alloc(2 ** 28)"],
    ["typed arrays", "new Float64Array(2 ** 25)"],
    ["WebAssembly", "new (globalThis as any).WebAssembly.Memory({ initial: 2 ** 12 })"],
  ])("%s beyond what the system gives are the cell's error or its end", async (_, make) => {
    const limited = await Client.start({ limit: { addressSpaceMegabytes: 30_000 } });
    const { reply } = await limited.execute(`const hoard: unknown[] = []; while (true) hoard.push(${make})`);
    expect(reply).toMatchObject({ status: "error" });
    expect(reply.evalue).toMatch(/allocat|ran out of memory|has crashed/i);
    await runsCells(limited);
    await limited.stop();
  });

  test("a stack that is full is an error like others", async () => {
    await kernel.execute("let kept = 'kept'; function deep(): number { return 1 + deep() }");
    expect((await kernel.execute("deep()")).reply.evalue).toBe("Maximum call stack size exceeded");
    expect((await kernel.execute("(async function on(): Promise<void> { await on() })()")).reply.ename).toBe(
      "RangeError",
    );
    expect((await kernel.execute("kept")).result).toBe("'kept'");
  });
});

describe("errors that nothing catches are shown, and end nothing", () => {
  test.each([
    ["in a timer", "setTimeout(() => { throw new Error('stray') })"],
    ["in an interval", "const every = setInterval(() => { clearInterval(every); throw new Error('stray') })"],
    ["in an immediate", "setImmediate(() => { throw new Error('stray') })"],
    ["in a microtask", "queueMicrotask(() => { throw new Error('stray') })"],
    ["at the next tick", "process.nextTick(() => { throw new Error('stray') })"],
    ["in a promise", "void Promise.reject(new Error('stray'))"],
    ["in an async function", "void (async () => { await null; throw new Error('stray') })()"],
    [
      "in an event emitter",
      "import { EventEmitter } from 'node:events'; setTimeout(() => new EventEmitter().emit('error', new Error('stray')))",
    ],
    ["of a file", "import { readFile } from 'node:fs'; readFile('absent', () => { throw new Error('stray') })"],
    [
      "in a worker",
      "import { Worker } from 'node:worker_threads'; new Worker('throw new Error(\"stray\")', { eval: true })",
    ],
  ])("%s", async (_, code) => {
    await kernel.execute("let kept = 'kept'");
    const id = kernel.send("execute_request", { code });
    const shown = kernel.output(id, "stream");
    expect((await kernel.executed(id)).reply.status).toBe("ok");
    const { content } = await shown;
    expect(content.name).toBe("stderr");
    expect(content.text).toContain("Uncaught");
    expect(content.text).toContain("Error: stray");
    expect((await kernel.execute("kept")).result).toBe("'kept'");
  });
});

describe("values that fight back are shown or fail, and end nothing", () => {
  test.each([
    ["({ get x() { throw new Error('getter') } })", "{ x: [Getter] }"],
    ["const around: any = { inner: [] }; around.inner.push(around); around", "<ref *1> { inner: [ [Circular *1] ] }"],
    ["({ toString() { for (;;); } })", "{ toString: [Function: toString] }"],
    [
      "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no') } })",
      "a value that cannot be shown: no",
    ],
    ["new Proxy([1], { ownKeys() { throw new Error('trap') } })", undefined],
    ["Proxy.revocable({}, {}).proxy", undefined],
    ["(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()", undefined],
    ["({ [Symbol.for('Jupyter.display')]() { throw new Error('display') } })", undefined],
    ["({ async [Symbol.for('Jupyter.display')]() { throw new Error('display') } })", undefined],
    ["({ [Symbol.for('Jupyter.display')]: () => 5 })", undefined],
    ["({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': 10n }) })", undefined],
    ["throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 1 } })", undefined],
    ["throw Object.defineProperty(new Error('x'), 'name', { get() { throw 1 } })", undefined],
    ["throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1 } })", undefined],
    ["throw Object.defineProperty(new Error('x'), 'cause', { get() { throw 1 } })", undefined],
    ["throw Object.defineProperty(new AggregateError([]), 'errors', { value: 5 })", undefined],
    ["throw Object.assign(new Error('x'), { message: Symbol('s') })", undefined],
    ["Error.prepareStackTrace = () => { throw new Error('p') }; throw new Error('x')", undefined],
    ["Error.stackTraceLimit = 0; throw new Error('x')", undefined],
  ])("%s", async (code, shown) => {
    await kernel.execute("let kept = 'kept'");
    const { reply, result } = await kernel.execute(code);
    if (shown !== undefined) expect(result).toBe(shown);
    else expect(reply.status === "error" ? reply.traceback[0] : result).not.toBe("");
    expect((await kernel.execute("kept")).result).toBe("'kept'");
  });
});

/** A kernel of its own for a cell that does what is there to stay. */
async function spoiled(code: string): Promise<Client> {
  const client = await Client.start();
  await client.execute("let kept = 'kept'");
  await client.execute(code);
  return client;
}

describe("a cell may take away what it likes of the global object, and cells still run with their variables", () => {
  test.each([
    ...["JSON", "Promise", "Symbol", "Buffer", "process", "Error", "Object", "Array", "Reflect", "globalThis"].map(
      (name) => `delete (globalThis as any).${name}`,
    ),
    "for (const name of ['Map', 'Set', 'WeakMap', 'String', 'Number', 'Atomics']) delete (globalThis as any)[name]",
    "for (const name of Object.getOwnPropertyNames(globalThis)) try { delete (globalThis as any)[name] } catch {}",
    "(globalThis as any).console = { log() { throw new Error('mine') } }",
    "(process.stdout as any).write = () => { throw new Error('mine') }",
    "process.stdout.end(); process.stderr.destroy()",
    "(Object.prototype as any).x = 1",
    "for (const name of ['type', 'value', 'run', 'name', 'text', 'cause']) (Object.prototype as any)[name] = 1",
    "Array.prototype.map = () => { throw new Error('mine') }",
    "Promise.prototype.then = () => { throw new Error('mine') }",
    "JSON.stringify = JSON.parse = () => { throw new Error('mine') }",
    "for (const C of [Map, Set, WeakMap]) for (const name of ['get', 'set', 'has', 'add', 'delete']) (C.prototype as any)[name] = null",
    "for (const name of Object.getOwnPropertyNames(globalThis)) try { Object.freeze((globalThis as any)[name].prototype) } catch {}",
    "Object.freeze(globalThis); Object.freeze(Object.prototype); Object.freeze(Array.prototype); Object.freeze(Error)",
    "process.chdir('/')",
    "import fs from 'node:fs'; fs.writeSync = () => { throw new Error('mine') }",
    "import { createHook } from 'node:async_hooks'; createHook({ init() {} }).enable()",
  ])("%s", async (code) => {
    const client = await spoiled(code);
    expect((await client.execute("21 * 2")).result).toBe("42");
    expect((await client.execute("let later = 7; kept + later")).result).toBe("'kept7'");
    await client.stop();
  });
});

describe("a cell may break what the kernel needs, and after a sentence the next one runs", () => {
  test.each([
    "for (const name of ['error', 'get']) (Object.prototype as any)[name] = 1",
    "(Object.prototype as any).then = (settle: any) => { settle(7) }",
    "(Array.prototype as any)[Symbol.iterator] = () => { throw new Error('mine') }",
    "for (const name of Object.getOwnPropertyNames(String.prototype)) (String.prototype as any)[name] = null",
    "for (const name of Object.getOwnPropertyNames(Buffer.prototype)) try { (Buffer.prototype as any)[name] = null } catch {}",
    "Function.prototype.call = Function.prototype.apply = (() => { throw new Error('mine') }) as any",
    "import { createHook } from 'node:async_hooks'; createHook({ init() { throw new Error('mine') } }).enable()",
  ])("%s", async (code) => {
    const client = await spoiled(code);
    const told: string[] = [];
    for (let i = 0; i < 3; i++) told.push((await client.execute("let later = 7; later * 6")).reply.evalue ?? "");
    expect(told.join()).toMatch(/the variables are gone|^,,$/);
    await runsCells(client);
    await client.stop();
  });
});

test("floods of timers do not keep the next cell from running", async () => {
  await kernel.execute(
    "for (let i = 0; i < 100_000; i++) setTimeout(() => {}, 1); for (let i = 0; i < 100; i++) setInterval(() => {}, 1)",
  );
  await runsCells();
});

test("processes that cells have started end with the kernel", async () => {
  const client = await Client.start();
  const { result } = await client.execute(
    "import { spawn } from 'node:child_process'; const child = spawn('sleep', ['1000']); child.pid",
  );
  const all = descendants(client.process.pid!);
  expect(all).toContain(Number(result));
  await client.stop();
  await allGone(all);
});

test("processes that cells have started end with the process that runs the cells", async () => {
  const { result } = await kernel.execute(
    "import { spawn } from 'node:child_process'; const left = spawn('sleep', ['1000']); left.pid",
  );
  expect(isAlive(Number(result))).toBe(true);
  await kernel.execute("process.abort()");
  await allGone([Number(result)]);
  await runsCells();
});
