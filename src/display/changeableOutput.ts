/** One output that changes while code runs, as far as what runs the code can change outputs. */
import { display, outputsCanChange } from "./display.js";
import type { Displayable } from "./mimeBundle.js";
import { whenStopped } from "./whenStopped.js";

/** What is shown of it: in a notebook by its bundle, in a terminal by its text. */
export interface Changing extends Displayable {
  toString(): string;
}

export interface Output {
  /** Shows something in place of what it showed before. */
  change(value: Changing): void;
  /** Shows what stays. */
  end(value: Changing): void;
}

/** A new output. `stopped` is called when the cell that made it is interrupted before the output has its end. */
export function changeableOutput(stopped: () => void): Output {
  const changes = outputsCanChange();
  if (changes === undefined) return terminalOutput();
  const id = crypto.randomUUID(); // A front end knows the names of all kernels that the notebook has had.
  const show = (value: Changing) => void display(value, changes ? { id } : {});
  const forget = whenStopped(stopped);
  return {
    change: changes ? show : () => {},
    end(value) {
      forget();
      show(value);
    },
  };
}

/** A line on standard error: the last state only, where that is no terminal. */
function terminalOutput(): Output {
  const { stderr } = process;
  return {
    change: (value) => void (stderr.isTTY && stderr.write(`\r${value}\u001b[K`)),
    end: (value) => void stderr.write(stderr.isTTY ? `\r${value}\u001b[K\n` : `${value}\n`),
  };
}
