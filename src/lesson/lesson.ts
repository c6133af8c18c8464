/** What a lesson says of itself, read from the cells of its notebook. */
import { type Cell, isCode, joined, type Notebook } from "../notebook/notebook.js";

/** The Markdown cells that every lesson has, by id, in this order; others may stand between them. */
export const sections = [
  "title",
  "formula",
  "by-hand",
  "in-code",
  "verified",
  "plotted",
  "goes-wrong",
  "exercise",
  "solution",
  "reading",
] as const;

export interface Lesson {
  /** The title, which asks one thing. */
  readonly question: string;
  /** How long it takes to teach. */
  readonly minutes: number;
  /** About how many seconds its cells run. */
  readonly seconds: number;
  /** What a reader has to know before, as the end of a sentence that begins with "You need". */
  readonly needs: string;
  /** The fields of work that its examples are taken from. */
  readonly fields: readonly string[];
  /** The technical terms that it explains, which are the words set in bold, in order. */
  readonly terms: readonly string[];
}

/** An exercise as a lesson puts it. */
export interface LessonExercise {
  /** The name that `check` takes. */
  readonly id: string;
  /** The cell that asks, the one that is answered in, and the one with a solution. */
  readonly question: Cell;
  readonly answer: Cell;
  readonly solution: Cell;
}

const opening =
  /\*\*You need\*\* (?<needs>.+?)\. +\*\*Time\*\* (?<minutes>\d+) minutes; the cells run in about (?<seconds>\d+) s\.(?: +\*\*Field\*\* (?<fields>.+?)\.)?\s*$/s;

/**
 * Reads a lesson from its notebook.
 *
 * Throws a TypeError that says what its title cell lacks.
 */
export function readLesson(notebook: Notebook): Lesson {
  const title = joined(cellCalled(notebook, "title").source);
  const question = /^# (.+\?)\n/.exec(title)?.[1];
  if (question === undefined) throw new TypeError("the title cell does not begin with a line `# Question?`");
  const { needs, minutes, seconds, fields } = opening.exec(title)?.groups ?? {};
  if (needs === undefined) {
    const form = "**You need** …. **Time** N minutes; the cells run in about N s.";
    throw new TypeError(`the title cell does not end with a paragraph \`${form}\``);
  }
  return {
    question,
    minutes: Number(minutes),
    seconds: Number(seconds),
    needs: needs.replaceAll("\n", " "),
    fields: fields?.split(/, (?:and )?| and /) ?? [],
    terms: termsOf(notebook),
  };
}

/** The cell of a notebook that has an id. Throws a TypeError where there is none. */
export function cellCalled({ cells }: Notebook, id: string): Cell {
  const found = cells.find((cell) => cell.id === id);
  if (found) return found;
  throw new TypeError(`there is no cell with the id ${id}`);
}

const openingWords = new Set(["You need", "Time", "Field"]);

function termsOf({ cells }: Notebook): string[] {
  const prose = cells.filter((cell) => cell.cell_type === "markdown").map(({ source }) => withoutCode(joined(source)));
  const bold = prose.flatMap((text) => [...text.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, words]) => words!));
  return bold.filter((words) => !openingWords.has(words)).map((words) => words.replace(/[.,:;]$/, ""));
}

function withoutCode(text: string): string {
  return text.replace(/```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$/gs, " ");
}

/**
 * The exercises of a lesson, in order.
 *
 * Throws a TypeError where one has no cell to answer in, or no solution, or these are not checked as one exercise.
 */
export function exercisesOf(notebook: Notebook): LessonExercise[] {
  const questions = notebook.cells.filter(({ id }) => /^exercise(-\d+)?$/.test(id ?? ""));
  return questions.map((question) => {
    const which = question.id!.replace("exercise", "");
    const answer = cellCalled(notebook, `exercise${which}-cell`);
    const solution = cellCalled(notebook, `solution${which}-cell`);
    const [id, other] = [answer, solution].map(checkedIn);
    if (id === undefined || id !== other) {
      throw new TypeError(`${answer.id} and ${solution.id} do not both end with a check of the same exercise`);
    }
    return { id, question, answer, solution };
  });
}

/** The exercise that a cell asks to be checked in its last line. */
function checkedIn(cell: Cell): string | undefined {
  const last = isCode(cell) ? joined(cell.source).trimEnd().split("\n").at(-1) : "";
  return /^display\(await check\("([\w-]+)", \w+\)\);$/.exec(last!)?.[1];
}
