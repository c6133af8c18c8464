import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../../kernel-setup/root.mjs";
import { Command } from "./command.js";

const main = path.join(root, "dist", "cli", "main.js");
const folder = mkdtempSync(path.join(tmpdir(), "workings-check-"));
const env = { XDG_CACHE_HOME: path.join(folder, ".cache") };

afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
};

async function ended(command: string, args: string[], more: NodeJS.ProcessEnv = {}) {
  const run = new Command(command, args, { cwd: folder, env: { ...env, ...more } });
  return { status: await run.ended, output: run.output };
}

describe("many documents", () => {
  const names = Array.from({ length: 40 }, (_, i) => `many/${String(i).padStart(2, "0")}.md`);
  beforeAll(() => {
    for (const [i, name] of names.entries()) {
      put(
        name,
        `$1 + ${i} = ${i}.5$\n${"Words and more, and $\\frac{1}{3} \\approx 0.33$. ".repeat(50)}${"Words. ".repeat(3000)}`,
      );
    }
  });

  test("are checked on several threads, and reported in their order", async () => {
    const args = (...more: string[]) => [main, "check", "--no-cache", "--format", "jsonl", ...more, "many"];
    const several = await ended(process.execPath, args("--jobs", "3"));
    expect(several.status).toBe(1);
    const files = several.output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(files.map((file) => file.path)).toEqual(names);
    expect(files.map((file) => file.claims[0].computed)).toEqual(names.map((_, i) => String(i + 1)));
    expect(await ended(process.execPath, args("--jobs", "1"))).toEqual(several);
  });

  test("that are no documents do not keep the others from being checked", async () => {
    put("many/broken.ipynb", "{");
    const { status, output } = await ended(process.execPath, [main, "check", "--no-cache", "--jobs", "2", "many"]);
    expect(status).toBe(2);
    expect(output).toContain(`${path.join("many", "broken.ipynb")} is not a notebook: `);
    expect(output).toContain("40 files: 2040 statements, 2040 judged: 2000 confirmed, 40 wrong\n");
    rmSync(path.join(folder, "many", "broken.ipynb"));
  });
});

describe("--watch", () => {
  test("checks again what changes, and only that", async () => {
    put("watched/a.md", "$1 + 1 = 3$");
    put("watched/b.md", "$2 + 2 = 5$");
    put("alone.md", "$3 + 3 = 6$");
    const watching = new Command(process.execPath, [main, "check", "--watch", "watched/*.md", "alone.md"], {
      cwd: folder,
      env,
    });
    await watching.printed(/watching/);
    expect(watching.output).toContain("3 files: 3 statements, 3 judged: 1 confirmed, 2 wrong");
    put("watched/a.md", "$1 + 1 = 4$");
    await watching.printed(/a\.md:1:2: wrong.*\n.*= 4\$[\s\S]*1 statement,/);
    // Editors put another file in the place of the one that is open.
    put("saved.tmp", "$3 + 3 = 7$");
    renameSync(path.join(folder, "saved.tmp"), path.join(folder, "alone.md"));
    await watching.printed(/alone\.md:1:2: wrong/);
    put("watched/new.md", "$4 + 4 = 9$");
    await watching.printed(/watched\/new\.md:1:2: wrong/);
    expect(watching.output.match(/b\.md:1:2: wrong/g)).toHaveLength(1);
    await watching.stop("SIGINT");
  });
});

describe("the action for GitHub", () => {
  const action = parse(readFileSync(path.join(root, "action.yml"), "utf8"));
  const { run, env: given, shell } = action.runs.steps.at(-1);
  const check = (paths: string, args: string) =>
    ended(shell, ["-e", "-c", run], { ACTION: root, PATHS: paths, ARGS: args });

  test("is a composite one whose inputs are all used", () => {
    expect(action).toMatchObject({
      name: expect.any(String),
      description: expect.any(String),
      runs: { using: "composite" },
    });
    const used = [...JSON.stringify(action.runs).matchAll(/\$\{\{ inputs\.(\w+) \}\}/g)].map(([, name]) => name);
    expect(used).toEqual(Object.keys(action.inputs));
    expect(Object.keys(given)).toEqual(["ACTION", "PATHS", "ARGS"]);
    for (const step of action.runs.steps) expect("uses" in step || step.shell === "bash").toBe(true);
  });

  test("marks what is wrong in files with any name", async () => {
    put("my notes.md", "$1 + 1 = 3$");
    put("more/-b.md", "$\\frac{2}{3} = 0.67$");
    const { status, output } = await check("my notes.md\nmore/*.md\n", "");
    expect(status).toBe(1);
    expect(output).toMatch(/^::error file=my notes\.md,line=1,.*\n::warning file=more\/-b\.md,line=1,.*\n$/);
    expect((await check("more", "--strict --no-cache")).output).toMatch(/^::error file=more\/-b\.md/);
    expect((await check("more", "")).status).toBe(0);
  });

  test("installs by commands that the package has", async () => {
    const [install] = action.runs.steps.filter((step: { name?: string }) => step.name === "Install Workings");
    expect(install.run).toBe("npm ci --omit=dev --ignore-scripts && npm run build");
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(scripts).toHaveProperty("build");
  });
});

describe("the hook for pre-commit", () => {
  const hooks = parse(readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8"));

  test("has what pre-commit needs, and its command is the package's", async () => {
    expect(hooks).toEqual([
      expect.objectContaining({
        id: "workings-check",
        name: expect.any(String),
        language: "node",
        require_serial: true,
      }),
    ]);
    const [command, ...args] = hooks[0].entry.split(" ");
    const { bin } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(Object.keys(bin)).toContain(command);
    put("hook a.md", "$1 + 1 = 3$");
    const run = promisify(execFile)(process.execPath, [path.join(root, bin[command]), ...args, "hook a.md"], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    await expect(run).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining("hook a.md:1:2: wrong") });
  });
});
