import { shorten } from "./plane.js";
import type { Epoch } from "./plotHistory.js";
import { slidersFor } from "./sliders.js";

/** What training did, epoch by epoch. */
export interface Run {
  readonly epochs: readonly Epoch[];
}

/** What is drawn of an epoch: means over runs, with the least and the most of them. */
export interface CurveRow {
  readonly epoch: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly lossLow: number | null;
  readonly lossHigh: number | null;
  readonly accuracyLow: number | null;
  readonly accuracyHigh: number | null;
}

/** A line with its band. */
export interface Curve {
  readonly name: string;
  readonly rows: readonly CurveRow[];
}

type Histories = Run | readonly Run[] | Readonly<Record<string, Run | readonly Run[]>>;

/** How many epochs of a curve are drawn, of more only some, evenly chosen. */
const mostEpochs = 250;

/** The curves of what was trained: training and validation, or of several things the validation of each. */
export function curvesOf(history: Histories): { curves: Curve[]; runs: number; single: boolean } {
  if (isRun(history) || isRuns(history)) {
    const runs = isRun(history) ? [history] : history;
    const lengths = lengthsOf("", runs);
    const hasValidation = runs.every(({ epochs }) =>
      epochs.every(({ validationLoss }) => validationLoss !== undefined),
    );
    return {
      curves: [curveOf("training", runs, false), ...(hasValidation ? [curveOf("validation", runs, true)] : [])],
      runs: lengths.length,
      single: runs.length === 1,
    };
  }
  const named = Object.entries(history).map(([name, one]) => ({ name, runs: isRun(one) ? [one] : one }));
  if (named.length === 0) throw new RangeError("plotHistory: there is no epoch to plot");
  const most = Math.max(...named.map(({ name, runs }) => lengthsOf(` of ${JSON.stringify(name)}`, runs).length));
  const curves = named.map(({ name, runs }) => {
    const isHeld = runs.every(({ epochs }) => epochs.every(({ validationLoss }) => validationLoss !== undefined));
    return curveOf(name, runs, isHeld);
  });
  return { curves, runs: most, single: false };
}

export function titleOfLoss(hasAccuracy: boolean): string {
  return hasAccuracy ? "loss (nats)" : "loss";
}

/** The slider of early stopping, with the epoch at which each patience stops and the best one until then. */
export function stopsOf(validation: Curve | undefined, patience: number) {
  if (validation === undefined) throw new RangeError("plotHistory: patience has no validation loss to watch");
  const high = Math.min(validation.rows.length, 50);
  if (!(Number.isInteger(patience) && patience >= 1 && patience <= high)) {
    throw new RangeError(`plotHistory: patience is ${patience}, which is no number of epochs from 1 to ${high}`);
  }
  const waits = Array.from({ length: high }, (_, i) => i + 1);
  const stops = waits.map((wait) => stopAt(validation.rows, wait));
  const slider = {
    symbol: "patience",
    parameter: "patience",
    low: 1,
    high,
    whole: true,
    values: undefined,
    value: patience,
    step: 1,
  };
  const list = (of: (stop: { at: number; best: number }) => number) => `[${stops.map(of).join(", ")}][setting]`;
  const { params } = slidersFor([slider]);
  const words = "'stops: ' + stop";
  return {
    params: [
      ...params,
      { name: "stop", expr: list(({ at }) => at) },
      { name: "best", expr: list(({ best }) => best) },
      { name: "stopWords", expr: words },
    ],
    words: "'patience ' + patience + ': training stops at epoch ' + stop + ' and goes back to epoch ' + best",
  };
}

/** Where training stops that waits so many epochs for a lower loss, and the best epoch until then. */
function stopAt(rows: readonly CurveRow[], patience: number): { at: number; best: number } {
  let best = 0;
  for (const [i, { loss }] of rows.entries()) {
    if (loss !== null && !(rows[best]!.loss! <= loss)) best = i;
    if (i - best >= patience) return { at: rows[i]!.epoch, best: rows[best]!.epoch };
  }
  return { at: rows.at(-1)!.epoch, best: rows[best]!.epoch };
}

function curveOf(name: string, runs: readonly Run[], isHeld: boolean): Curve {
  const [first] = runs as [Run];
  const stride = Math.ceil(first.epochs.length / mostEpochs);
  const rows = first.epochs.flatMap(({ epoch }, i): CurveRow[] => {
    if (i % stride !== 0 && i !== first.epochs.length - 1) return [];
    const of = (runs: readonly Epoch[]) => ({
      loss: spread(runs.map((one) => (isHeld ? one.validationLoss : one.loss))),
      accuracy: spread(runs.map((one) => (isHeld ? one.validationAccuracy : one.accuracy))),
    });
    const { loss, accuracy } = of(runs.map(({ epochs }) => epochs[i]!));
    return [
      {
        epoch,
        loss: loss.mean,
        accuracy: accuracy.mean,
        ...(runs.length > 1
          ? { lossLow: loss.low, lossHigh: loss.high, accuracyLow: accuracy.low, accuracyHigh: accuracy.high }
          : { lossLow: null, lossHigh: null, accuracyLow: null, accuracyHigh: null }),
      },
    ];
  });
  return { name, rows };
}

function spread(values: readonly (number | undefined)[]) {
  const numbers = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  if (numbers.length < values.length || numbers.length === 0) return { mean: null, low: null, high: null };
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return { mean: shorten(mean), low: shorten(Math.min(...numbers)), high: shorten(Math.max(...numbers)) };
}

function lengthsOf(whose: string, runs: readonly Run[]): number[] {
  const lengths = runs.map(({ epochs }) => epochs.length);
  if (lengths.length === 0 || lengths.includes(0)) throw new RangeError("plotHistory: there is no epoch to plot");
  const other = lengths.findIndex((length) => length !== lengths[0]);
  if (other > 0) {
    throw new RangeError(`plotHistory: run ${other}${whose} has ${lengths[other]} epochs but run 0 has ${lengths[0]}`);
  }
  return lengths;
}

function isRun(history: Histories): history is Run {
  return "epochs" in history && Array.isArray((history as Run).epochs);
}

function isRuns(history: Histories): history is readonly Run[] {
  return Array.isArray(history);
}
