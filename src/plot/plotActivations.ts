import type { Chart } from "./chart.js";
import { type Framed, mapFrames } from "./frames.js";
import { type HeatmapOptions, type Matrix, plotHeatmap } from "./plotHeatmap.js";

export interface ActivationsOptions extends Pick<HeatmapOptions, "title" | "valueTitle"> {
  /** The class of each example: examples stand together by class, and a click on one in the legend dims the others. */
  classes?: readonly string[];
  /** What the units are called; default their numbers, from 0. */
  units?: readonly string[];
}

/**
 * Plots what the units of a layer give for each example (n, units), as a map: a row for each unit, a column for each
 * example. Frames, such as epochs, have a slider.
 *
 * Throws a RangeError where `classes` has not one entry for each example, or a number is not finite.
 */
export function plotActivations(activations: Framed<Matrix>, options: ActivationsOptions = {}): Chart {
  const { title = "What each unit answers to each example", valueTitle = "activation", classes, units } = options;
  const examples = ("of" in activations ? activations.of[0] : activations)?.length ?? 0;
  if (classes !== undefined && classes.length !== examples)
    throw new RangeError(`plotActivations: classes has ${classes.length} entries but there are ${examples} examples`);
  const order = orderOf(examples, classes);
  const transposed = mapFrames(activations, (rows: Matrix) =>
    Array.from({ length: rows[0]?.length ?? 0 }, (_, unit) => order.map((i) => rows[i]?.[unit] ?? Number.NaN)),
  );
  const sorted = classes === undefined ? {} : { classes: order.map((i) => classes[i]!) };
  const named = { columns: order.map(String), ...(units === undefined ? {} : { rows: units }) };
  const titles = { title, valueTitle, xTitle: "example", yTitle: "unit" };
  return plotHeatmap(transposed, { ...titles, ...named, ...sorted }, "plotActivations");
}

/** The examples class by class, each class in the order of the first that has it. */
function orderOf(examples: number, classes: readonly string[] | undefined): number[] {
  const order = Array.from({ length: examples }, (_, i) => i);
  if (classes === undefined) return order;
  const place = new Map([...new Set(classes)].map((name, i) => [name, i]));
  return order.sort((a, b) => place.get(classes[a]!)! - place.get(classes[b]!)!);
}
