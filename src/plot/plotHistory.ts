import { Chart } from "./chart.js";
import { type Curve, type CurveRow, curvesOf, type Run, stopsOf, titleOfLoss } from "./learningCurves.js";
import { palette } from "./style.js";

/** One pass over the training data: the mean loss, and the share that was right where that has a meaning. */
export interface Epoch {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy?: number;
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
}

export interface HistoryOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** Shades the gap between training and validation; default for one training. */
  gap?: boolean;
  /** Marks the epoch of the least validation loss; default for one training. */
  best?: boolean;
  /** Adds a slider of how many epochs without a better validation loss to wait for, which begins here. */
  patience?: number;
  lossTitle?: string;
}

/**
 * Plots learning curves: loss, and accuracy where there is one, by epoch, on the training rows and on those held back, with
 * the gap between them and the best epoch. Several runs, such as seeds, make a line of their means and a band from the
 * least to the most; runs under names are compared on the rows held back.
 *
 * Throws a RangeError where there is no epoch, runs differ in length, or `patience` has no validation loss to watch.
 */
export function plotHistory(
  history: Run | readonly Run[] | Readonly<Record<string, Run | readonly Run[]>>,
  options: HistoryOptions = {},
): Chart {
  const { title = "Learning curves", patience } = options;
  const { curves, runs, single } = curvesOf(history);
  const hasAccuracy = curves.some(({ rows }) => rows.some(({ accuracy }) => accuracy !== null));
  const { lossTitle = titleOfLoss(hasAccuracy) } = options;
  const validation = curves.find(({ name }) => name === "validation");
  const { gap = single, best = single } = options;
  const stops = patience === undefined ? undefined : stopsOf(validation, patience);
  const bestRow = validation?.rows
    .filter(({ loss }) => loss !== null)
    .reduce<CurveRow | undefined>(
      (least, row) => (least === undefined || row.loss! < least.loss! ? row : least),
      undefined,
    );
  const isBestMarked = best && bestRow !== undefined;
  const notes = [
    ...(runs > 1 ? [`line: mean of ${runs} runs, band: least to most`] : []),
    ...(gap && validation !== undefined ? ["grey: the gap between training and validation"] : []),
    ...(isBestMarked ? [`best validation loss ${bestRow.loss!.toFixed(3)} at epoch ${bestRow.epoch}`] : []),
  ];
  const lines = [...notes.map((note) => JSON.stringify(note)), ...(stops === undefined ? [] : [stops.words])];
  const subtitle =
    lines.length === 0 ? {} : { subtitle: stops === undefined ? notes : { expr: `[${lines.join(", ")}]` } };
  const [first, last] = [curves[0]!.rows[0]!, curves[0]!.rows.at(-1)!];
  const rules = [
    ...(isBestMarked ? [rule(`${bestRow.epoch}`, `best: ${bestRow.epoch}`, 5)] : []),
    ...(stops === undefined ? [] : [rule("stop", undefined, 20)]),
  ];
  const panel = (field: "loss" | "accuracy", y: Readonly<Record<string, unknown>>) => ({
    width: hasAccuracy ? 270 : 440,
    height: 220,
    encoding: {
      x: { field: "epoch", type: "quantitative", title: "epoch", scale: { nice: false }, axis: { tickMinStep: 1 } },
    },
    layer: [
      ...(gap && validation !== undefined ? [gapLayer(curves[0]!, validation, field)] : []),
      ...(runs > 1 ? [bandLayer(field, curves)] : []),
      ...rules,
      lineLayer(field, curves, y),
    ],
  });
  return new Chart(
    `${title}: ${curves[0]!.rows.length} epochs, ${curves[0]!.name} loss ${inWords(first)} to ${inWords(last)}`,
    {
      title: { text: title, ...subtitle },
      ...(stops === undefined ? {} : { params: stops.params }),
      data: {
        values: curves.flatMap(({ name, rows }) =>
          rows.map((row) => ({ rows: name, ...Object.fromEntries(Object.entries(row).filter(([, y]) => y !== null)) })),
        ),
      },
      hconcat: [
        panel("loss", { title: lossTitle }),
        ...(hasAccuracy
          ? [panel("accuracy", { title: "accuracy (share right)", axis: { format: "%" }, scale: { domain: [0, 1] } })]
          : []),
      ],
    },
  );
}

function inWords({ loss }: CurveRow): string {
  return loss === null ? "not finite" : loss.toFixed(3);
}

function colored(curves: readonly Curve[]) {
  const domain = curves.map(({ name }) => name);
  const scale = { domain, range: domain.map((_, i) => palette[i % palette.length]) };
  return {
    field: "rows",
    type: "nominal",
    title: null,
    scale,
    legend: { orient: "top", labelLimit: 0, symbolOpacity: 1 },
  };
}

function lineLayer(field: string, curves: readonly Curve[], y: Readonly<Record<string, unknown>>) {
  const { scale, ...rows } = colored(curves);
  return {
    mark: { type: "line", tooltip: true, clip: true },
    encoding: {
      y: { field, type: "quantitative", ...y },
      color: { ...rows, scale },
      strokeDash: { ...rows, scale: { domain: scale.domain } },
    },
  };
}

function bandLayer(field: string, curves: readonly Curve[]) {
  return {
    mark: { type: "area", fillOpacity: 0.2, clip: true },
    encoding: {
      y: { field: `${field}Low`, type: "quantitative" },
      y2: { field: `${field}High` },
      color: colored(curves),
    },
  };
}

function gapLayer(training: Curve, validation: Curve, field: "loss" | "accuracy") {
  const values = training.rows.map((row, i) => ({
    epoch: row.epoch,
    training: row[field],
    validation: validation.rows[i]![field],
  }));
  return {
    data: { values },
    mark: { type: "area", color: "#888", fillOpacity: 0.18, clip: true },
    encoding: { y: { field: "training", type: "quantitative" }, y2: { field: "validation" } },
  };
}

/** An upright line at an epoch that an expression gives, dashed, with words at its top. */
function rule(epoch: string, label: string | undefined, dy: number) {
  const text = label === undefined ? { expr: "stopWords" } : label;
  return {
    data: { values: [{}] },
    transform: [{ calculate: epoch, as: "epoch" }],
    layer: [
      { mark: { type: "rule", color: "#333", strokeDash: [4, 3], strokeWidth: 1.5 } },
      {
        mark: { type: "text", align: "left", baseline: "top", dx: 5, dy, y: 0, fontSize: 11, text },
        encoding: { y: null },
      },
    ],
  };
}
