import { Chart } from "./chart.js";
import { namedSliders } from "./chartSliders.js";
import { shorten } from "./plane.js";
import { palette } from "./style.js";

export interface PrecisionRecallOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** Where the threshold's slider begins; default the middle score of the cases that are there. */
  threshold?: number;
  /** What a missed case and a false alarm cost: adds what 1 000 cases cost by threshold, and sliders for both. */
  costs?: { readonly missed: number; readonly alarm: number };
  /** Adds a slider of how frequent cases are among all, if they are found as well as here; default as frequent as here. */
  prevalence?: boolean;
}

const mostThresholds = 200;

/**
 * Plots precision over recall for all thresholds of an alarm, `yTrue` 1 for a case and 0 for none, with a slider that moves
 * the threshold; where costs are given, also what they come to.
 *
 * Throws a RangeError where lengths differ, a label is neither 0 nor 1, one of both is missing, or a score is not finite.
 */
export function plotPrecisionRecall(
  yTrue: ArrayLike<number>,
  scores: ArrayLike<number>,
  options: PrecisionRecallOptions = {},
): Chart {
  const { title = "What an alarm finds, and how often it is right", costs, prevalence = false } = options;
  const rows = thresholdsOf(Array.from(yTrue), Array.from(scores));
  const [cases, others] = [rows[0]!.found + rows[0]!.missed, rows[0]!.alarms + rows[0]!.quiet];
  const share = shorten(cases / (cases + others));
  const [low, high] = [rows.at(-1)!.threshold, rows[0]!.threshold];
  const middle = rows.find(({ found }) => found >= cases / 2)!.threshold;
  // A slider shows its number as it is, so its steps and its ends are round.
  const step = 10 ** Math.floor(Math.log10((high - low) / 50 || 1));
  const floor = (score: number) => shorten(Math.floor(score / step) * step);
  const { threshold = floor(middle) } = options;
  if (options.threshold !== undefined && !(low <= threshold && threshold <= high))
    throw new RangeError(
      `plotPrecisionRecall: threshold is ${threshold}, which is not between the scores ${low} and ${high}`,
    );
  const sliders = namedSliders(
    "plotPrecisionRecall",
    {
      ...(costs === undefined
        ? {}
        : {
            missed: costSlider("a missed case costs", costs.missed),
            alarm: costSlider("a false alarm costs", costs.alarm),
          }),
      ...(prevalence ? { prevalence: { values: sharesAround(share), value: share, label: "share of cases" } } : {}),
    },
    false,
  );
  const of = prevalence ? "prevalence" : `${share}`;
  const bind = { input: "range", min: floor(low), max: high, step, name: "threshold = " };
  const params = [{ name: "threshold", value: threshold, bind }, ...sliders.params];
  const chosen = [
    { filter: "datum.threshold >= threshold" },
    { joinaggregate: [{ op: "min", field: "threshold", as: "nearest" }] },
    { filter: "datum.threshold == datum.nearest" },
  ];
  const found = `datum.recall * ${of}`;
  const alarms = `datum.fallout * (1 - ${of})`;
  const transform = [
    { calculate: `${found} / (${found} + ${alarms})`, as: "precision" },
    ...(costs === undefined
      ? []
      : [{ calculate: `1000 * (missed * (1 - datum.recall) * ${of} + alarm * ${alarms})`, as: "cost" }]),
  ];
  const dot = { type: "point", filled: true, size: 90, color: palette[1], opacity: 1 };
  const words = {
    calculate: "'precision ' + format(datum.precision, '.3f') + ', recall ' + format(datum.recall, '.3f')",
    as: "words",
  };
  const axis = (field: string, title: string) => ({ field, type: "quantitative", title, scale: { domain: [0, 1] } });
  const curve = {
    width: 320,
    height: 280,
    encoding: {
      x: axis("recall", "recall"),
      y: axis("precision", "precision"),
    },
    layer: [
      {
        mark: { type: "line", color: palette[0], tooltip: { content: "data" } },
        encoding: { order: { field: "threshold" } },
      },
      { transform: chosen, mark: dot },
      {
        transform: [...chosen, words],
        mark: { type: "text", align: "left", fontSize: 12 },
        encoding: { x: { value: 8 }, y: { value: 14 }, text: { field: "words" } },
      },
    ],
  };
  const opening = rows.findLast((row) => row.threshold >= threshold)!;
  const precision = shorten(opening.found / (opening.found + opening.alarms));
  const said = `at ${shorten(threshold)} precision ${precision}, recall ${shorten(opening.recall)}`;
  return new Chart(`${title}: ${said}`, {
    title: {
      text: title,
      subtitle: [
        "recall: share of cases found; precision: share of alarms that are right",
        `${cases} cases among ${cases + others}; the dot: alarms from the threshold up`,
      ],
    },
    params,
    data: {
      values: rows.map(({ threshold, recall, fallout }) => ({
        threshold,
        recall: shorten(recall),
        fallout: shorten(fallout),
      })),
    },
    transform,
    hconcat: [curve, ...(costs === undefined ? [] : [costPanel(chosen, dot)])],
  });
}

function costPanel(chosen: readonly object[], dot: object) {
  const least = [
    { joinaggregate: [{ op: "min", field: "cost", as: "least" }] },
    { filter: "datum.cost == datum.least" },
  ];
  const words = { calculate: "'least at ' + format(datum.threshold, '.3~f')", as: "words" };
  return {
    width: 280,
    height: 280,
    encoding: {
      x: { field: "threshold", type: "quantitative", title: "threshold", scale: { zero: false, nice: false } },
      y: { field: "cost", type: "quantitative", title: "cost of 1 000 cases" },
    },
    layer: [
      { mark: { type: "line", color: palette[0], tooltip: { content: "data" } } },
      { transform: least, mark: { type: "rule", color: "#333", strokeDash: [4, 3] }, encoding: { y: null } },
      {
        transform: [...least, words],
        mark: { type: "text", y: 8, dx: 5, align: "left", fontSize: 11 },
        encoding: { y: null, text: { field: "words" } },
      },
      { transform: chosen, mark: dot },
    ],
  };
}

/** From the highest score down: what an alarm from there up finds, misses, and says of what is no case. */
function thresholdsOf(yTrue: readonly number[], scores: readonly number[]) {
  const say = (problem: string) => new RangeError(`plotPrecisionRecall: ${problem}`);
  if (yTrue.length !== scores.length) throw say(`yTrue has ${yTrue.length} entries but scores has ${scores.length}`);
  const strange = yTrue.find((label) => label !== 0 && label !== 1);
  if (strange !== undefined) throw say(`a label is ${strange}, which is neither 0 nor 1`);
  const cases = yTrue.filter((label) => label === 1).length;
  if (cases === 0 || cases === yTrue.length) throw say(`yTrue has ${cases} cases among ${yTrue.length}`);
  if (!scores.every(Number.isFinite)) throw say("a score is not finite");
  const order = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  let [found, alarms] = [0, 0];
  const all = order.flatMap((i, rank) => {
    if (yTrue[i] === 1) found += 1;
    else alarms += 1;
    const isLast = rank === order.length - 1 || scores[order[rank + 1]!] !== scores[i];
    const [missed, quiet] = [cases - found, yTrue.length - cases - alarms];
    const row = {
      threshold: scores[i]!,
      found,
      alarms,
      missed,
      quiet,
      recall: found / cases,
      fallout: alarms / (yTrue.length - cases),
    };
    return isLast ? [row] : [];
  });
  // Where there are very many, those at which a case is found are kept first: between them nothing is gained.
  const stride = Math.ceil(all.length / mostThresholds);
  return all.filter(
    (row, i) =>
      stride === 1 ||
      i % stride === 0 ||
      i === all.length - 1 ||
      (cases <= 100 && row.found > (all[i - 1]?.found ?? 0)),
  );
}

function costSlider(label: string, value: number) {
  if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`plotPrecisionRecall: ${label} ${value}`);
  return {
    label,
    value,
    values: [...new Set([0.1, 0.2, 0.5, 1, 2, 5, 10].map((factor) => Number((value * factor).toPrecision(6))))],
  };
}

function sharesAround(share: number): number[] {
  return [...new Set([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, share])].sort((a, b) => a - b);
}
