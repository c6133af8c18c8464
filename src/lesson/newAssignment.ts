import { parseSync } from "oxc-parser";
import { type Cell, isCode, joined, type Notebook } from "../notebook/notebook.js";
import { codeCell, markdownCell, notebookOf } from "./cells.js";
import { exercisesOf, type LessonExercise } from "./lesson.js";

/**
 * A problem set of the exercises of lessons, as the source that `nbgrader generate_assignment` takes: each is a question,
 * a cell to answer in whose solution the students do not get, and a locked cell that grades it.
 *
 * Throws a TypeError that says what a notebook lacks to be a lesson, and a RangeError where an exercise is asked twice.
 */
export function newAssignment(title: string, lessons: readonly Notebook[], points: number): Notebook {
  const exercises = lessons.flatMap(exercisesOf);
  if (exercises.length === 0) throw new TypeError("there is no exercise: no cell has the id exercise");
  const ids = exercises.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) throw new RangeError(`the exercise ${twice} is asked twice`);
  return notebookOf([
    locked("title", markdownCell("title", "-", `# ${title}`)),
    locked("imports", codeCell("imports", "-", 'import { check, display, grade } from "workings";')),
    ...lessons.flatMap((lesson) => [
      ...importsFor(lesson),
      ...exercisesOf(lesson).flatMap((exercise) => cellsOf(exercise, points)),
    ]),
  ]);
}

function cellsOf({ id, question, answer, solution }: LessonExercise, points: number): Cell[] {
  const text = joined(question.source).replace(/^## .*/, `## ${id}`);
  const worth = points === 1 ? "1 point" : `${points} points`;
  const graded = `// Graded, ${worth}: what the cell above leaves in \`answer\`.
// BEGIN HIDDEN TESTS
await grade("${id}", answer);
// END HIDDEN TESTS`;
  return [
    locked(`${id}-question`, markdownCell(`${id}-question`, "-", text)),
    withNbgrader(codeCell(`${id}-answer`, "-", answered(answer, solution)), {
      solution: true,
      grade_id: `${id}-answer`,
    }),
    withNbgrader(codeCell(`${id}-graded`, "-", graded), {
      grade: true,
      locked: true,
      points,
      grade_id: `${id}-graded`,
    }),
  ];
}

/** What a reader fills in, with the solution in its place between the marks that nbgrader cuts at. */
function answered(answer: Cell, solution: Cell): string {
  const given = linesOf(answer);
  const worked = linesOf(solution).slice(0, -1);
  const marked = ["// BEGIN SOLUTION", ...worked, "answer = solution;", "// END SOLUTION"];
  return [...given.slice(0, -1), ...marked, ...given.slice(-1)].join("\n");
}

function linesOf(cell: Cell): string[] {
  return joined(cell.source).trimEnd().split("\n");
}

function locked(id: string, cell: Cell): Cell {
  return withNbgrader(cell, { locked: true, grade_id: id });
}

/** Metadata of nbgrader's schema 3. */
function withNbgrader(cell: Cell, fields: Record<string, unknown>): Cell {
  const nbgrader = { grade: false, solution: false, locked: false, task: false, schema_version: 3, ...fields };
  return { ...cell, metadata: { nbgrader } };
}

/** The names that a check takes, which all exercises have. */
const given = new Set(["check", "display", "grade"]);

/** A cell of those imports of a lesson that its exercises name, where there are any. */
function importsFor(lesson: Notebook): Cell[] {
  const exercises = exercisesOf(lesson);
  const asked = exercises.flatMap(({ answer, solution }) => [answer, solution]);
  const text = asked.map(({ source }) => joined(source).replace(/"[^"\n]*"|\/\/.*/g, "")).join("\n");
  const isUsed = (name: string) => new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(text);
  const all = lesson.cells.filter(isCode).flatMap(({ source }) => importsOf(joined(source)));
  const used = all.filter(({ name }) => isUsed(name) && !given.has(name));
  if (used.length === 0) return [];
  const lines = used.map(({ written, from }) => `import ${written} from "${from}";`);
  const id = `${exercises[0]!.id}-imports`;
  return [locked(id, codeCell(id, "-", lines.join("\n")))];
}

interface Import {
  readonly from: string;
  /** The name that the cells know it by. */
  readonly name: string;
  /** As it stands between `import` and `from`: `{ a as b }`, `* as b`, `b`. */
  readonly written: string;
}

function importsOf(source: string): Import[] {
  const { module } = parseSync("imports.ts", source, { lang: "ts", sourceType: "module" });
  return module.staticImports.flatMap(({ moduleRequest, entries }) =>
    entries.map(({ importName, localName }) => {
      const name = localName.value;
      const plain = importName.name === name ? name : `${importName.name} as ${name}`;
      const written = { Name: `{ ${plain} }`, NamespaceObject: `* as ${name}`, Default: name }[importName.kind];
      return { from: moduleRequest.value, name, written };
    }),
  );
}
