import type { MimeBundle } from "../display/mimeBundle.js";
import { displaySymbol } from "../display/mimeBundle.js";
import { renderPng, renderSvg, type VegaLiteSpec } from "./render.js";
import { style } from "./style.js";

/** A drawing of thousands of marks would make a notebook large; where it is left out, the PNG serves. */
const largestSvg = 100_000;

/**
 * A Vega-Lite chart that shows itself: interactive in JupyterLab and VS Code, as an image on GitHub and in exported
 * documents, and as its description where there is only text.
 */
export class Chart {
  readonly spec: VegaLiteSpec;
  readonly description: string;

  constructor(description: string, body: Readonly<Record<string, unknown>>) {
    this.description = description;
    this.spec = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", description, ...style, ...body };
  }

  /** The chart as SVG text. */
  toSvg(): string {
    return renderSvg(this.spec);
  }

  /** The chart as the bytes of a PNG, at twice its size in pixels. */
  toPng(): Uint8Array {
    return renderPng(this.toSvg());
  }

  [displaySymbol](): MimeBundle {
    const svg = this.toSvg();
    return {
      "application/vnd.vegalite.v5+json": this.spec,
      "image/png": Buffer.from(renderPng(svg)).toString("base64"),
      ...(svg.length > largestSvg ? {} : { "image/svg+xml": svg }),
      "text/plain": this.description,
    };
  }
}
