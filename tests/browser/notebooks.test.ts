import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../../kernel-setup/browser.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { codeCells, notebookFiles, notebooks, readNotebook } from "../notebooks/notebook.js";
import { JupyterServer } from "../setup/jupyter-server.js";
import { followSystemTheme, launch, OpenNotebook, writeNotebook } from "./jupyterlab.js";

const executable = findBrowser();
/** WORKINGS_SCREENSHOT=1 has the README's picture taken anew. */
const picture = path.join(root, "docs", "jupyterlab.png");
const pictured = path.join("01-activations", "01-sigmoid.ipynb");
const chart = "application/vnd.vegalite.v5+json";

/** Without a browser a person is told what to install; a machine that tests what is to be merged must have one. */
describe.skipIf(!executable && !process.env.CI)("JupyterLab in a browser", () => {
  // JupyterLab saves what it has run, so it gets a copy, from which imports lead where they lead from notebooks/.
  const folder = path.join(root, ".setup", "browser-notebooks");
  let server: JupyterServer;
  let browser: Browser;

  beforeAll(async () => {
    if (!executable) throw new Error("no browser: install Chromium or Chrome, or name it in CHROMIUM");
    rmSync(folder, { recursive: true, force: true });
    cpSync(notebooks, folder, { recursive: true });
    const settings = followSystemTheme(path.join(root, ".setup", "browser-settings"));
    server = await JupyterServer.start(root, settings, [`--ServerApp.root_dir=${folder}`]);
    browser = await launch(executable);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  describe.concurrent("runs from the menu, and draws its charts in the light and the dark theme:", () => {
    test.for(notebookFiles())("%s", async (file, { expect }) => {
      const cells = codeCells(readNotebook(path.join(folder, file)));
      const notebook = await OpenNotebook.open(browser, server.url, file);
      await notebook.menu("Edit", "Clear Outputs of All Cells");
      await notebook.menu("View", "Expand All Code");
      await notebook.menu("Run", "Run All Cells");
      for (const index of cells.keys()) await notebook.hasRun(index, 120_000);
      await notebook.kernelIs("Idle");

      expect(await notebook.outputs("application/vnd.jupyter.error").allTextContents()).toEqual([]);
      expect(await notebook.outputs("application/vnd.jupyter.stderr").allTextContents()).toEqual([]);
      const kept = cells.flatMap(({ outputs }) => outputs).filter((one) => "data" in one && chart in one.data);
      for (const theme of ["light", "dark"] as const) {
        await notebook.setTheme(theme);
        await expect.poll(() => notebook.charts.count(), { timeout: 60_000 }).toBe(kept.length);
        for (const drawing of await notebook.charts.all()) expect(await coloursIn(drawing)).toBeGreaterThan(2);
        await notebook.wholeScreenshot(`${file.replace(/^.*[\\/]/, "").replace(".ipynb", "")}-${theme}`);
      }
      if (file === pictured && process.env.WORKINGS_SCREENSHOT) await notebook.picture(picture);
      await notebook.page.close();
    });
  });

  test("TypeScript's words are told apart by colour", async () => {
    const notebook = await openWith(["const word: string = 'text';"], "highlighting");
    const colours = await Promise.all(["const", "word", "'text'"].map((word) => notebook.colourOf(word)));
    expect(new Set(colours).size).toBe(3);
    await notebook.page.close();
  });

  test("Stop ends an endless loop and keeps the variables", async () => {
    const notebook = await openWith(["let kept = 41;", "while (true) {}", "kept + 1"], "stop");
    await notebook.runCell(0);
    await notebook.hasRun(0);
    await notebook.runCell(1);
    await notebook.kernelIs("Busy");
    await notebook.stop();
    await notebook.hasRun(1);
    await notebook.runCell(2);
    await notebook.hasRun(2);
    const [answer] = await notebook.outputs("text/plain").allTextContents();
    expect(answer?.trim()).toBe("42");
    await notebook.screenshot("stop");
    await notebook.page.close();
  });

  test("commands change cells, questions are answered, and loops show how far they have come", async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "loaded.ts"), "const loaded = 5;\n");
    const loop = "import { progress } from 'workings';\nfor (const _ of progress([1, 2, 3], { label: 'Steps' }));";
    const notebook = await openWith(["%load loaded.ts", "Math.max?", loop], "commands");
    for (const index of [0, 1, 2]) {
      await notebook.runCell(index);
      await notebook.hasRun(index);
    }
    expect(await notebook.cells.nth(0).locator(".cm-line").allTextContents()).toEqual([
      "// %load loaded.ts",
      "const loaded = 5;",
      "",
    ]);
    expect(await notebook.outputs("text/markdown").allTextContents()).toEqual([
      expect.stringContaining("Returns the larger of a set of supplied numeric expressions."),
    ]);
    expect(await notebook.outputs("text/html").allTextContents()).toEqual([expect.stringMatching(/^Steps100%3\/3 · /)]);
    await notebook.screenshot("commands");
    await notebook.page.close();
  });

  /** Opens a notebook of these cells on the kernel `workings`. */
  function openWith(sources: string[], name: string): Promise<OpenNotebook> {
    return OpenNotebook.open(browser, server.url, writeNotebook(folder, name, sources));
  }
});

/** How many different colours a canvas shows: a blank one has one. */
function coloursIn(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext("2d");
    const pixels = new Uint32Array(context?.getImageData(0, 0, width, height).data.buffer ?? []);
    return new Set(pixels).size;
  });
}
