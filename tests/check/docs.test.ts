import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { formatNames } from "../../src/cli/check/request.js";
import { check } from "../../src/cli/check.js";

const root = new URL("../../", import.meta.url);
const text = readFileSync(new URL("docs/check.md", root), "utf8");

interface Example {
  readonly language: string;
  readonly name: string;
  readonly content: string;
}

const examples: readonly Example[] = [...text.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language, name = "", content]) => ({ language: language!, name, content: content! }),
);
const ofLanguage = (language: string) => examples.filter((example) => example.language === language);

const folder = mkdtempSync(join(tmpdir(), "workings-docs-"));
const before = process.cwd();
process.chdir(folder);
vi.stubEnv("XDG_CACHE_HOME", join(folder, ".cache"));
vi.stubEnv("NO_COLOR", "1");
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** What a command line of the page prints. */
async function printed(line: string): Promise<string> {
  let output = "";
  const stream = { write: (text: string) => (output += text) };
  const [program, command, ...args] = line.split(" ");
  expect([program, command]).toEqual(["workings", "check"]);
  await check(args, { stdin: (async function* () {})(), stdout: stream, stderr: stream });
  return output;
}

describe("the page on checking", () => {
  test("shows what the command really prints, in the order of the page", async () => {
    let count = 0;
    for (const { language, name, content } of examples) {
      if (language === "markdown" || (language === "json" && name !== "")) writeFileSync(name, content);
      if (language !== "console") continue;
      const [, line = "", output = ""] = /^\$ (.*)\n([\s\S]*)$/.exec(content)!;
      expect(`$ ${line}\n${await printed(line)}`).toBe(`$ ${line}\n${output}`);
      count++;
    }
    expect(count).toBeGreaterThanOrEqual(6);
  });

  test("names every option and every format", async () => {
    const options = (await printed("workings check --help")).match(/^ {2}--[\w-]+/gm)!.map((option) => option.trim());
    expect(options.filter((option) => !text.includes(option))).toEqual([]);
    expect(formatNames.filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([]);
  });

  test("uses the action's inputs and the hook's name", () => {
    const yaml = new Map(ofLanguage("yaml").map(({ name, content }) => [name, parse(content)]));
    const steps = yaml.get(".github/workflows/numbers.yml").jobs.numbers.steps;
    const { inputs } = parse(readFileSync(new URL("action.yml", root), "utf8"));
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(steps[1].with)));
    const hooks = parse(readFileSync(new URL(".pre-commit-hooks.yaml", root), "utf8"));
    expect(yaml.get(".pre-commit-config.yaml").repos[0].hooks).toEqual([{ id: hooks[0].id }]);
  });

  test("has a program that prints what it says", async () => {
    const [{ content }] = ofLanguage("ts") as [Example];
    const { checkText } = await import("workings");
    const print = vi.fn();
    const body = content.replace(/^import .*$/m, "");
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    await new AsyncFunction("checkText", "console", body)(checkText, { log: print });
    expect(print.mock.calls.map((values) => values.join(" "))).toEqual([/\/\/ (.*)$/m.exec(content)![1]]);
  });
});
