import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jupyterFolders, pythonOf } from "../../kernel-setup/jupyterlab.mjs";
import { root } from "../../kernel-setup/root.mjs";
import type { Cell } from "../../src/notebook/notebook.js";
import { Command } from "../setup/command.js";
import { chartOf, lessonFiles, notebooks, readNotebook } from "./notebook.js";

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-slides-"));
  const files = lessonFiles().map((file) => path.join(notebooks, file));
  const args = ["-m", "jupyter", "nbconvert", "--to", "slides", "--output-dir", folder, ...files];
  const convert = new Command(pythonOf(root), args, { cwd: root, env: jupyterFolders(root) });
  if ((await convert.ended) !== 0) throw new Error(convert.output);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(lessonFiles())("the slides of %s", (file) => {
  const { cells } = readNotebook(path.join(notebooks, file));
  const page = () => readFileSync(path.join(folder, `${path.basename(file, ".ipynb")}.slides.html`), "utf8");
  const typed = (...types: string[]) => cells.filter((cell) => types.includes(slideType(cell)));
  const count = (pattern: RegExp) => page().match(pattern)?.length ?? 0;

  test("are as many as the cells say, and what comes bit by bit does", () => {
    expect(typed("slide").length).toBeGreaterThanOrEqual(4);
    // A slide is a section of sections, one below another.
    expect(count(/<section>/g)).toBe(2 * typed("slide").length + typed("subslide").length);
    expect(count(/<div class="fragment">/g)).toBe(typed("fragment").length);
    expect(count(/<aside class="notes">/g)).toBe(typed("notes").length);
  });

  test("show each chart as a picture", () => {
    const charts = typed("slide", "subslide", "fragment", "-").flatMap(({ outputs = [] }) => outputs.filter(chartOf));
    expect(charts.length).toBeGreaterThan(0);
    expect(count(/<div class="[^"]*jp-RenderedImage[^"]*|<div class="[^"]*jp-RenderedSVG[^"]*/g)).toBe(charts.length);
  });
});

function slideType({ metadata }: Cell): string {
  return (metadata.slideshow as { slide_type?: string } | undefined)?.slide_type ?? "-";
}
