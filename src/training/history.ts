import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import { type Epoch, plotHistory } from "../plot/plotHistory.js";

/** What training did, epoch by epoch; shows itself as learning curves. */
export class History {
  readonly epochs: readonly Epoch[];
  /** The epoch with the lowest loss, of the validation rows where there are some. */
  readonly bestEpoch: number;
  /** Whether training ended before all epochs were done, since the loss had not fallen for too long. */
  readonly stoppedEarly: boolean;

  constructor(epochs: readonly Epoch[], stoppedEarly = false) {
    this.epochs = epochs;
    this.bestEpoch = bestOf(epochs);
    this.stoppedEarly = stoppedEarly;
  }

  [displaySymbol](): MimeBundle {
    return plotHistory(this)[displaySymbol]();
  }
}

/** The loss that says how good a model is: that of rows it has not learnt from, where there are some. */
export function judgedLoss({ loss, validationLoss }: Epoch): number {
  return validationLoss ?? loss;
}

function bestOf(epochs: readonly Epoch[]): number {
  return epochs.reduce((best, epoch) => (judgedLoss(epoch) < judgedLoss(best) ? epoch : best), epochs[0]!).epoch;
}
