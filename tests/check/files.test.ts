import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { check } from "../../src/cli/check.js";

const parent = mkdtempSync(join(tmpdir(), "workings-files-"));
afterAll(() => rmSync(parent, { recursive: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(parent, "project-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});

const put = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
};

async function run(...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const inFolder = args.map((arg) => (arg.startsWith("-") ? arg : join(folder, arg)));
  const status = await check(inFolder, {
    stdin: (async function* () {})(),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  const here = (text: string) => text.replaceAll(`${folder}/`, "").replaceAll(folder, ".");
  return { status, stdout: here(stdout), stderr: here(stderr) };
}

const paths = async (...args: string[]) => {
  const { stdout } = await run("--no-cache", "--format=jsonl", ...args);
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { path: string }).path]));
};

describe("of a folder", () => {
  test("all documents are checked that are not hidden, installed or left out by a .gitignore", async () => {
    for (const name of ["b.md", "a.tex", "c.ipynb", "d.qmd", "e.txt", "f.ts", "sub/é ü.markdown"])
      put(name, name === "c.ipynb" ? '{"cells": []}' : "");
    for (const name of [
      ".hidden/a.md",
      "node_modules/a/README.md",
      "out/a.md",
      "sub/draft.md",
      "sub/deep/kept.md",
      "sub/deep/other.md",
    ])
      put(name, "");
    put(".gitignore", "/out/\n*draft*\nkept.md\n");
    put("sub/deep/.gitignore", "!kept.md\nother.md");
    expect(await paths(".")).toEqual(["a.tex", "b.md", "c.ipynb", "d.qmd", "sub/deep/kept.md", "sub/é ü.markdown"]);
    expect(await paths("out/a.md", "b.md", ".")).toContain("out/a.md");
    expect((await paths("b.md", ".")).filter((path) => path === "b.md")).toEqual(["b.md"]);
  });

  test("the lists of the repository around it count too", async () => {
    put(".git/config", "");
    put(".gitignore", "sub/out\n");
    put("sub/out/a.md", "");
    put("sub/b.md", "");
    expect(await paths("sub")).toEqual(["sub/b.md"]);
  });

  test("links to files are followed, and to folders not", async () => {
    put("sub/a.md", "");
    symlinkSync(folder, join(folder, "sub", "loop"));
    symlinkSync(join(folder, "sub", "a.md"), join(folder, "link.md"));
    expect(await paths(".")).toEqual(["link.md", "sub/a.md"]);
  });

  test("that holds none it is said", async () => {
    put("sub/a.txt", "");
    expect(await run("sub")).toEqual({ status: 2, stdout: "", stderr: "workings check: sub holds no documents\n" });
  });
});

test("a pattern names files, of any ending", async () => {
  for (const name of ["a.md", "sub/b.md", "sub/c.txt", "sub/deep/d.md"]) put(name, "");
  expect(await paths("**/*.md")).toEqual(["a.md", "sub/b.md", "sub/deep/d.md"]);
  expect(await paths("sub/*.{md,txt}")).toEqual(["sub/b.md", "sub/c.txt"]);
  put("[x].md", "");
  expect(await paths("[x].md")).toEqual(["[x].md"]);
});

describe("a configuration", () => {
  test("in a file of its own leaves documents out, sets conventions, defines functions and says what matters", async () => {
    put(
      "workings.config.json",
      JSON.stringify({
        ignore: ["old/", "*.tmp.md"],
        conventions: { log: 10 },
        definitions: ["\\operatorname{swish}(x) = x \\sigma(x)"],
        severity: { imprecise: "error", unchecked: "warning" },
      }),
    );
    put("old/a.md", "");
    put("b.tmp.md", "");
    put("c.md", "$\\log 1000 = 3$, $\\operatorname{swish}(0) = 0$");
    expect(await paths(".")).toEqual(["c.md"]);
    expect(await run("c.md", "old/a.md")).toEqual({
      status: 0,
      stdout: "c.md: 2 statements, 2 judged: 2 confirmed\n",
      stderr: "workings check: old/a.md is left out, since the configuration ignores it\n",
    });
    put("c.md", "$\\frac{2}{3} = 0.67$, $g(1) = 2$");
    const { status, stdout } = await run("c.md");
    expect(status).toBe(1);
    expect(stdout).toContain("c.md:1:24: unchecked: g is not a known function");
  });

  test("in package.json of a folder above counts as well", async () => {
    put("package.json", JSON.stringify({ name: "a", workings: { severity: { wrong: "warning" } } }));
    put("sub/a.md", "$1 + 1 = 3$");
    vi.spyOn(process, "cwd").mockReturnValue(join(folder, "sub"));
    expect((await run("sub/a.md")).status).toBe(0);
    put("other.json", "{}");
    expect((await run("sub/a.md", `--config=${join(folder, "other.json")}`)).status).toBe(1);
  });

  test.each([
    ["[]", "workings.config.json: the configuration is an object but [] is given"],
    ["{", /^workings.config.json is not JSON: /],
    ['{"ignores": []}', 'workings.config.json: the configuration has no member "ignores"; did you mean ignore?'],
    ['{"ignore": "a"}', 'workings.config.json: ignore is a list of strings but "a" is given'],
    ['{"conventions": {"log": 3}}', 'workings.config.json: conventions.log is "natural" or 10 or 2 but 3 is given'],
    [
      '{"severity": {"wrong": "bad"}}',
      'workings.config.json: severity.wrong is "error" or "warning" or "note" or "off" but "bad" is given',
    ],
    ['{"definitions": ["x = 2"]}', ".: definitions[0] is not the definition of a function: x is given here"],
  ])("that is not right is refused in one line: %s", async (content, message) => {
    put("workings.config.json", content);
    put("a.md", "");
    const { status, stdout, stderr } = await run("a.md");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.split("\n")).toHaveLength(2);
    expect(stderr.replace("workings check: ", "").trimEnd()).toMatch(message);
  });
});

describe("the cache", () => {
  const entries = () => readdirSync(join(folder, "node_modules", ".cache", "workings"));
  const entry = () => join(folder, "node_modules", ".cache", "workings", entries()[0]!);

  beforeEach(() => {
    mkdirSync(join(folder, "node_modules"));
    put("a.md", "$1 + 1 = 3$");
  });

  test("answers for what has not changed, under any name", async () => {
    const first = await run("a.md");
    const kept = JSON.parse(readFileSync(entry(), "utf8"));
    expect(kept.claims[0].reason).toBe("the value is 2");
    kept.claims[0].reason = "the value is remembered";
    writeFileSync(entry(), JSON.stringify(kept));
    put("b.md", "$1 + 1 = 3$");
    expect((await run("b.md")).stdout).toContain("b.md:1:2: wrong: the value is remembered");
    expect((await run("--no-cache", "a.md")).stdout).toBe(first.stdout);
    put("a.md", "$1 + 1 = 3$ ");
    expect((await run("a.md")).stdout).toBe(first.stdout.replace("3$", "3$ "));
    put("workings.config.json", '{"conventions": {"log": 2}}');
    expect((await run("b.md")).stdout).toBe(first.stdout.replaceAll("a.md", "b.md"));
    expect(entries()).toHaveLength(3);
  });

  test.each(["", "{", "null", '{"claims": 3}', '{"claims": [{}], "ignored": 0, "notices": []}', "\0"])(
    "is not believed where it is spoiled: %j",
    async (content) => {
      const first = await run("a.md");
      writeFileSync(entry(), content);
      expect(await run("a.md")).toEqual(first);
      expect(JSON.parse(readFileSync(entry(), "utf8")).claims).toHaveLength(1);
    },
  );

  test("is done without where it cannot be written", async () => {
    chmodSync(join(folder, "node_modules"), 0o500);
    expect((await run("a.md")).status).toBe(1);
    chmodSync(join(folder, "node_modules"), 0o700);
  });
});
