import { Chart } from "./chart.js";
import { type Plane, shorten, tileCentres, tileLayer } from "./plane.js";
import { palette } from "./style.js";

export interface DecisionRegionsOptions extends Plane {
  /** The classes, in the order of their probabilities. */
  labels: readonly string[];
  /** Examples to draw over the regions, each with the class it truly has. */
  points?: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  title?: string;
}

/**
 * Plots which class a classifier gives each place of a plane: paler where it is less sure.
 *
 * `probabilities` takes places (n, 2) and returns the probability of each class (n, k). Throws a RangeError when it
 * returns another number of rows, or of classes than there are labels.
 */
export function plotDecisionRegions(
  probabilities: (places: [number, number][]) => readonly (readonly number[])[],
  options: DecisionRegionsOptions,
): Chart {
  const { labels, points = [], title = "What the model would call each place" } = options;
  const places = tileCentres(options);
  const rows = probabilities(places);
  if (rows.length !== places.length)
    throw new RangeError(`plotDecisionRegions: probabilities has ${rows.length} rows for ${places.length} places`);
  const facts = rows.map((row) => {
    if (row.length !== labels.length)
      throw new RangeError(`plotDecisionRegions: labels has ${labels.length} entries but a row has ${row.length}`);
    const probability = Math.max(...row);
    return { class: labels[row.indexOf(probability)], probability: shorten(probability) };
  });
  const color = { type: "nominal", title: null, scale: { domain: labels, range: palette.slice(0, labels.length) } };
  return new Chart(`${title}: ${labels.join(", ")} over ${options.xTitle ?? "x"} and ${options.yTitle ?? "y"}`, {
    title,
    width: 420,
    height: 320,
    layer: [
      tileLayer(options, facts, {
        color: { field: "class", ...color },
        opacity: {
          field: "probability",
          type: "quantitative",
          legend: null,
          scale: { domain: [1 / labels.length, 1], range: [0.05, 0.4] },
        },
      }),
      {
        data: { values: points },
        mark: { type: "point", filled: true, size: 55, opacity: 1, stroke: "white", strokeWidth: 0.8, tooltip: true },
        encoding: {
          x: { field: "x", type: "quantitative" },
          y: { field: "y", type: "quantitative" },
          color: { field: "label", ...color },
          shape: { field: "label", type: "nominal", title: null, scale: { domain: labels } },
        },
      },
    ],
  });
}
