import { Chart } from "./chart.js";
import { type Framed, framed, packed, reelOf, titled } from "./frames.js";
import { shorten } from "./plane.js";
import { extent } from "./steadyDomain.js";
import { palette } from "./style.js";

export interface HistogramOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** Into how many equal intervals the axis is cut; default 30. */
  bins?: number;
  /** Ends of the horizontal axis; default the least and the greatest number of all. */
  domain?: readonly [number, number];
  xTitle?: string;
}

type Numbers = ArrayLike<number>;

/**
 * Plots how numbers are spread, as the share that lies in each of equal intervals; several sets under names one below the
 * other, on one axis, such as the gradients of each layer. Frames, such as epochs, have a slider.
 *
 * Throws a RangeError where a set is empty or a number is not finite.
 */
export function plotHistogram(
  subject: Framed<Numbers | Readonly<Record<string, Numbers>>>,
  options: HistogramOptions = {},
): Chart {
  const { title = "How the numbers are spread", bins = 30, xTitle = "value" } = options;
  const reel = reelOf("plotHistogram", subject);
  const frames = reel.all.map(setsOf);
  const names = Object.keys(frames[0]!);
  const all = frames.flatMap((sets) => names.map((name) => ({ name, numbers: Array.from(sets[name] ?? []) })));
  for (const { name, numbers } of all) {
    const whose = name === "" ? "" : ` of ${JSON.stringify(name)}`;
    if (numbers.length === 0) throw new RangeError(`plotHistogram: there is no number${whose} to plot`);
    const strange = numbers.find((one) => !Number.isFinite(one));
    if (strange !== undefined) throw new RangeError(`plotHistogram: a number${whose} is ${strange}`);
  }
  const [low, high] = options.domain ?? apart(extent(all.flatMap(({ numbers }) => extent(numbers))));
  const rows = frames.map((sets) =>
    names.flatMap((name) => {
      const numbers = Array.from(sets[name]!);
      const counts = countsIn(numbers, low, high, bins);
      const edge = (i: number) => shorten(low + ((high - low) * i) / bins);
      return counts.map((count, i) => ({
        set: name,
        from: edge(i),
        to: edge(i + 1),
        count,
        share: count / numbers.length,
      }));
    }),
  );
  const isOne = names.length === 1;
  const height = isOne ? 260 : Math.max(60, Math.min(140, 420 / names.length));
  return new Chart(`${title}: ${frames[0]![names[0]!]!.length} numbers${isOne ? "" : ` of ${names.join(", ")} each`}`, {
    title: titled(title, reel),
    ...framed(reel),
    ...packed("plotHistogram", reel, rows),
    width: 480,
    height,
    mark: { type: "bar", color: palette[0], stroke: "white", strokeWidth: 0.5 },
    encoding: {
      x: {
        field: "from",
        type: "quantitative",
        title: xTitle,
        bin: { binned: true },
        scale: { domain: [low, high] },
        axis: { tickCount: 8 },
      },
      x2: { field: "to" },
      y: {
        field: "share",
        type: "quantitative",
        title: "share",
        axis: { format: "%", tickCount: isOne ? 6 : 3 },
        scale: { domain: [0, Math.max(...rows.flat().map(({ share }) => share))], nice: true },
      },
      ...(isOne
        ? {}
        : {
            row: {
              field: "set",
              type: "nominal",
              sort: null,
              title: null,
              header: { labelAngle: 0, labelAlign: "left" },
              spacing: 8,
            },
          }),
      tooltip: ["from", "to", "count", "share"].map((field) => ({ field, type: "quantitative" })),
    },
  });
}

function setsOf(subject: Numbers | Readonly<Record<string, Numbers>>): Readonly<Record<string, Numbers>> {
  return typeof (subject as Numbers).length === "number"
    ? { "": subject as Numbers }
    : (subject as Readonly<Record<string, Numbers>>);
}

function countsIn(numbers: readonly number[], low: number, high: number, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const number of numbers) {
    const place = Math.min(bins - 1, Math.floor(((number - low) / (high - low)) * bins));
    if (number >= low && number <= high) counts[place]! += 1;
  }
  return counts;
}

/** The ends of an axis, which are apart even where all numbers are the same. */
function apart([low, high]: readonly [number, number]): [number, number] {
  return low < high ? [low, high] : [low - 0.5, low + 0.5];
}
