import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
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
  });

  test.each([
    [[join(folder, "none.md")], `${join(folder, "none.md")} does not exist`],
    [[folder], `${folder} is a folder, not a file`],
    [[file("binary.md", new Uint8Array([36, 0, 36]))], `${join(folder, "binary.md")} is not a text: it has NUL bytes`],
    [[file("latin1.md", new Uint8Array([0x24, 0xe9, 0x24]))], `${join(folder, "latin1.md")} is not a text in UTF-8`],
    [[right, "--format", "xml"], "--format is pretty or json but xml was given"],
    [["--fix", right], "Unknown option '--fix'; see workings check --help"],
    [[], "no file is given; see workings check --help"],
  ])("ends with 2 and one plain line (case %#)", async (args, message) => {
    expect(await run(args)).toEqual({ status: 2, stdout: "", stderr: `workings check: ${message}\n` });
  });

  test("writes nothing of the first file where the second cannot be read", async () => {
    expect((await run([wrong, join(folder, "none.md")])).stdout).toBe("");
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
