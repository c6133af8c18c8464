import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Chart } from "../../src/plot/chart.js";

/** A chart as a reader has it before them: what it draws after sliders were moved. */
export function opened(chart: Chart) {
  const { spec } = compile(chart.spec as unknown as TopLevelSpec);
  const view = new View(parse(spec), { renderer: "none" }).run();
  return {
    move: (slider: string, value: number | boolean) => void view.signal(slider, value).run(),
    /** The rows that have a field, as they are drawn: after all transforms. */
    rows: (field: string) => {
      const all = spec.data!.map(({ name }) => (view.data(name) ?? []) as Readonly<Record<string, number>>[]);
      return all.findLast((rows) => rows.some((row) => field in row))!;
    },
    all: () => spec.data!.map(({ name }) => (view.data(name) ?? []) as Readonly<Record<string, number>>[]),
    domain: (scale: string) =>
      (view as unknown as { scale(name: string): { domain(): number[] } }).scale(scale).domain(),
    signal: (name: string) => view.signal(name) as unknown,
    subtitle: async () =>
      /class="mark-text role-title-subtitle"[\s\S]*?<text[^>]*>([^<]*)</.exec(await view.toSVG())![1],
    title: async () => /class="mark-text role-title-text"[\s\S]*?<text[^>]*>([^<]*)</.exec(await view.toSVG())![1],
  };
}
