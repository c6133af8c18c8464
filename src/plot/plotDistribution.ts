import { mean } from "../formulas/index.js";
import { Chart } from "./chart.js";
import { type Framed, framed, packed, reelOf, titled } from "./frames.js";
import { shorten } from "./plane.js";
import { quantile } from "./quantile.js";
import { extent } from "./steadyDomain.js";
import { palette } from "./style.js";

export interface DistributionOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  xTitle?: string;
  /** What has the names; default "runs". */
  yTitle?: string;
  /** Ends of the horizontal axis; default the least and the greatest number of all. */
  domain?: readonly [number, number];
  /** An upright line to compare with, such as a baseline's result. */
  reference?: { readonly at: number; readonly label: string };
}

type Runs = Readonly<Record<string, readonly number[]>>;

const rowHeight = 64;
/** Into how many places the axis is cut that dots stand at, where numbers are not whole. */
const places = 80;

/**
 * Plots the results of repeated runs as dots, a row for each thing under its name, with their mean and the interval that
 * the middle 95 % of them lie in. Whole numbers, such as k right of 30, are stacked where they are. Frames have a slider.
 *
 * Throws a RangeError where a row has no run or a number is not finite.
 */
export function plotDistribution(runs: Framed<Runs>, options: DistributionOptions = {}): Chart {
  const { title = "Results of repeated runs", xTitle = "result", yTitle = "runs", reference } = options;
  const reel = reelOf("plotDistribution", runs);
  const names = Object.keys(reel.all[0]!);
  if (names.length === 0) throw new RangeError("plotDistribution: there is no run to plot");
  const all = reel.all.flatMap((frame) => names.flatMap((name) => checked(name, frame[name])));
  const isWhole = all.every(Number.isInteger);
  const [low, high] = extent([...all, ...(reference === undefined ? [] : [reference.at])]);
  const margin = isWhole ? 0.5 : (high - low) * 0.03 || 0.5;
  const domain = options.domain ?? [low - margin, high + margin];
  const width = (domain[1] - domain[0]) / places;
  const stacks = reel.all.map((frame) => names.flatMap((name) => stacked(name, frame[name]!, isWhole ? 1 : width)));
  const tallest = Math.max(...stacks.flat().map(({ stack }) => Math.abs(stack))) * 2 + 1;
  const size = Math.max(28, Math.min(50, (rowHeight / tallest) ** 2));
  const summaries = reel.all.map((frame) => names.map((name) => summary(name, frame[name]!)));
  const shown = summaries[reel.opening]!.map(({ name, mean }) => `${name} ${shorten(mean)}`);
  const y = {
    field: "name",
    type: "nominal",
    sort: names,
    title: yTitle,
    axis: { ticks: false, domain: false, labelLimit: 220 },
  };
  const reach = Math.max(tallest, 8) / 2;
  return new Chart(`${title}: means ${shown.join(", ")}`, {
    title: titled(title, reel, "dot: a run; upright line: their mean; bar: the middle 95 % of them"),
    width: 420,
    height: rowHeight * names.length,
    ...framed(reel),
    encoding: { y },
    layer: [
      {
        ...packed("plotDistribution", reel, summaries),
        layer: [
          {
            mark: { type: "rule", strokeWidth: rowHeight * 0.7, color: "#888", opacity: 0.18 },
            encoding: { x: measured("low", xTitle, domain), x2: { field: "high" } },
          },
          {
            mark: { type: "tick", color: "#222", thickness: 2, size: rowHeight * 0.8 },
            encoding: { x: measured("mean", xTitle, domain) },
          },
          {
            mark: { type: "text", align: "left", x: "width", dx: 8, fontSize: 11 },
            encoding: { text: { field: "words", type: "nominal" } },
          },
        ],
      },
      ...(reference === undefined ? [] : [referenceLayer(reference, xTitle, domain)]),
      {
        ...packed("plotDistribution", reel, stacks),
        mark: { type: "point", filled: true, size, opacity: 0.75, color: palette[0], tooltip: true },
        encoding: {
          x: measured("result", xTitle, domain),
          yOffset: { field: "stack", type: "quantitative", scale: { domain: [reach, -reach] } },
          tooltip: [
            { field: "name", type: "nominal", title: "of" },
            { field: "result", type: "quantitative" },
          ],
        },
      },
    ],
  });
}

function measured(field: string, title: string, domain: readonly [number, number]) {
  return {
    field,
    type: "quantitative",
    title,
    scale: { domain, nice: false, zero: false },
    axis: { labelFlush: false },
  };
}

function referenceLayer(
  { at, label }: { readonly at: number; readonly label: string },
  title: string,
  domain: readonly [number, number],
) {
  const x = measured("at", title, domain);
  return {
    data: { values: [{ at, label }] },
    layer: [
      { mark: { type: "rule", color: palette[1], strokeDash: [4, 3], strokeWidth: 1.5 }, encoding: { x, y: null } },
      {
        mark: { type: "text", color: palette[1], align: "left", baseline: "top", dx: 4, dy: 2, y: 0, fontSize: 11 },
        encoding: { x, y: null, text: { field: "label" } },
      },
    ],
  };
}

/** A dot for each run; those at one place stand on each other, evenly about the middle. */
function stacked(name: string, results: readonly number[], width: number) {
  const at = (result: number) => Math.round(result / width);
  const counts = new Map<number, number>();
  for (const result of results) counts.set(at(result), (counts.get(at(result)) ?? 0) + 1);
  const placed = new Map<number, number>();
  return results.map((result) => {
    const before = placed.get(at(result)) ?? 0;
    placed.set(at(result), before + 1);
    return { name, result, stack: before - (counts.get(at(result))! - 1) / 2 };
  });
}

function summary(name: string, results: readonly number[]) {
  const sorted = [...results].sort((a, b) => a - b);
  const [from, to] = [quantile(sorted, 0.025), quantile(sorted, 0.975)];
  // Between whole numbers there is nothing, so an end between two of them goes to the outer one.
  const [low, high] = sorted.every(Number.isInteger) ? [Math.floor(from), Math.ceil(to)] : [from, to];
  const centre = mean(results);
  const words = `${short(centre)} [${short(low)}, ${short(high)}], ${results.length} runs`;
  return { name, mean: centre, low, high, words };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function checked(name: string, results: readonly number[] | undefined): readonly number[] {
  if (results === undefined || results.length === 0) {
    throw new RangeError(`plotDistribution: there is no run of ${JSON.stringify(name)}`);
  }
  const strange = results.find((result) => !Number.isFinite(result));
  if (strange !== undefined) throw new RangeError(`plotDistribution: a run of ${JSON.stringify(name)} gave ${strange}`);
  return results;
}
