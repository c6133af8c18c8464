import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "./client.js";

let kernel: Client;
beforeAll(async () => {
  kernel = await Client.start();
});
afterAll(() => kernel.stop());

test("prompt waits where it stands for what the person types", async () => {
  const id = kernel.send("execute_request", {
    code: 'console.log("before"); const name = prompt("name? "); "<" + name + ">"',
  });
  const executed = kernel.executed(id);
  const question = await kernel.answer("Ada");
  expect(question).toMatchObject({ type: "input_request", content: { prompt: "name? ", password: false } });
  expect(question.parent.msg_id).toBe(id);
  expect(await executed).toMatchObject({ stdout: "before\n", result: "'<Ada>'" });
});

test("an empty answer to prompt is what it was told for that case", async () => {
  const executed = kernel.execute('prompt("colour? ", "blue")');
  await kernel.answer("");
  expect((await executed).result).toBe("'blue'");
});

test("input is awaited, and hides what is typed where it is a password", async () => {
  const executed = kernel.execute('const secret = await input("password: ", { password: true }); secret.length');
  expect((await kernel.answer("sesame")).content).toEqual({ prompt: "password: ", password: true });
  expect((await executed).result).toBe("6");
});

test("questions that are asked at once are put one after another", async () => {
  const executed = kernel.execute('(await Promise.all([input("a? "), input("b? ")])).join()');
  expect((await kernel.answer("1")).content.prompt).toBe("a? ");
  expect((await kernel.answer("2")).content.prompt).toBe("b? ");
  expect((await executed).result).toBe("'1,2'");
});

test("a cell that waits for an answer can be stopped, and a late answer is nobody's", async () => {
  for (const code of ['prompt("stop me? ")', 'await input("stop me? ")']) {
    const id = kernel.send("execute_request", { code });
    const executed = kernel.executed(id);
    await kernel.next((channel) => channel === "stdin");
    await kernel.request("interrupt_request", {}, "control");
    expect((await executed).reply.ename).toBe("Interrupted");
    const again = kernel.execute('prompt("again? ")');
    expect((await kernel.answer("yes")).content.prompt).toBe("again? ");
    expect((await again).result).toBe("'yes'");
  }
});

test("a front end that cannot ask is said to be one", async () => {
  const { reply } = await kernel.execute('prompt("name? ")', { allow_stdin: false });
  expect(reply).toMatchObject({ ename: "Error", evalue: "prompt: this front end cannot ask the person anything" });
  const awaited = await kernel.execute('await input("name? ")', { allow_stdin: false });
  expect(awaited.reply.evalue).toBe("input: this front end cannot ask the person anything");
});

test("what is asked for has a type", async () => {
  const { reply } = await kernel.execute('const n: number = prompt("n? ")', { allow_stdin: false });
  expect(reply.evalue).toContain("Type 'string' is not assignable to type 'number'");
});
