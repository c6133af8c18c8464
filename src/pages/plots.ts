import { escapeHtml } from "../display/escapeHtml.js";
import type { Chart } from "../plot/chart.js";
import { renderSvg } from "../plot/render.js";
import { style } from "../plot/style.js";

/** A formula's plot as a small image for its page. */
export function plotOf({ spec, description }: Chart): string {
  return slim(renderSvg(spec), description);
}

/** The same, without words, as small as it stands in a list of many. */
export function smallPlotOf({ spec, description }: Chart): string {
  const { title: _, ...rest } = spec;
  const { color, ...axes } = rest.encoding as Readonly<Record<string, object>>;
  const config = rest.config as Readonly<Record<string, object>>;
  return slim(
    renderSvg({
      ...rest,
      $schema: spec.$schema,
      width: 140,
      height: 84,
      padding: 4,
      encoding: {
        ...Object.fromEntries(Object.entries(axes).map(([name, channel]) => [name, { ...channel, axis: null }])),
        ...(color === undefined ? {} : { color: { ...color, legend: null } }),
      },
      config: { ...config, line: { strokeWidth: 2 } },
    }),
    description,
  );
}

/** What an image on a page does not need: names for scripts and screen readers, and digits below a tenth of a pixel. */
function slim(svg: string, title: string): string {
  return svg
    .replaceAll(/ (?:class|role|aria-[a-z]+|pointer-events|stroke-miterlimit|xmlns:xlink|font-family)="[^"]*"/g, "")
    .replaceAll(/ (?:stroke-width|opacity)="1"| transform="translate\(0,0\)"/g, "")
    .replace("<svg ", `<svg font-family="${style.config.font}" `)
    .replaceAll(/<path(?: (?!d=)[a-z-]+="[^"]*")*\/>|<path[^>]* d=""[^>]*\/>/g, "")
    .replaceAll(/<[^>]*>/g, (tag) => tag.replaceAll(/\d+\.\d{2,}/g, toTenths))
    .replaceAll(/<g>\s*<\/g>/g, "")
    .replace(">", `><title>${escapeHtml(title)}</title>`);
}

function toTenths(digits: string): string {
  return String(Math.round(Number(digits) * 10) / 10);
}
