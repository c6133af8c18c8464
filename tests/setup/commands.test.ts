import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { root } from "../../kernel-setup/root.mjs";
import { Command } from "./command.js";

async function workings(...args: string[]): Promise<{ status: number | string; output: string }> {
  const command = new Command(process.execPath, [path.join(root, "dist", "cli", "main.js"), ...args], { cwd: root });
  const status = await command.ended;
  return { status, output: command.output };
}

const { output: list } = await workings("--help");
const commands = [...list.matchAll(/^ {2}workings (\w+)/gm)].map(([, name]) => name!);

test("workings --help lists every command, within the width of a terminal", () => {
  expect(commands).toEqual(["check", "verify", "describe", "run", "new", "setup", "doctor", "kernel"]);
  for (const line of list.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
});

describe.each(commands)("workings %s", (name) => {
  test("says with --help how it is used", async () => {
    const { status, output } = await workings(name, "--help");
    expect(status).toBe(0);
    expect(output).toMatch(new RegExp(`^Usage: workings ${name}`));
    expect(output).toMatch(/^Exit status: /m);
    for (const line of output.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    expect(await workings("help", name)).toEqual({ status, output });
  });

  test("says of an option that there is none in one line", async () => {
    const { status, output } = await workings(name, "--hepl");
    expect(status).toBe(2);
    expect(output).toMatch(new RegExp(`^workings ${name}: .*--hepl.*\n$`));
  });
});

test.each(commands)("workings %s names the option that is meant", async (name) => {
  expect((await workings(name, "--hepl")).output).toBe(
    `workings ${name}: there is no option --hepl; did you mean --help?\n`,
  );
});

test.each(commands)("the help of workings %s has examples", async (name) => {
  const { output } = await workings(name, "--help");
  expect(output).toMatch(new RegExp(`^Examples?:\n  workings ${name}`, "m"));
});

test.each([
  [["chek"], "workings: there is no command chek; did you mean check?\n"],
  [["toString"], "workings: there is no command toString; see workings --help\n"],
])("workings %j is no command", async (args, output) => {
  expect(await workings(...args)).toEqual({ status: 2, output });
});
