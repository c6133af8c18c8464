import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/kernel/commands/table.js";
import { Client } from "./client.js";
import { allGone } from "./processes.js";

let kernel: Client;
let folder: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "workings-commands-")));
  mkdirSync(join(folder, "inner"));
  writeFileSync(join(folder, "lesson.ts"), "const σ = 1;\n");
  kernel = await Client.start({ folder });
});
afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true });
});

const shown = (outputs: readonly { content: { data?: Record<string, string> } }[], mime = "text/plain") =>
  outputs.map(({ content }) => content.data?.[mime]);

describe("%time", () => {
  test.each([
    ["%time 2 + 3", "5"],
    ["%time await new Promise((go) => setTimeout(() => go(6), 5))", "6"],
    ["%time new Promise((go) => setTimeout(() => go(7), 5))", "7"],
    ["%%time\nconst timed = 8;\n\ntimed", "8"],
    ["const before = 4;\n%time before * 2", "8"],
  ])("%j prints the time, then shows the value", async (code, value) => {
    const { outputs, stdout, result } = await kernel.execute(code);
    expect(stdout).toMatch(/^Wall time: \d+(\.\d+)? (ns|µs|ms|s)\n$/);
    expect(outputs.map(({ type }) => type)).toEqual(["stream", "execute_result"]);
    expect(result).toBe(value);
  });

  test("counts what a promise takes, wherever its line stands", async () => {
    const { stdout } = await kernel.execute("%time new Promise((go) => setTimeout(go, 50))\n1");
    expect(Number(/: ([\d.]+) ms/.exec(stdout)![1])).toBeGreaterThanOrEqual(49);
  });

  test("keeps what its code declares, and shows no value but the last of a cell", async () => {
    const { result, outputs } = await kernel.execute("%time let kept = [1, 2]\nkept.push(3);\nkept.length");
    expect(result).toBe("3");
    expect(outputs.map(({ type }) => type)).toEqual(["stream", "execute_result"]);
    const twice = await kernel.execute("%time kept\n%time kept.length;");
    expect(twice.outputs.map(({ type }) => type)).toEqual(["stream", "stream", "execute_result"]);
  });

  test("without code says so", async () => {
    expect((await kernel.execute("%time")).reply.evalue).toContain("%time: there is no code in its line");
    expect((await kernel.execute("%%time f()\ng()")).reply.evalue).toContain(
      "%%time: the code stands in the lines below",
    );
  });
});

describe("errors in a cell with commands have their place in the cell", () => {
  test("of types: what stands above has been run, and the error says so", async () => {
    const { reply, stdout } = await kernel.execute("%pwd\nconst a: number = 1;\n\nconst b: string = a;");
    expect(stdout).toBe(`${folder}\n`);
    expect(stripVTControlCharacters(reply.traceback.join("\n"))).toBe(
      [
        `cell ${reply.execution_count}, line 4`,
        "   4 | const b: string = a;",
        "     |       ^",
        "TS2322: Type 'number' is not assignable to type 'string'.",
        "What stands above was run, and nothing from there on.",
      ].join("\n"),
    );
  });

  test("of types in the line of a command", async () => {
    const { reply } = await kernel.execute("%time  'a'.nope");
    expect(stripVTControlCharacters(reply.traceback.join("\n"))).toContain(
      "   1 | %time  'a'.nope\n     |            ^^^^\nTS2339: Property 'nope' does not exist on type '\"a\"'.\nNothing of the cell",
    );
  });

  test("thrown: frames of each piece, and no part below runs", async () => {
    const { reply, stdout } = await kernel.execute(
      "interface Unused {\n  x: number\n}\nfunction deep() {\n  throw new Error('deep')\n}\n%pwd\n\nlet b = 1;\ndeep();\n%pwd",
    );
    const cell = reply.execution_count;
    expect(reply.traceback.join("\n")).toBe(
      `Error: deep\n    at deep (cell ${cell}, line 5)\n    at cell ${cell}, line 10`,
    );
    expect(stdout).toBe(`${folder}\n`);
  });

  test("where a line that looks like a command is a remainder, it says how to make it one", async () => {
    const { reply } = await kernel.execute("const x = 5\n%who");
    expect(reply.traceback.join("\n")).toContain("If %who is meant as a command, end the line above with a semicolon");
    expect((await kernel.execute("const who = 3; const y = 5\n%who\ny")).reply.status).toBe("ok");
    expect((await kernel.execute("y")).result).toBe("2");
  });
});

test.each([
  ["%nmp install d3", "there is no command %nmp: did you mean %npm? %help lists all commands"],
  ["%bash", "there is no command %bash: did you mean %%bash? %help lists all commands"],
  ["%sudo", "there is no command %sudo: %help lists all commands"],
  ["f();\n%quickref now", "there is no command %quickref: %help lists all commands"],
  ["1;\n%%bash\nls", "%%bash: it takes a whole cell, and has to stand in its first line"],
  ["%help %whom", "there is no command %whom: did you mean %who? %help lists all commands"],
])("%j: one sentence", async (code, words) => {
  await kernel.execute("function f() {}");
  const { reply, outputs } = await kernel.execute(code);
  expect(reply).toMatchObject({ status: "error", ename: "CommandError", evalue: words });
  expect(outputs.filter(({ type }) => type === "error")).toHaveLength(1);
});

describe("%who", () => {
  test("lists the names of the session with their types", async () => {
    const own = await Client.start();
    expect((await own.execute("%who")).stdout).toBe("no cell has declared a name yet\n");
    await own.execute("import { basename } from 'node:path'; type Pair<T> = [T, T]; let n = 1; class C {}");
    await own.execute("const n = 'text'; function twice(x: number) { return 2 * x }\n%who\n");
    const { outputs } = await own.execute("%who");
    const [text] = shown(outputs);
    const rows = text!.split("\n").map((line) => line.trim().split(/\s{2,}/));
    expect(rows).toEqual([
      ["kind", "type"],
      ["basename", "variable", "(path: string, suffix?: string | undefi…"],
      ["C", "class", "typeof C"],
      ["n", "variable", '"text"'],
      ["Pair", "type", "Pair<T>"],
      ["twice", "function", "(x: number) => number"],
    ]);
    await own.execute("let either: 'a' | `b$\u007bnumber}` = 'a'");
    const markdown = shown((await own.execute("%who")).outputs, "text/markdown")[0]!;
    expect(markdown).toContain("| `twice` | function | `(x: number) => number` |");
    expect(markdown).toContain('| `either` | variable | `` "a" \\| `b$\u007bnumber}` `` |\n');
    await own.stop();
  });
});

describe("%reset", () => {
  test("makes a fresh world, in which the numbers of the cells go on", async () => {
    const own = await Client.start();
    await own.execute("let gone = 1; (globalThis as any).left = 1; process.chdir('/'); setInterval(() => {}, 10)");
    const { reply, outputs } = await own.execute("gone;\n%reset\nconst fresh = 'left' in globalThis\nfresh");
    expect([reply.status, reply.execution_count]).toEqual(["ok", 2]);
    expect(shown(outputs)).toEqual(["false"]);
    expect((await own.execute("gone")).reply.evalue).toContain("Cannot find name 'gone'");
    expect((await own.execute("[fresh, process.cwd()]")).result).toBe(`[ false, '${realpathSync(own.folder)}' ]`);
    expect((await own.execute("1")).reply.execution_count).toBe(5);
    await own.stop();
  });
});

describe("%%bash", () => {
  /** A script that lasts, with something of its own in the background that does not listen to signals. */
  const lasting = "%%bash\ntrap '' INT\n(trap '' INT TERM; sleep 1000) &\necho $$ $!\nsleep 1000";

  async function begin(client: Client) {
    const id = client.send("execute_request", { code: lasting });
    const executed = client.executed(id);
    const { content } = await client.output(id, "stream");
    return { executed, processes: content.text.trim().split(" ").map(Number) as number[] };
  }

  test("shows what is printed, by stream, while the script runs", async () => {
    execFileSync("mkfifo", [join(folder, "gate")]);
    const code = "%%bash\necho first\nread -r line < gate\necho $line >&2\necho last";
    const id = kernel.send("execute_request", { code });
    const executed = kernel.executed(id);
    expect((await kernel.output(id, "stream")).content).toEqual({ name: "stdout", text: "first\n" });
    expect((await kernel.request("is_complete_request", { code: "1" })).content.status).toBe("complete");
    expect((await kernel.request("complete_request", { code: "Math.fl", cursor_pos: 7 })).content.matches).toContain(
      "floor",
    );
    await writeFile(join(folder, "gate"), "from the test\n");
    const { stdout, stderr, reply } = await executed;
    expect([stdout, stderr, reply.status]).toEqual(["first\nlast\n", "from the test\n", "ok"]);
    rmSync(join(folder, "gate"));
  });

  test("runs where the cells run, and with their environment", async () => {
    await kernel.execute("process.env.MARK = 'µ'; process.chdir('inner')");
    expect((await kernel.execute("%%bash\npwd; echo $MARK")).stdout).toBe(`${join(folder, "inner")}\nµ\n`);
    expect((await kernel.execute("%cd ..\n%pwd")).stdout).toBe(`${folder}\n${folder}\n`);
  });

  test.each([
    ["%%bash\necho all; false", "all\n", "%%bash: the script ended with exit status 1"],
    ["%%bash -e\nfalse\necho never", "", "%%bash: the script ended with exit status 1"],
    ["%%bash\nkill -TERM $$", "", "%%bash: the script was ended by SIGTERM"],
  ])("%j fails", async (code, printed, words) => {
    const { reply, stdout } = await kernel.execute(code);
    expect(stdout).toBe(printed);
    expect(reply).toMatchObject({ status: "error", evalue: words });
  });

  test("is stopped by an interrupt, with all that it has started", async () => {
    const { executed, processes } = await begin(kernel);
    await kernel.request("interrupt_request", {}, "control");
    expect((await executed).reply).toMatchObject({ ename: "Interrupted" });
    await allGone(processes);
    expect((await kernel.execute("1")).result).toBe("1");
  });

  test.each([
    ["is shut down", (client: Client) => void client.send("shutdown_request", {}, "control")],
    ["is killed", (client: Client) => void client.process.kill("SIGKILL")],
  ])("leaves nothing when the kernel %s", async (_, end) => {
    const own = await Client.start();
    const { processes } = await begin(own);
    end(own);
    await own.ended();
    await allGone(processes);
    await own.stop();
  });
});

describe("%load", () => {
  test("puts a file in place of the cell", async () => {
    const { reply, outputs } = await kernel.execute("%load 'lesson.ts'");
    const text = "// %load 'lesson.ts'\nconst σ = 1;\n";
    expect(reply.payload).toEqual([{ source: "set_next_input", text, replace: true }]);
    expect(outputs).toEqual([]);
  });

  test.each([
    ["%load missing.ts", () => `%load: there is no file ${join(folder, "missing.ts")}`],
    ["%load", () => "%load: name one file, in quotes if it has spaces"],
    ["%load a b", () => "%load: name one file, in quotes if it has spaces"],
    ["%load inner", () => "%load: EISDIR: illegal operation on a directory, read"],
    [`%load ${process.execPath}`, () => `%load: ${process.execPath} is no text`],
  ])("%s says what is wrong", async (code, words) => {
    expect((await kernel.execute(code)).reply.evalue).toBe(words());
  });
});

test("what cells print later is theirs, also after a command has looked where they are", async () => {
  const id = kernel.send("execute_request", { code: "setTimeout(() => process.exit(1), 500);\n%pwd" });
  const told = kernel.next((_, one) => one.parent.msg_id === id && one.content.name === "stderr");
  expect((await kernel.executed(id)).reply.status).toBe("ok");
  expect((await told).content.text).toContain("process.exit(1) was called");
});

test("%cd goes to a folder, home and back, and says where there is none", async () => {
  expect((await kernel.execute("%cd inner\n%cd\n%cd ~")).stdout).toBe(
    `${join(folder, "inner")}\n${folder}\n${homedir()}\n`,
  );
  expect((await kernel.execute("%cd\n%cd nowhere")).reply.evalue).toContain("no such file or directory");
  expect((await kernel.execute("process.cwd()")).result).toBe(`'${folder}'`);
});

test.each([
  ["%%html\n<b>bold</b>\n", "text/html", "<b>bold</b>\n"],
  ["%%markdown\n# Title\n$x$", "text/markdown", "# Title\n$x$"],
  ["%%latex\n\\frac{1}{2}", "text/latex", "$$\\frac{1}{2}$$"],
])("%j shows its text", async (code, mime, text) => {
  const { outputs } = await kernel.execute(code);
  expect(outputs.map(({ type }) => type)).toEqual(["display_data"]);
  expect(shown(outputs, mime)).toEqual([text]);
});

describe("%help", () => {
  test("lists every command with what it does", async () => {
    const { outputs } = await kernel.execute("%help");
    for (const mime of ["text/plain", "text/markdown"]) {
      const text = shown(outputs, mime)[0]!;
      for (const { name, summary } of commands) expect(text).toMatch(new RegExp(`${name}\\b.*${summary.slice(0, 20)}`));
    }
  });

  test.each(["%help %npm", "%help npm"])("%s tells of one", async (code) => {
    const { outputs } = await kernel.execute(code);
    expect(shown(outputs)[0]).toMatch(/^%npm install PACKAGE…\n\nInstalls packages beside the notebook/);
  });
});

describe("a last line with a question mark shows what is known in the pager", () => {
  test.each([
    ["area?", /^area: \(r: number\) => number\n\nThat of a circle\.$/],
    ["?area", /^area: /],
    ["area??", /function area\(r: number\) { return Math\.PI/],
    ["let k = 1\n Math.max? \n", /^max: \(\.\.\.values: number\[\]\) => number/],
    ["%npm?", /^%npm install/],
    ["?%%bash", /^%%bash/],
  ])("%j", async (code, words) => {
    await kernel.execute("/** That of a circle. */ function area(r: number) { return Math.PI * r ** 2 }");
    const { reply, outputs } = await kernel.execute(code);
    expect(outputs).toEqual([]);
    expect(reply.payload).toMatchObject([{ source: "page", start: 0 }]);
    expect(reply.payload[0].data["text/plain"]).toMatch(words);
  });

  test("or says that nothing is", async () => {
    const { reply, stdout } = await kernel.execute("nowhere?");
    expect([reply.status, reply.payload, stdout]).toEqual(["ok", [], "nothing is known of nowhere\n"]);
  });
});

describe("completion", () => {
  async function complete(marked: string) {
    const [before, after] = marked.split("|") as [string, string];
    const position = { code: before + after, cursor_pos: [...before].length };
    const { content } = await kernel.request("complete_request", position);
    const { matches, cursor_start, cursor_end } = content;
    return { matches, replaced: [...position.code].slice(cursor_start, cursor_end).join("") };
  }

  test.each<[string, string[], string]>([
    ["%n|", ["%npm"], "%n"],
    ["%%b|", ["%%bash"], "%%b"],
    ["%b|", ["%%bash"], "%b"],
    ["// 😀\nlet a = 1;\n  %w|", ["%who"], "%w"],
    ["let a = 1;\n%%b|", [], "%%b"],
    ["%npm i|", ["install"], "i"],
    ["%npm install i|", [], "i"],
    ["%load l|", ["lesson.ts"], "l"],
    ["%load |", ["inner/", "lesson.ts"], ""],
    ["%cd i|", ["inner/"], "i"],
    ["%help %%h|", ["%%html"], "%%h"],
    ["%npm ls\nMath.flo|", ["floor"], "flo"],
    ["%time Math.flo|", ["floor"], "flo"],
    ["%%time\nMath.flo|", ["floor"], "flo"],
    ["%%bash\nMath.flo|", [], "Math.flo"],
    ["const above = 1;\n%who\nabov|", ["above"], "abov"],
  ])("%s", async (marked, matches, replaced) => {
    expect(await complete(marked)).toEqual({ matches, replaced });
  });

  test("offers all commands after a percent sign, and none where TypeScript goes on", async () => {
    expect((await complete("%|")).matches).toEqual(commands.map(({ name }) => name));
    expect((await complete("const total = 5\n%|")).matches).toContain("total");
  });
});

test.each([
  ["%np|m install d3", /^%npm install PACKAGE/],
  ["%npm install d|3", /^%npm install PACKAGE/],
  ["%%bash|\nls", /^%%bash/],
  ["%time Math.m|ax(1)", /^max: /],
  ["%npm ls\nMath.m|ax(1)", /^max: /],
])("inspection of %j", async (marked, words) => {
  const [before, after] = marked.split("|") as [string, string];
  const place = { code: before + after, cursor_pos: before.length, detail_level: 0 };
  const { content } = await kernel.request("inspect_request", place);
  expect(content.data["text/plain"]).toMatch(words);
});

test.each([
  ["%npm install d3", "complete"],
  ["%%bash", "incomplete"],
  ["%%bash\nfor i in 1 2; do", "incomplete"],
  ["%%bash\nls\n", "incomplete"],
  ["%%bash\nls\n\n", "complete"],
  ["%%bash\nls\n  ", "complete"],
  ["%who\nfor (;;) {", "incomplete"],
  ["%who\nlet x = ;", "invalid"],
  ["%who\nf()", "complete"],
  ["f?", "complete"],
  ["const j = <b>x</b>", "complete"],
])("is_complete: %j is %s", async (code, status) => {
  expect((await kernel.request("is_complete_request", { code })).content.status).toBe(status);
});
