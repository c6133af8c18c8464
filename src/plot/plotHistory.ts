import { Chart } from "./chart.js";

/** One pass over the training data: the mean loss, and the share that was right where that has a meaning. */
export interface Epoch {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy?: number;
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
}

/** Plots learning curves: loss and accuracy by epoch, on the training rows and on those held back. */
export function plotHistory(
  { epochs }: { readonly epochs: readonly Epoch[] },
  { title = "Learning curves" }: { title?: string } = {},
): Chart {
  if (epochs.length === 0) throw new RangeError("plotHistory: there is no epoch to plot");
  const values = epochs.flatMap(({ epoch, loss, accuracy, validationLoss, validationAccuracy }) => [
    { epoch, rows: "training", loss, accuracy },
    ...(validationLoss === undefined
      ? []
      : [{ epoch, rows: "validation", loss: validationLoss, accuracy: validationAccuracy }]),
  ]);
  const rows = { field: "rows", type: "nominal", title: null, sort: null, legend: { orient: "top" } };
  const panel = (field: string, y: Record<string, unknown>) => ({
    width: 270,
    height: 220,
    mark: { type: "line", tooltip: true },
    encoding: {
      x: { field: "epoch", type: "quantitative", title: "epoch" },
      y: { field, type: "quantitative", ...y },
      color: rows,
      strokeDash: rows,
    },
  });
  const last = epochs[epochs.length - 1]!;
  return new Chart(
    `${title}: ${epochs.length} epochs, training loss ${epochs[0]!.loss.toFixed(3)} to ${last.loss.toFixed(3)}`,
    {
      title,
      data: { values },
      hconcat: [
        panel("loss", { title: "loss (nats)" }),
        ...(last.accuracy === undefined
          ? []
          : [panel("accuracy", { title: "accuracy (share right)", axis: { format: "%" }, scale: { domain: [0, 1] } })]),
      ],
    },
  );
}
