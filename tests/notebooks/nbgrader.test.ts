import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jupyterFolders, pythonOf } from "../../kernel-setup/jupyterlab.mjs";
import { canRunNbgrader, nbgraderFolders } from "../../kernel-setup/nbgrader.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { joined, parseNotebook } from "../../src/notebook/notebook.js";
import { Command } from "../setup/command.js";

let course: string;

/** Runs a command in the course's folder; throws an Error with what it printed unless it succeeds. */
async function run(file: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const command = new Command(file, args, { cwd: course, env });
  const status = await command.ended;
  if (status !== 0) throw new Error(`${args.join(" ")}: ${status}\n${command.output}`);
  return command.output;
}

const workings = (...args: string[]) => run(process.execPath, [path.join(root, "dist", "cli", "main.js"), ...args]);
const nbgrader = (...args: string[]) =>
  run(pythonOf(root), ["-m", "nbgrader", ...args], { ...jupyterFolders(root), ...nbgraderFolders(root) });

const released = () => parseNotebook(readFileSync(path.join(course, "release", "week1", "first.ipynb"), "utf8"));

/** Hands in the assignment with this in the place of the answer. */
function submit(student: string, answer: string): void {
  const notebook = released();
  const cell = notebook.cells.find(({ id }) => id === "sigmoid-answer")!;
  cell.source = joined(cell.source).replace("// your answer here", answer);
  const folder = path.join(course, "submitted", student, "week1");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "first.ipynb"), JSON.stringify(notebook));
}

if (canRunNbgrader(root) || process.env.CI) describe("a course with nbgrader", gradesCourses);
else {
  // There is no nbgrader for Python 3.10; a machine that tests what is to be merged has a newer one.
  test("a course cannot be graded on this Python, for which there is no nbgrader", async () => {
    const command = new Command(pythonOf(root), ["-m", "nbgrader", "--version"], {
      cwd: root,
      env: nbgraderFolders(root),
    });
    expect(await command.ended).not.toBe(0);
  });
}

function gradesCourses(): void {
  beforeAll(async () => {
    course = mkdtempSync(path.join(tmpdir(), "workings-course-"));
    cpSync(path.join(root, "docs", "teaching", "nbgrader_config.py"), path.join(course, "nbgrader_config.py"));
    await workings("new", "lesson", "sigmoid");
    await workings("new", "assignment", "first", "sigmoid.ipynb", "--into", "source/week1", "--points", "2");
    await nbgrader("generate_assignment", "week1");
  });
  afterAll(() => rmSync(course, { recursive: true, force: true }));

  test("gives the students the questions without the solutions", () => {
    const [, , question, answer, graded] = released().cells.map(({ source }) => joined(source));
    expect(question).toMatch(/^## sigmoid\n/);
    expect(answer).toBe(`let answer: number | undefined;
// answer = …
// your answer here
display(await check("sigmoid", answer));`);
    expect(graded).toBe("// Graded, 2 points: what the cell above leaves in `answer`.");
  });

  test("grades a right answer with its points, and a wrong, an empty and a broken one with none", async () => {
    submit("right", "answer = 2.1972;");
    submit("wrong", "answer = 9;");
    submit("empty", "// your answer here");
    submit("broken", "answer = ;");
    await nbgrader("autograde", "week1");
    await nbgrader("export");
    const [head, ...rows] = readFileSync(path.join(course, "grades.csv"), "utf8").trim().split(/\r?\n/);
    const columns = ["student_id", "score", "max_score"].map((name) => head!.split(",").indexOf(name));
    const scores = rows.map((row) => columns.map((column) => row.split(",")[column]));
    expect(scores.toSorted()).toEqual([
      ["broken", "0.0", "2.0"],
      ["empty", "0.0", "2.0"],
      ["right", "2.0", "2.0"],
      ["wrong", "0.0", "2.0"],
    ]);
  });

  test("tells who was wrong what went wrong", async () => {
    await nbgrader("generate_feedback", "week1");
    const feedback = readFileSync(path.join(course, "feedback", "wrong", "week1", "first.html"), "utf8");
    expect(feedback).toContain("almost: these are the odds; the score is their logarithm");
  });
}
