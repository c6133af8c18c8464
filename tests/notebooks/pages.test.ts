import { execFileSync } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { root } from "../../kernel-setup/root.mjs";
import { readLesson } from "../../src/lesson/lesson.js";
import { lessonFiles, notebooks, readNotebook } from "./notebook.js";
import { terms } from "./terms.js";

test("the table of lessons and the index of terms are up to date (else: npm run build && node docs/lessons.mjs)", () => {
  execFileSync(process.execPath, ["docs/lessons.mjs", "--check"], { cwd: root, stdio: "pipe" });
});

test("there is a lesson for each that the curriculum names", () => {
  expect(lessonFiles().map((file) => file.replace(".ipynb", ""))).toEqual(Object.keys(terms));
});

describe.each(lessonFiles())("%s", (file) => {
  const explained = () => readLesson(readNotebook(path.join(notebooks, file))).terms.map(plain);

  test("is among the lessons that were planned", () => {
    expect(Object.keys(terms)).toContain(file.replace(".ipynb", ""));
  });

  test("explains the article's terms that are its own", () => {
    const own = terms[file.replace(".ipynb", "")]!;
    const missing = own.filter((either) => !either.split("|").some((term) => explained().includes(plain(term))));
    expect(missing).toEqual([]);
  });

  test("explains each of its terms once", () => {
    expect(explained().filter((term, index, all) => all.indexOf(term) < index)).toEqual([]);
  });
});

/** A term without what may differ from one text to another. */
function plain(term: string): string {
  return term
    .toLowerCase()
    .replace(/is(e|ed|ation|ing)\b/g, "iz$1")
    .replace(/[-–\s]+/g, " ")
    .replace(/ies$/, "y")
    .replace(/ima$/, "imum")
    .replace(/(?<!s)s$/, "");
}
