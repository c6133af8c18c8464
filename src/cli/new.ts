import { access } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { nearest } from "../display/nearest.js";
import { newAssignment } from "../lesson/newAssignment.js";
import { newLesson } from "../lesson/newLesson.js";
import { findNotebooks, NotebookError, readNotebook, writeNotebook } from "../notebook/file.js";
import type { Notebook } from "../notebook/notebook.js";
import { readArguments, UsageError, wholeNumber } from "./arguments.js";

const usage = `Usage: workings new lesson NAME [--into FOLDER]
       workings new assignment NAME LESSON… | FOLDER… [--into FOLDER] [--points N]

Makes a notebook, NAME.ipynb, and overwrites none.

A lesson has all sections that lessons have, and runs as it is: each section says what belongs there. An assignment is a
problem set for nbgrader, made of the exercises of lessons: the students get it without the solutions, and each exercise
is graded by a cell that they cannot change.

  --into FOLDER  where to put it; here unless said otherwise
  --points N     what each exercise is worth; 1 unless said otherwise

Examples:
  workings new lesson 05-elu --into notebooks/01-activations
  workings new assignment activations notebooks/01-activations --into source/week1

Exit status: 0, or 2 if it cannot be made.
`;

const options = {
  into: { type: "string", default: "." },
  points: { type: "string" },
  help: { type: "boolean", default: false, short: "h" },
} as const;

interface Made {
  readonly notebook: Notebook;
  /** What a person does with its file next, a line each. */
  readonly next: (file: string) => readonly string[];
}

/** `workings new …`: gives the exit status. */
export async function makeNew(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = readArguments("new", args, options);
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const [kind, name, ...lessons] = positionals;
    const file = path.join(values.into, `${nameOf(kind, name)}.ipynb`);
    await requireAbsent(file);
    const points = values.points === undefined ? undefined : wholeNumber("--points", values.points, 1);
    const { notebook, next } =
      kind === "lesson" ? lesson(lessons, points) : await assignment(name!, lessons, points ?? 1);
    await writeNotebook(file, notebook);
    process.stdout.write(`${file} is made; next:\n${next(file).join("\n")}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NotebookError)) throw error;
    process.stderr.write(`workings new: ${error.message}\n`);
    return 2;
  }
}

function nameOf(kind: string | undefined, name: string | undefined): string {
  const kinds = ["lesson", "assignment"];
  if (kind === undefined)
    throw new UsageError("what to make is not said: lesson or assignment; see workings new --help");
  if (!kinds.includes(kind)) {
    const meant = nearest(kind, kinds);
    const hint = meant === undefined ? "see workings new --help" : `did you mean ${meant}?`;
    throw new UsageError(`there is no ${kind} to make; ${hint}`);
  }
  if (name === undefined) throw new UsageError(`the ${kind} has no name; see workings new --help`);
  const bare = name.replace(/\.ipynb$/, "");
  if (/[\\/]/.test(bare)) throw new UsageError(`${name} names a folder; give it with --into`);
  if (!/^[\w][\w .-]*$/u.test(bare)) throw new UsageError(`${name} is no name for a file`);
  return bare;
}

async function requireAbsent(file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw new NotebookError(`${file} is there already, and is left as it is`);
}

function lesson(others: readonly string[], points: number | undefined): Made {
  if (others.length > 0) throw new UsageError(`a lesson has one name but ${others.join(" ")} was given too`);
  if (points !== undefined) throw new UsageError("--points goes with an assignment");
  return {
    notebook: newLesson(),
    next: (file) => [
      "  put your own in the place of the sigmoid, section by section",
      `  workings run --inplace ${file}`,
      `  workings check ${file}`,
    ],
  };
}

async function assignment(name: string, targets: readonly string[], points: number): Promise<Made> {
  if (targets.length === 0) throw new UsageError("no lesson is given; see workings new --help");
  const files = (await Promise.all(targets.map(findNotebooks))).flat();
  const lessons = await Promise.all(files.map(readNotebook));
  // Each by itself first, so that what it lacks is said with its name.
  for (const [index, one] of lessons.entries()) namingFile(files[index]!, () => newAssignment(name, [one], points));
  return {
    notebook: namingFile(name, () => newAssignment(name, lessons, points)),
    next: (file) => {
      const week = path.basename(path.dirname(path.resolve(file)));
      return [`  nbgrader generate_assignment ${week}`, "  see docs/teaching.md for the course's configuration"];
    },
  };
}

/** Names the file in what is said of it. */
function namingFile<Result>(file: string, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new NotebookError(`${file}: ${error.message}`);
  }
}
