import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { check } from "../../src/cli/check.js";

const folder = mkdtempSync(join(tmpdir(), "workings-check-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const right = file("right.md", "$1 + 1 = 2$");
const wrong = file("wrong.md", "$1 + 1 = 3$");

async function run(args: readonly string[], input = "", isTTY = false) {
  let [stdout, stderr] = ["", ""];
  const status = await check(args, {
    stdin: (async function* () {
      yield Buffer.from(input);
    })(),
    stdout: { write: (text) => (stdout += text), isTTY },
    stderr: { write: (text) => (stderr += text) },
  });
  return { status, stdout, stderr };
}

vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
vi.stubEnv("NO_COLOR", "");

describe("workings check", () => {
  test("ends with 0 where nothing is wrong and 1 where something is", async () => {
    expect(await run([right])).toEqual({
      status: 0,
      stdout: `${right}: 1 statement, 1 judged: 1 confirmed\n`,
      stderr: "",
    });
    expect((await run([wrong])).status).toBe(1);
    expect((await run([right, wrong])).status).toBe(1);
    expect((await run([file("imprecise.md", "$\\frac{2}{3} = 0.67$")])).status).toBe(0);
  });

  test("reads standard input", async () => {
    const { status, stdout } = await run(["-"], "$1 + 1 = 3$");
    expect(status).toBe(1);
    expect(stdout).toContain("-:1:2: wrong");
  });

  test("writes JSON of all files at once", async () => {
    const { stdout, status } = await run(["--format", "json", right, wrong]);
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(report.files.map(({ path }: { path: string }) => path)).toEqual([right, wrong]);
    expect(report.files[1].claims[0].verdict).toBe("wrong");
  });

  test("uses colour on a terminal only", async () => {
    expect((await run([wrong])).stdout).not.toContain("\u001b[");
    expect((await run([wrong], "", true)).stdout).toContain("\u001b[");
    vi.stubEnv("NO_COLOR", "1");
    expect((await run([wrong], "", true)).stdout).not.toContain("\u001b[");
    vi.stubEnv("NO_COLOR", "");
  });

  test.each([
    [[join(folder, "none.md")], `${join(folder, "none.md")} does not exist`],
    [[join(folder, "none/*.md")], `${join(folder, "none/*.md")} matches no files`],
    [[file("binary.md", new Uint8Array([36, 0, 36]))], `${join(folder, "binary.md")} is not a text: it has NUL bytes`],
    [[file("latin1.md", new Uint8Array([0x24, 0xe9, 0x24]))], `${join(folder, "latin1.md")} is not a text in UTF-8`],
    [[right, "--format", "xml"], "--format is pretty, json, jsonl, sarif or github but xml was given"],
    [["--fixx", right], "there is no option --fixx; did you mean --fix?"],
    [["--fix", "-"], "--fix is for files, not for standard input"],
    [["--jobs", "0", right], "--jobs is a whole number from 1 but 0 was given"],
    [["--explain", "a.md"], "--explain is FILE:LINE or FILE:LINE:COLUMN but a.md was given"],
    [[], "no file is given; see workings check --help"],
  ])("ends with 2 and one plain line (case %#)", async (args, message) => {
    expect(await run(args)).toEqual({ status: 2, stdout: "", stderr: `workings check: ${message}\n` });
  });

  test("checks the other files where one cannot be read, and ends with 2", async () => {
    const none = join(folder, "none.md");
    const { status, stdout, stderr } = await run(["--format", "json", none, wrong, file("bad.ipynb", "{")]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).files.map(({ path }: { path: string }) => path)).toEqual([wrong]);
    expect(stderr).toMatch(
      /^workings check: .*none\.md does not exist\nworkings check: .*bad\.ipynb is not a notebook: .*\n$/,
    );
  });

  test("takes standard input for what it is called", async () => {
    const notebook = JSON.stringify({ cells: [{ cell_type: "markdown", source: "a\n$1 + 1 = 3$" }] });
    const { status, stdout } = await run(["--stdin-name", "a b.ipynb", "-"], notebook);
    expect(status).toBe(1);
    expect(stdout).toContain("a b.ipynb:cells[0]:2:2: wrong");
  });

  test("says how much was checked of several files together, and of each only what is not right", async () => {
    const { stdout } = await run([right, wrong, file("none.md", "nothing"), file("open.md", "$g(1) = 2$")]);
    expect(stdout).toBe(`${wrong}:1:2: wrong: the value is 2
1 | $1 + 1 = 3$
  |          ^ 2
  = read as 1 + 1

4 files: 3 statements, 2 judged: 1 confirmed, 1 wrong, 1 unchecked
  1 unchecked: g is not a known function (${join(folder, "open.md")}:1)
`);
  });

  test("counts imprecise numbers as errors where it is to be strict", async () => {
    const imprecise = file("imprecise.md", "$\\frac{2}{3} = 0.67$");
    expect((await run([imprecise])).status).toBe(0);
    expect((await run(["--strict", imprecise])).status).toBe(1);
  });

  test("explains itself", async () => {
    const { status, stdout } = await run(["--help"]);
    expect(status).toBe(0);
    expect(stdout).toContain("Usage: workings check");
  });

  test("takes a file with Windows line endings and a byte order mark", async () => {
    const { stdout, status } = await run([file("windows.md", "\ufeff# Title\r\n\r\n$$1 + 1 = 3$$\r\n")]);
    expect(status).toBe(1);
    expect(stdout).toContain("windows.md:3:3: wrong");
  });
});
