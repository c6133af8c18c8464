import { statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { exercisesOf, readLesson, sections } from "../../src/lesson/lesson.js";
import { type Cell, isCode, joined } from "../../src/notebook/notebook.js";
import { chartOf, lessonFiles, notebooks, readNotebook, words } from "./notebook.js";

describe.each(lessonFiles())("%s", (file) => {
  const notebook = readNotebook(path.join(notebooks, file));
  const { cells } = notebook;
  const ids = cells.map(({ id }) => id!);
  const code = cells.filter(isCode);
  const prose = cells.filter(({ cell_type }) => cell_type === "markdown");
  const called = (list: readonly Cell[]) => list.map(({ id }) => id);

  test("asks a question, and says what it needs and how long it takes", () => {
    const { minutes, seconds } = readLesson(notebook);
    expect(minutes).toBeGreaterThanOrEqual(15);
    expect(minutes).toBeLessThanOrEqual(45);
    expect(seconds).toBeLessThanOrEqual(30);
  });

  test("has the sections of a lesson in their order, each behind a heading", () => {
    const found = called(prose).filter((id) => (sections as readonly (string | undefined)[]).includes(id));
    expect(found).toEqual(sections);
    const headed = prose.filter((cell) => found.includes(cell.id) && cell.id !== "title" && cell.id !== "solution");
    expect(called(headed.filter(({ source }) => !/^## \S/.test(joined(source))))).toEqual([]);
  });

  test("has 15 to 25 cells, none of them empty, and no id twice", () => {
    expect(cells.length).toBeGreaterThanOrEqual(15);
    expect(cells.length).toBeLessThanOrEqual(25);
    expect(called(cells.filter(({ source }) => joined(source).trim() === ""))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("says in at most 90 words, and in at most 12 lines of code, what a cell says", () => {
    const wordy = prose.map(({ id, source }) => [id, words(joined(source))] as const).filter(([, count]) => count > 90);
    const long = code.map(({ id, source }) => [id, joined(source).split("\n").length] as const);
    expect([wordy, long.filter(([, lines]) => lines > 12)]).toEqual([[], []]);
  });

  test("neither shouts nor calls anything simple", () => {
    const faults = prose.filter(({ source }) => {
      const text = joined(source).replace(/```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$/gs, "");
      return /\w!(?!\w)|\b(simply|obviously|clearly|of course|trivial(ly)?)\b/i.test(text.replace(/!\[/g, ""));
    });
    expect(called(faults)).toEqual([]);
  });

  test("is a file of at most 1.5 MB", () => {
    expect(statSync(path.join(notebooks, file)).size).toBeLessThanOrEqual(1.5e6);
  });

  test("folds its solutions, which are notes, behind its exercises", () => {
    for (const { question, answer, solution } of exercisesOf(notebook)) {
      expect(ids.indexOf(answer.id!)).toBe(ids.indexOf(question.id!) + 1);
      expect(solution.metadata.jupyter).toEqual({ source_hidden: true, outputs_hidden: true });
      expect(ids[ids.indexOf(solution.id!) - 1]).toBe(solution.id!.replace("-cell", ""));
    }
  });

  describe("as slides", () => {
    const slideOf = ({ metadata }: Cell) => (metadata.slideshow as { slide_type?: string } | undefined)?.slide_type;
    const types = new Set(["slide", "subslide", "fragment", "skip", "notes", "-"]);

    test("has a place for every cell", () => {
      expect(called(cells.filter((cell) => !types.has(slideOf(cell) ?? "none")))).toEqual([]);
    });

    test("begins one with the question, the formula, the plot and what goes wrong", () => {
      const begins = ["title", "formula", "plotted", "goes-wrong"];
      expect(called(cells.filter((cell) => begins.includes(cell.id!) && slideOf(cell) !== "slide"))).toEqual([]);
    });

    test("shows what is worked by hand bit by bit, and what is solved to who speaks", () => {
      const wanted = (id: string) =>
        id === "by-hand" ? "fragment" : /^solution(-\d+)?(-cell)?$/.test(id) ? "notes" : undefined;
      const other = cells.filter((cell) => (wanted(cell.id!) ?? slideOf(cell)) !== slideOf(cell));
      expect(called(other)).toEqual([]);
    });

    test("shows charts, and leaves imports and long code out", () => {
      const isShown = (cell: Cell) => !["skip", "notes"].includes(slideOf(cell) ?? "");
      const hasChart = (cell: Cell) => (cell.outputs ?? []).some((output) => chartOf(output) !== undefined);
      const long = (cell: Cell) => joined(cell.source).split("\n").length > 8;
      expect(called(code.filter((cell) => hasChart(cell) && !isShown(cell)))).toEqual([]);
      const skipped = code.filter((cell) => cell.id === "imports" || (long(cell) && !hasChart(cell)));
      expect(called(skipped.filter(isShown))).toEqual([]);
    });
  });

  describe("as it is kept", () => {
    test("was run from top to bottom", () => {
      expect(code.map(({ execution_count }) => execution_count)).toEqual(code.map((_, index) => index + 1));
    });

    test("has no errors, and nothing on stderr", () => {
      const outputs = code.flatMap(({ id, outputs }) => outputs.map((output) => ({ id, ...output })));
      const bad = outputs.filter((one) => one.output_type === "error" || ("name" in one && one.name === "stderr"));
      expect(bad).toEqual([]);
    });

    test("asks for our kernel and highlights TypeScript", () => {
      expect(notebook.metadata.kernelspec).toMatchObject({ name: "workings" });
      expect(notebook.metadata.language_info).toMatchObject({ name: "typescript" });
    });
  });
});
