import { rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../../kernel-setup/browser.mjs";
import { root } from "../../kernel-setup/root.mjs";
import { JupyterServer } from "../setup/jupyter-server.js";
import { launch, OpenNotebook, writeNotebook } from "./jupyterlab.js";

const executable = findBrowser();

const sources = [
  `import { display, slider } from "workings";
const depth = slider({ label: "depth", min: 0, max: 20, value: 3 });
depth`,
  `const say = (value: number) => display("depth is " + value, { id: "said", update: value !== 3 });
say(depth.value);
depth.onChange(say);`,
  "depth.value * 2",
  "depth.value = 11; undefined",
];

describe.skipIf(!executable && !process.env.CI)("a slider in JupyterLab", () => {
  const folder = path.join(root, ".setup", "browser-slider");
  let server: JupyterServer;
  let browser: Browser;

  beforeAll(async () => {
    if (!executable) throw new Error("no browser: install Chromium or Chrome, or name it in CHROMIUM");
    rmSync(folder, { recursive: true, force: true });
    writeNotebook(folder, "slider", sources);
    server = await JupyterServer.start(root, {}, [`--ServerApp.root_dir=${folder}`]);
    browser = await launch(executable);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("moved by the person, it changes what other outputs show and what the next cell reads", async () => {
    const notebook = await OpenNotebook.open(browser, server.url, "slider.ipynb");
    const run = async (cell: number) => {
      await notebook.runCell(cell);
      await notebook.hasRun(cell);
    };
    await run(0);
    await run(1);
    const widget = notebook.cells.nth(0).locator(".widget-slider");
    const readout = widget.locator(".widget-readout");
    const said = notebook.cells.nth(1).locator(".jp-OutputArea-output");
    await expect.poll(() => readout.textContent()).toBe("3");
    await expect.poll(() => widget.locator(".widget-label").textContent()).toBe("depth");

    await widget.locator(".noUi-handle").focus();
    for (let i = 0; i < 4; i++) await notebook.page.keyboard.press("ArrowRight");
    await expect.poll(() => said.textContent()).toContain("depth is 7");
    await run(2);
    const result = notebook.cells.nth(2).locator(".jp-OutputArea-output");
    await expect.poll(() => result.textContent()).toContain("14");

    await run(3);
    await expect.poll(() => readout.textContent()).toBe("11");
    await notebook.screenshot("slider");
    await notebook.page.close();
  });

  test("a page that is loaded anew finds it where it stands", async () => {
    const notebook = await OpenNotebook.open(browser, server.url, "slider.ipynb");
    await notebook.runCell(0);
    await notebook.hasRun(0);
    const page = notebook.page;
    const readout = () => notebook.cells.nth(0).locator(".widget-readout").textContent();
    await notebook.cells.nth(0).locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(readout).toBe("4");
    await notebook.menu("File", "Save Notebook");
    await expect.poll(() => page.locator(".jp-mod-dirty").count()).toBe(0);
    await page.reload();
    await notebook.kernelIs("Idle");
    await expect.poll(readout, { timeout: 30_000 }).toBe("4");
    await page.close();
  });
});
