import { createRequire } from "node:module";
import type { View } from "vega";
import type { TopLevelSpec } from "vega-lite";

const require = createRequire(import.meta.url);

/** A Vega-Lite v5 specification, with its data inline. */
export interface VegaLiteSpec {
  readonly $schema: string;
  readonly [property: string]: unknown;
}

/**
 * Draws a specification as SVG text, without a browser and at once: Vega's own `toSVG` gives a promise, but a cell's
 * output has to be whole when the cell ends, on every kernel.
 */
export function renderSvg(spec: VegaLiteSpec): string {
  const vega = require("vega") as typeof import("vega") & { SVGStringRenderer: new (loader: unknown) => Renderer };
  const { compile } = require("vega-lite") as typeof import("vega-lite");
  // VegaLiteSpec stands for Vega-Lite's own type, which would weigh on every cell that imports us.
  const { spec: compiled } = compile(spec as unknown as TopLevelSpec);
  const view = new vega.View(vega.parse(compiled), {
    renderer: "none",
    logLevel: vega.Error,
  }).run() as unknown as LaidOut; // Private fields, as LaidOut says.
  const { left, right, top, bottom } = view.padding() as { left: number; right: number; top: number; bottom: number };
  const svg = new vega.SVGStringRenderer(view.loader())
    .initialize(null, Math.ceil(view._viewWidth + left + right), Math.ceil(view._viewHeight + top + bottom), [
      left + view._origin[0],
      top + view._origin[1],
    ])
    .background(view.background())
    .render(view.scenegraph().root)
    .svg();
  view.finalize();
  return svg;
}

/** Turns SVG text into the bytes of a PNG at twice its size, with a font of our own so that no machine lacks one. */
export function renderPng(svg: string): Uint8Array {
  const { Resvg } = require("@resvg/resvg-js") as typeof import("@resvg/resvg-js");
  const family = "DejaVu Sans";
  const files = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"];
  return new Resvg(svg, {
    fitTo: { mode: "zoom", value: 2 },
    font: {
      fontFiles: files.map((file) => require.resolve(`dejavu-fonts-ttf/ttf/${file}`)),
      loadSystemFonts: false,
      defaultFontFamily: family,
      sansSerifFamily: family,
    },
  })
    .render()
    .asPng();
}

/**
 * A Vega expression as a function of the numbers it names, which a chart's sliders will be.
 *
 * Throws an Error that says what Vega could not read, such as a name that is none of `names`.
 */
export function expressionOf(text: string, names: readonly string[]): (values: readonly number[]) => unknown {
  const vega = require("vega") as typeof import("vega");
  const signals = names.map((name) => ({ name, value: 1 }));
  const view = new vega.View(vega.parse({ signals: [...signals, { name: "result_", update: text }] }), {
    renderer: "none",
    logLevel: vega.None,
  });
  return (values) => {
    for (const [i, name] of names.entries()) view.signal(name, values[i]);
    return view.run().signal("result_");
  };
}

/** Everything that Vega-Lite and Vega say is wrong with a specification: it is compiled, and run once. */
export function faultsOf(spec: VegaLiteSpec): string[] {
  const vega = require("vega") as typeof import("vega");
  const { compile } = require("vega-lite") as typeof import("vega-lite");
  const faults: string[] = [];
  const note = (...words: readonly unknown[]) => {
    faults.push(words.map((word) => (word instanceof Error ? word.message : String(word))).join(" "));
    return logger;
  };
  const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
  try {
    // Whether it is a specification is what is found out here, and of a logger less is called than its type asks for.
    const { spec: compiled } = compile(spec as unknown as TopLevelSpec, { logger: logger as never });
    new vega.View(vega.parse(compiled), { renderer: "none", logger: logger as never, logLevel: vega.Warn })
      .run()
      .finalize();
  } catch (error) {
    note(error);
  }
  // A brush listens to the window, which is there where the chart is shown.
  return faults.filter((fault) => fault !== "Can not resolve event source: window");
}

/** What Vega keeps of a layout in private fields; package.json pins its version for their sake. */
interface LaidOut extends Omit<View, "scenegraph"> {
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  readonly _origin: [number, number];
  scenegraph(): { readonly root: unknown };
}

/** Vega's renderer to text, which its types leave out. */
interface Renderer {
  initialize(element: null, width: number, height: number, origin: [number, number]): Renderer;
  background(color: unknown): Renderer;
  render(scene: unknown): Renderer;
  svg(): string;
}
