import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "../../kernel-setup/root.mjs";
import { exercisesOf, readLesson, sections } from "../../src/lesson/lesson.js";
import { newAssignment } from "../../src/lesson/newAssignment.js";
import { newLesson } from "../../src/lesson/newLesson.js";
import { writeNotebook } from "../../src/notebook/file.js";
import { joined, type Notebook, parseNotebook } from "../../src/notebook/notebook.js";
import { Command } from "../setup/command.js";
import { lessonFiles, notebooks, readNotebook } from "./notebook.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-new-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command `workings` in the folder, to its end. */
async function workings(...args: string[]): Promise<{ status: number | string; output: string }> {
  const command = new Command(process.execPath, [path.join(root, "dist", "cli", "main.js"), ...args], { cwd: folder });
  const status = await command.ended;
  return { status, output: command.output };
}

const read = (name: string) => parseNotebook(readFileSync(path.join(folder, name), "utf8"));
const idsOf = ({ cells }: Notebook) => cells.map(({ id }) => id);

describe("a new lesson", () => {
  test("runs, passes the checker, and says what to do next", async () => {
    expect(await workings("new", "lesson", "05-elu", "--into", "mine")).toEqual({
      status: 0,
      output: `mine/05-elu.ipynb is made; next:
  put your own in the place of the sigmoid, section by section
  workings run --inplace mine/05-elu.ipynb
  workings check mine/05-elu.ipynb
`.replaceAll("mine/", `mine${path.sep}`),
    });
    expect(await workings("run", "--inplace", "mine/05-elu.ipynb")).toMatchObject({ status: 0 });
    const { status, output } = await workings("check", "mine/05-elu.ipynb");
    expect([status, output]).toEqual([0, expect.stringContaining("7 confirmed")]);
    const marks = read("mine/05-elu.ipynb").cells.filter(({ id }) => /^(exercise|solution)-cell$/.test(id!));
    const told = marks.map(({ outputs }) =>
      joined((outputs![0] as { data: Record<string, unknown> }).data["text/plain"]),
    );
    expect(told).toEqual([expect.stringMatching(/^missing: /), "correct"]);
  });

  test("has the sections of a lesson, its table of facts, and a place for each cell on the slides", () => {
    const notebook = newLesson();
    const prose = notebook.cells.filter(({ cell_type }) => cell_type === "markdown").map(({ id }) => id);
    expect(prose).toEqual(sections);
    expect(readLesson(notebook)).toMatchObject({ minutes: 20, terms: ["sigmoid"] });
    expect(exercisesOf(notebook)).toMatchObject([{ id: "sigmoid" }]);
    expect(notebook.cells.every(({ metadata }) => "slideshow" in metadata)).toBe(true);
    expect(notebook.cells.length).toBeGreaterThanOrEqual(15);
  });

  test("overwrites nothing", async () => {
    writeFileSync(path.join(folder, "05-elu.ipynb"), "mine");
    expect(await workings("new", "lesson", "05-elu")).toEqual({
      status: 2,
      output: "workings new: 05-elu.ipynb is there already, and is left as it is\n",
    });
    expect(readFileSync(path.join(folder, "05-elu.ipynb"), "utf8")).toBe("mine");
  });
});

describe("a new assignment", () => {
  test("holds the questions, and the solutions where nbgrader cuts them out", async () => {
    await workings("new", "lesson", "elu");
    const made = await workings("new", "assignment", "first", "elu.ipynb", "--into", "source/week1", "--points", "2");
    expect(made.output).toContain("  nbgrader generate_assignment week1\n");
    const notebook = read("source/week1/first.ipynb");
    expect(idsOf(notebook)).toEqual(["title", "imports", "sigmoid-question", "sigmoid-answer", "sigmoid-graded"]);
    const [, imports, , answer, graded] = notebook.cells.map(({ source }) => joined(source));
    expect(imports).toBe('import { check, display, grade } from "workings";');
    expect(answer).toBe(`let answer: number | undefined;
// answer = …
// BEGIN SOLUTION
// Turn the formula round: p = 1 / (1 + exp(-x)) gives x = ln(p / (1 - p)), with p = 0.9.
const solution = Math.log(0.9 / (1 - 0.9));
answer = solution;
// END SOLUTION
display(await check("sigmoid", answer));`);
    expect(graded).toContain('// BEGIN HIDDEN TESTS\nawait grade("sigmoid", answer);\n// END HIDDEN TESTS');
    expect(notebook.cells.at(-1)!.metadata.nbgrader).toEqual({
      grade: true,
      grade_id: "sigmoid-graded",
      locked: true,
      points: 2,
      schema_version: 3,
      solution: false,
      task: false,
    });
  });

  test("imports what the solutions of a lesson name", async () => {
    const lesson = newLesson();
    const [imports, solution] = ["imports", "solution-cell"].map((id) => lesson.cells.find((cell) => cell.id === id)!);
    imports!.source = `import * as fs from "node:fs";
import { check, display, logit as inverse, sigmoid } from "workings";
import { join } from "node:path";`;
    solution!.source = `const solution = inverse(0.9) + 0 * join(String(fs.constants.F_OK)).length;
display(await check("sigmoid", solution));`;
    writeFileSync(path.join(folder, "own.ipynb"), JSON.stringify(lesson));
    expect(await workings("new", "assignment", "first", "own.ipynb")).toMatchObject({ status: 0 });
    expect(idsOf(read("first.ipynb")).slice(0, 3)).toEqual(["title", "imports", "sigmoid-imports"]);
    expect(joined(read("first.ipynb").cells[2]!.source)).toBe(`import * as fs from "node:fs";
import { logit as inverse } from "workings";
import { join } from "node:path";`);
    expect(await workings("run", "first.ipynb")).toMatchObject({ status: 0, output: "correct\ncorrect\n" });
  });
});

describe("the assignment of all lessons' exercises", () => {
  const lessons = lessonFiles().map((file) => readNotebook(path.join(notebooks, file)));

  test("is solved by their solutions, and grading it says nothing on stderr, which nbgrader takes for a failure", async () => {
    // From here imports lead where they lead from notebooks/.
    const file = path.join(root, ".setup", "assignments", "all.ipynb");
    cpSync(path.join(notebooks, "tsconfig.json"), path.join(path.dirname(file), "tsconfig.json"));
    await writeNotebook(file, newAssignment("All", lessons, 1));
    expect(await workings("run", "--inplace", file)).toMatchObject({ status: 0 });
    const { cells } = parseNotebook(readFileSync(file, "utf8"));
    const graded = cells.filter(({ id }) => id!.endsWith("-graded"));
    expect(graded.length).toBeGreaterThanOrEqual(lessons.length);
    const outputs = graded.map(({ outputs }) => outputs!.map((one) => one.output_type));
    expect(outputs).toEqual(graded.map(() => ["execute_result"]));
  }, 600_000);
});

test("what cannot be made is said in one line, and nothing is written", async () => {
  const python = { cells: [], metadata: { kernelspec: { name: "python3" } }, nbformat: 4, nbformat_minor: 5 };
  writeFileSync(path.join(folder, "python.ipynb"), JSON.stringify(python));
  await workings("new", "lesson", "elu");
  const cases: [args: string[], words: string][] = [
    [[], "what to make is not said: lesson or assignment; see workings new --help"],
    [["lessn", "a"], "there is no lessn to make; did you mean lesson?"],
    [["lesson"], "the lesson has no name; see workings new --help"],
    [["lesson", "a/b"], "a/b names a folder; give it with --into"],
    [["lesson", "..ipynb"], "..ipynb is no name for a file"],
    [["lesson", "a", "b"], "a lesson has one name but b was given too"],
    [["lesson", "a", "--points", "1"], "--points goes with an assignment"],
    [["assignment", "a"], "no lesson is given; see workings new --help"],
    [["assignment", "a", "absent.ipynb"], "absent.ipynb does not exist"],
    [["assignment", "a", "python.ipynb"], "python.ipynb: there is no exercise: no cell has the id exercise"],
    [["assignment", "a", "elu.ipynb", "./elu.ipynb"], "a: the exercise sigmoid is asked twice"],
    [["assignment", "a", "elu.ipynb", "--points", "half"], "--points is a whole number from 1 but half was given"],
  ];
  for (const [args, words] of cases) {
    expect(await workings("new", ...args)).toEqual({ status: 2, output: `workings new: ${words}\n` });
  }
  expect(existsSync(path.join(folder, "a.ipynb"))).toBe(false);
});
