import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { root } from "../../kernel-setup/root.mjs";

const screenshots = path.join(root, "tests", "browser", "screenshots");

/** Starts the Chromium of this machine, headless; a superuser's runs without its sandbox, which it refuses to a superuser. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Writes a notebook of these cells for the kernel `workings`; gives its name. */
export function writeNotebook(folder: string, name: string, sources: readonly string[]): string {
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const metadata = {
    kernelspec: { name: "workings", display_name: "TypeScript (Workings)", language: "typescript" },
    language_info: { name: "typescript" },
  };
  const file = `${name}.ipynb`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, file), JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
  return file;
}

/** Settings under which JupyterLab's theme is the system's, light or dark; gives the environment that names them. */
export function followSystemTheme(folder: string): Record<string, string> {
  const plugin = path.join(folder, "@jupyterlab", "apputils-extension");
  mkdirSync(plugin, { recursive: true });
  writeFileSync(path.join(plugin, "themes.jupyterlab-settings"), JSON.stringify({ "adaptive-theme": true }));
  return { JUPYTERLAB_SETTINGS_DIR: folder };
}

/** A notebook open in JupyterLab, worked as a person does: by its menus, its buttons and its cells. */
export class OpenNotebook {
  readonly page: Page;
  readonly cells: Locator;
  /** The drawings of JupyterLab's own Vega-Lite renderer. */
  readonly charts: Locator;
  readonly #panel: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.#panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)");
    this.cells = this.#panel.locator(".jp-CodeCell");
    this.charts = this.#panel.locator(".jp-RenderedVegaLite canvas.marks");
  }

  /** Opens a notebook of JupyterLab's folder and waits until its kernel is idle. */
  static async open(browser: Browser, lab: URL, notebook: string): Promise<OpenNotebook> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    const url = new URL(`/lab/tree/${notebook}`, lab);
    url.search = `${lab.search}&reset`;
    await page.goto(url.href);
    const open = new OpenNotebook(page);
    await open.kernelIs("Idle");
    return open;
  }

  async menu(menu: string, item: string): Promise<void> {
    await this.page.locator(".lm-MenuBar-itemLabel", { hasText: new RegExp(`^${menu}$`) }).click();
    await this.page.locator(".lm-Menu-itemLabel", { hasText: new RegExp(`^${item}$`) }).click();
  }

  /** Waits until the status bar says so of the kernel: `Idle`, `Busy`. */
  async kernelIs(status: "Idle" | "Busy"): Promise<void> {
    await this.page
      .locator("#jp-main-statusbar")
      .getByText(new RegExp(`\\| ${status}$`))
      .waitFor();
  }

  /** Runs one cell with Shift+Enter. */
  async runCell(index: number): Promise<void> {
    await this.cells.nth(index).locator(".cm-content").click();
    await this.page.keyboard.press("Shift+Enter");
  }

  /** Waits until a cell has run: its prompt shows a number. */
  async hasRun(index: number, timeout = 30_000): Promise<void> {
    await this.cells
      .nth(index)
      .locator(".jp-InputPrompt", { hasText: /^\[\d+\]:$/ })
      .waitFor({ timeout });
  }

  /** Has the system be light or dark, and waits until JupyterLab is. */
  async setTheme(theme: "light" | "dark"): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme });
    await this.page.locator(`body[data-jp-theme-light="${theme === "light"}"]`).waitFor({ state: "attached" });
  }

  /** The outputs that JupyterLab draws from a MIME type. */
  outputs(mimeType: string): Locator {
    return this.#panel.locator(`.jp-OutputArea-output[data-mime-type="${mimeType}"]`);
  }

  /** The colour of a word in the cells' code. */
  colourOf(word: string): Promise<string> {
    const text = this.cells.locator(".cm-line").getByText(word, { exact: true });
    return text.first().evaluate((element) => getComputedStyle(element).color);
  }

  /** Presses the toolbar's stop button. */
  async stop(): Promise<void> {
    await this.#panel.locator('[data-jp-item-name="interrupt"]').click();
  }

  /** Takes a picture of the first chart among the cells around it. */
  async picture(file: string): Promise<void> {
    await this.page.setViewportSize({ width: 1280, height: 860 });
    await this.charts.first().evaluate((element) => element.scrollIntoView({ block: "end" }));
    await this.page.screenshot({ path: file });
  }

  /** A picture of all cells, down to the last. */
  async wholeScreenshot(name: string): Promise<void> {
    const viewport = { width: 1280, height: 14_000 };
    await this.page.setViewportSize(viewport);
    await this.#panel.locator(".jp-WindowedPanel-outer").evaluate((element) => element.scrollTo(0, 0));
    const last = await this.#panel.locator(".jp-Cell").last().boundingBox();
    const height = Math.min(viewport.height, last ? last.y + last.height + 20 : viewport.height);
    const file = path.join(screenshots, `${name}.png`);
    await this.page.screenshot({ path: file, clip: { x: 0, y: 0, width: viewport.width, height } });
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  }
}
