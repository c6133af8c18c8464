import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCell } from "../../src/kernel/cell.js";
import { commandOf, commands } from "../../src/kernel/commands/table.js";
import { masked, mayHoldCommands, type Part, partsOf } from "../../src/kernel/parts.js";

const split = (text: string) => partsOf(text, (name) => commandOf(name) !== undefined);

/** What a person sees of a part. */
function seen(text: string, part: Part): string {
  if (part.kind === "question") return `${part.source ? "source" : "help"} of ${part.name}`;
  const own = text.slice(part.start, part.end).trim();
  if (part.kind === "code") return own;
  const [argument, body] = [part.argument, part.body].map(({ start, end }) => text.slice(start, end));
  return `${part.name}(${argument})${body && ` ${JSON.stringify(body)}`}`;
}

describe("a cell falls into parts", () => {
  test.each<[string, string[]]>([
    ["%npm install d3\nimport d3 from 'd3'\nd3", ["%npm(install d3)", "import d3 from 'd3'\nd3"]],
    ["  \n\t%who  ", ["%who()"]],
    ["let a = 1;\n%who\na", ["let a = 1;", "%who()", "a"]],
    ["// why\n%who\n// because", ["%who()"]],
    ["class A {}\n%who", ["class A {}", "%who()"]],
    ["import fs from 'fs'\n%who", ["import fs from 'fs'", "%who()"]],
    ["const f = () => {}\n%who", ["const f = () => {}", "%who()"]],
    ["f()\n%npm install d3", ["f()", "%npm(install d3)"]],
    ["f()\n%time await g()", ["f()", "%time(await g())"]],
    ["%foo\n", ["%foo()"]],
    ["f();\n%foo bar", ["f();", "%foo(bar)"]],
    ["%%bash\n%who\necho $((5\n% 3))\n", ['%%bash() "%who\\necho $((5\\n% 3))\\n"']],
    ["\n%%bash -e\r\nls\r\n", ['%%bash(-e) "ls\\r\\n"']],
    ["f();\n%%bash\nls", ["f();", "%%bash()", "ls"]],
    ["const j = <b>x</b>;\n%who", ["const j = <b>x</b>;", "%who()"]],
    ["name?", ["help of name"]],
    ["??tf.layers.dense", ["source of tf.layers.dense"]],
    ["let a = 1\nMath.max?\n\n", ["let a = 1", "help of Math.max"]],
    ["%npm?", ["help of %npm"]],
    ["", []],
    ["// only this", ["// only this"]],
  ])("%j", (text, parts) => {
    expect(split(text).map((part) => seen(text, part))).toEqual(parts);
  });

  test.each([
    "a\n% b",
    "a\n%b",
    "const left = total\n%time",
    "const left = total\n  %who(1)",
    "const text = `\n%who\n`",
    "/*\n%reset\n*/",
    "f(\n%who\n)",
    "[1,\n%who",
    "if (a) {\n%who\n}",
    "let x = ;\n%who",
    "a\n%c d",
    "const y = a\n  ? b\n  : c",
    "const y = a ?\n  b : c",
    "a?\nb",
    "interface A {\n  b?\n}",
    "a +\nname?",
    "100 %who",
    "%5",
    "% who",
    "%%",
  ])("%j is left to TypeScript", (text) => {
    expect(split(text)).toEqual([{ kind: "code", start: 0, end: text.length }]);
  });
});

const names = fc.constantFrom("a", "total", ...commands.map(({ name }) => name.replace(/^%+/, "")));
const operand = fc.oneof(
  names,
  names.map((name) => `${name}(1)`),
  names.map((name) => `${name}[0]`),
  fc.constantFrom("5", "(1 + 2)", "`text\n%who\n`", "/re/g.lastIndex", "`$\u007b1\n%who}`", "(a\n%time\n)"),
);
/** Line breaks, comments and blanks, between which a `%` stands as it likes. */
const gap = fc.constantFrom("", " ", "\n", "\n  ", "\n\n", " // %who\n", "/* \n%npm */");
const remainder = fc
  .array(fc.tuple(operand, gap, gap), { minLength: 1, maxLength: 4 })
  .map((steps) => steps.map(([one, before, after], i) => (i ? `${before}%${after}${one}` : one)).join(""));
const statement = fc
  .tuple(fc.constantFrom("", "const x = ", "y = ", "let z: number = ", "void "), remainder)
  .map((pieces) => pieces.join(""));
const typescript = fc
  .array(statement, { minLength: 1, maxLength: 4 })
  .map((statements) => statements.map((one, i) => one.replace(/\b[xz]\b/, `$&${i}`)).join(";\n"));

describe("whatever the cell", () => {
  test("TypeScript that is valid is one part, whatever its lines begin with", () => {
    let looked = 0;
    fc.assert(
      fc.property(typescript, (text) => {
        expect(parseCell(text).syntaxError).toBeUndefined();
        looked += Number(mayHoldCommands(text));
        expect(split(text)).toEqual([{ kind: "code", start: 0, end: text.length }]);
      }),
      { numRuns: 1000 },
    );
    expect(looked).toBeGreaterThan(300);
  });

  test("commands between statements are found, each where it stands", () => {
    const line = fc.constantFrom("%who", "  %reset", "%npm install a b", "%time f(1)", "%pwd\t", "%load 'a b.ts'");
    const piece = typescript.map((code) => `${code};`);
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, line), { minLength: 1, maxLength: 4 }), piece, (pairs, last) => {
        const text = [...pairs.flat(), last].join("\n");
        const expected = pairs.flatMap(([code, command]) => {
          const [, name, argument] = /^(%\w+)\s*(.*)$/.exec(command.trim())!;
          return [code.trim(), `${name}(${argument})`];
        });
        expect(split(text).map((part) => seen(text, part))).toEqual([...expected, last.trim()]);
      }),
    );
  });

  test("parts come in their order, and leave out nothing but blanks and comments", () => {
    const bit = fc.constantFrom(
      "%who",
      "%",
      "?",
      "a",
      "\n",
      ";",
      "`",
      "/*",
      "*/",
      "//",
      "{",
      "}",
      "(",
      ")",
      " ",
      "é😀",
      "\r\n",
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 20 }), (bits) => {
        const text = bits.join("");
        const parts = split(text);
        let at = 0;
        for (const { start, end } of parts) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(parseCell(text.slice(at, start))).toMatchObject({ body: [], syntaxError: undefined });
          at = end;
        }
        expect(parseCell(text.slice(at))).toMatchObject({ body: [], syntaxError: undefined });
      }),
      { numRuns: 1000 },
    );
  });

  test("what is masked keeps its place", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), fc.nat(), (text, one, other) => {
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b);
        const made = masked(text, [{ start, end }]);
        expect(made.length).toBe(text.length);
        expect(made.slice(start, end)).toBe(text.slice(start, end));
        expect(made.slice(0, start) + made.slice(end)).toMatch(/^[ \r\n]*$/);
        expect(made.split("\n").length).toBe(text.split("\n").length);
      }),
    );
  });
});
