import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import { type Epoch, plotHistory } from "../plot/plotHistory.js";

/** What training did, epoch by epoch; shows itself as learning curves. */
export class History {
  readonly epochs: readonly Epoch[];

  constructor(epochs: readonly Epoch[]) {
    this.epochs = epochs;
  }

  [displaySymbol](): MimeBundle {
    return plotHistory(this)[displaySymbol]();
  }
}
