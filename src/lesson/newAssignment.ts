import { parseSync } from "oxc-parser";
import { type Cell, joined, type Notebook } from "../notebook/notebook.js";
import { codeCell, markdownCell, notebookOf } from "./cells.js";
import { cellCalled, exercisesOf, type LessonExercise } from "./lesson.js";

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
    locked("imports", codeCell("imports", "-", importsFor(exercises, lessons))),
    ...exercises.flatMap((exercise) => cellsOf(exercise, points)),
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

/** The imports of the lessons that the exercises name, each name once, and those that grading takes. */
function importsFor(exercises: readonly LessonExercise[], lessons: readonly Notebook[]): string {
  const cells = exercises.flatMap(({ answer, solution }) => [answer, solution]);
  const text = cells.map(({ source }) => joined(source).replace(/"[^"\n]*"/g, "")).join();
  const used = (name: string) => new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(text);
  const lines = lessons.flatMap((lesson) => importsOf(joined(cellCalled(lesson, "imports").source)));
  const named = new Map([["workings", new Set(["check", "display", "grade"])]]);
  const whole = new Set<string>();
  for (const { from, written } of lines.filter(({ name }) => used(name))) {
    if (!written.startsWith("{")) whole.add(`import ${written} from "${from}";`);
    else named.set(from, (named.get(from) ?? new Set()).add(written.slice(2, -2)));
  }
  const lists = [...named].map(([from, names]) => `import { ${[...names].sort().join(", ")} } from "${from}";`);
  return [...whole, ...lists].join("\n");
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
