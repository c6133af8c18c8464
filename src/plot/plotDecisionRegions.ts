import { Chart } from "./chart.js";
import { type Framed, framed, reelOf, titled } from "./frames.js";
import { type Plane, shorten, tileCentres, tileLayer } from "./plane.js";
import { palette } from "./style.js";

export interface DecisionRegionsOptions extends Plane {
  /** The classes, in the order of their probabilities. */
  labels: readonly string[];
  /** Examples to draw over the regions, each with the class it truly has. */
  points?: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  title?: string;
}

/** A classifier: takes places (n, 2) and returns the probability of each class (n, k). */
export type Classifier = (places: [number, number][]) => readonly (readonly number[])[];

/** How many frames a chart of so many tiles may have. */
const mostFrames = 24;

/**
 * Plots which class a classifier gives each place of a plane: paler where it is less sure. Frames, such as the classifier
 * of each epoch, have a slider.
 *
 * Throws a RangeError when `probabilities` returns another number of rows, or of classes than there are labels.
 */
export function plotDecisionRegions(probabilities: Framed<Classifier>, options: DecisionRegionsOptions): Chart {
  const { labels, points = [], title = "What the model would call each place" } = options;
  const reel = reelOf("plotDecisionRegions", probabilities);
  if (reel.all.length > mostFrames)
    throw new RangeError(
      `plotDecisionRegions: ${reel.all.length} frames are too many for a chart; take ${mostFrames} at most`,
    );
  const frames = reel.all.map((classify) => calls(classify, options));
  const facts = frames[0]!.map(({ index, probability }, i) =>
    reel.moves
      ? {
          indices: frames.map((tiles) => tiles[i]!.index),
          sure: frames.map((tiles) => Number(tiles[i]!.probability.toFixed(2))),
        }
      : { class: labels[index], probability: shorten(probability) },
  );
  const chosen = [
    { calculate: `${JSON.stringify(labels)}[datum.indices[setting]]`, as: "class" },
    { calculate: "datum.sure[setting]", as: "probability" },
  ];
  const color = { type: "nominal", title: null, scale: { domain: labels, range: palette.slice(0, labels.length) } };
  return new Chart(`${title}: ${labels.join(", ")} over ${options.xTitle ?? "x"} and ${options.yTitle ?? "y"}`, {
    title: titled(title, reel),
    ...framed(reel),
    width: 420,
    height: 320,
    layer: [
      tileLayer(
        options,
        facts,
        {
          color: { field: "class", ...color },
          opacity: {
            field: "probability",
            type: "quantitative",
            legend: null,
            scale: { domain: [1 / labels.length, 1], range: [0.05, 0.4] },
          },
        },
        reel.moves ? chosen : [],
      ),
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

/** Which class each tile is called, and with what probability. */
function calls(classify: Classifier, { labels, ...plane }: DecisionRegionsOptions) {
  const places = tileCentres(plane);
  const rows = classify(places);
  if (rows.length !== places.length)
    throw new RangeError(`plotDecisionRegions: probabilities has ${rows.length} rows for ${places.length} places`);
  return rows.map((row) => {
    if (row.length !== labels.length)
      throw new RangeError(`plotDecisionRegions: labels has ${labels.length} entries but a row has ${row.length}`);
    const probability = Math.max(...row);
    return { index: row.indexOf(probability), probability };
  });
}
