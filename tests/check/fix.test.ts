import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { loadChecker } from "../../src/check/checkText.js";
import { fixDocument } from "../../src/check/fixDocument.js";
import { check } from "../../src/cli/check.js";

await loadChecker();
const fixed = (text: string) => fixDocument("a.md", text, "markdown").file.text;

describe("right digits are written in place of wrong ones, and nothing else is touched", () => {
  test.each([
    ["$1 + 1 = 3$", "$1 + 1 = 2$"],
    ["\ufeffa\r\n$\\frac{2}{3} \\approx 0.66$\r\n", "\ufeffa\r\n$\\frac{2}{3} \\approx 0.67$\r\n"],
    ["$2 - 5 = −2.50$", "$2 - 5 = −3$"],
    ["$2 - 5 = 3$", "$2 - 5 = -3$"],
    ["$\\frac{1}{8} = 12.6\\%$", "$\\frac{1}{8} = 12.5\\%$"],
    ["$3 \\times 10^{4} \\cdot 2 = 7 \\times 10^{4}$", "$3 \\times 10^{4} \\cdot 2 = 6 \\times 10^{4}$"],
    // What follows from a corrected number is corrected with it.
    ["$a = 2 \\cdot 3.5 = 8$, so $a + 1 \\approx 9.0$", "$a = 2 \\cdot 3.5 = 7$, so $a + 1 \\approx 8.0$"],
    ["> $$\n> 1 + 1\n> = 3\n> $$", "> $$\n> 1 + 1\n> = 2\n> $$"],
  ])("%j", (before, after) => expect(fixed(before)).toBe(after));
});

describe("what cannot be corrected safely is left", () => {
  test.each([
    "$\\frac{2}{3} = 0.67$",
    "$\\log 100 = 2$",
    "$1 + 1 = \\frac{6}{2}$",
    "$g(1) = 3$",
    // What follows from the wrong number could not be corrected with it.
    "$a = 2 \\cdot 3 = 7$, so $a + 1 = 8$",
    "$[1, 2] + [1, 2] = [2, 5]$",
    "<!-- workings-ignore -->\n$1 + 1 = 3$",
  ])("%j", (text) => expect(fixed(text)).toBe(text));
});

test("correcting twice is correcting once, and leaves no wrong plain number", () => {
  const number = fc.integer({ min: 1, max: 999 }).map((n) => (n / 10).toFixed(1));
  const formula = fc.tuple(
    number,
    fc.constantFrom("+", "-", "\\cdot"),
    number,
    fc.constantFrom("=", "\\approx"),
    number,
  );
  fc.assert(
    fc.property(fc.array(formula, { maxLength: 8 }), (formulas) => {
      const text = formulas.map((parts) => `$${parts.join(" ")}$`).join("\n");
      const once = fixDocument("a.md", text, "markdown").file;
      expect(once.report.summary.wrong).toBe(0);
      expect(fixed(once.text)).toBe(once.text);
      expect(once.text.replace(/-?[\d.]+\$$/gm, "")).toBe(text.replace(/[\d.]+\$$/gm, ""));
    }),
    { numRuns: 100, seed: 1 },
  );
});

describe("workings check --fix", () => {
  const folder = mkdtempSync(join(tmpdir(), "workings-fix-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));

  const run = async (...args: string[]) => {
    let [stdout, stderr] = ["", ""];
    const status = await check(args, {
      stdin: (async function* () {})(),
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
    });
    return { status, stdout, stderr: stderr.replaceAll(folder, ".") };
  };

  test("writes the file where its link points, with the rights it has, and says what is left", async () => {
    const [file, link] = [join(folder, "a.md"), join(folder, "link.md")];
    writeFileSync(file, "$1 + 1 = 3$ and $\\frac{2}{3} = 0.67$", { mode: 0o640 });
    symlinkSync(file, link);
    expect(await run("--fix", link)).toMatchObject({
      status: 0,
      stderr:
        "workings check: ./link.md: 1 number corrected\n" +
        "workings check: ./link.md:1:18: left as it is: the digits are right, and = is not\n",
    });
    expect(readFileSync(file, "utf8")).toBe("$1 + 1 = 2$ and $\\frac{2}{3} = 0.67$");
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(["a.md", "link.md"]);
  });

  test("keeps the layout of a notebook, byte for byte", async () => {
    const source = '["# \\u00dcber \\"x\\"\\n",\t"$1 +\\t1 = 3$, \\u0024\\\\frac{2}{3} \\\\approx 0.66$" ]';
    const text = `\ufeff{\r\n "cells" : [ {"cell_type":"markdown","source":${source}}],"nbformat":4 , "metadata":{"a":1.0e2}}\r\n`;
    const file = join(folder, "a.ipynb");
    writeFileSync(file, text);
    expect((await run("--fix", file)).status).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(text.replace("= 3$", "= 2$").replace("0.66", "0.67"));
  });

  test("leaves a file alone in which there is nothing to correct", async () => {
    const file = join(folder, "right.md");
    writeFileSync(file, "$1 + 1 = 2$");
    const before = statSync(file);
    await run("--fix", file);
    expect(statSync(file).ino).toBe(before.ino);
  });
});
