import type { NumberExercise } from "../exercise/exercise.js";
import { conv2d } from "../formulas/index.js";

const [pixels, zeros, size, stride] = [30, 4, 9, 2];

/** How many places a kernel has along a row, from the layer itself. */
function places(length: number, step: number): number {
  const row = Array.from({ length }, () => [0]);
  const kernel = Array.from({ length: size }, () => [[0]]);
  return conv2d([row], [kernel], { stride: step })[0]!.length;
}

const padded = pixels + 2 * zeros;

export const exercise: NumberExercise = {
  asks: "how many places in a row of 30 pixels with 4 zeros on each side has a kernel of size 9 that moves in steps of 2?",
  hint: "Write down where the left edge of the kernel can stand: the first place, the second, and the last.",
  truth: () => places(padded, stride),
  places: 0,
  slips: [
    {
      gives: () => Math.ceil((padded - size) / stride) + 1,
      says: "a last step that does not fit is dropped: round down",
    },
    {
      gives: () => Math.floor((padded - size) / stride),
      says: "these are the steps between places: the first place counts too",
    },
    { gives: () => places(pixels + zeros, stride), says: "there are zeros on both sides" },
    { gives: () => places(pixels, stride), says: "the zeros around the image widen it" },
    { gives: () => places(padded, 1), says: "the kernel moves in steps of 2, not 1" },
    { gives: () => Math.floor(padded / stride), says: "the kernel has to fit in whole: its size is taken off first" },
  ],
};
