import type { Tensor3D } from "@tensorflow/tfjs";
import type { Image } from "../../formula/argument.js";
import { array, options, real, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkArray, checkRange, checkWhole, withDefaults } from "../../formula/validate.js";
import { pooled } from "../../numeric/windows.js";

export interface MaxPool2dOptions {
  /** How high and how wide a window is; 2 unless said otherwise. */
  readonly size?: number;
  /** How far apart windows begin; `size` unless said otherwise, so that they lie side by side. */
  readonly stride?: number | undefined;
}

const defaults = { size: 2, stride: undefined as number | undefined };

/**
 * The largest number in each window of an image, channel by channel; in the unit of `x`.
 *
 * `x` has shape `(height, width, channels)`, the result as many rows and columns as windows fit; rows and columns that
 * are left over are dropped. Throws a RangeError for empty or ragged images, windows larger than the image, and sizes
 * that are not whole numbers from 1, a TypeError for other kinds. Source: Goodfellow, Bengio & Courville, Deep Learning
 * (2016), §9.3.
 */
export function maxPool2d(x: Image, options: MaxPool2dOptions = defaults): number[][][] {
  const [rows, columns] = checkArray("maxPool2d", "x", x, 3);
  const { size, stride = size } = withDefaults("maxPool2d", options, defaults);
  checkWhole("maxPool2d", "size", size, 1);
  checkWhole("maxPool2d", "stride", stride, 1);
  checkRange("maxPool2d", "size", size, size <= rows, `at most ${rows}, the rows of x`);
  checkRange("maxPool2d", "size", size, size <= columns, `at most ${columns}, the columns of x`);
  return pooled(x, size, stride, largest);
}

function largest(window: Float64Array): number {
  let found = window[0]!;
  for (let i = 1; i < window.length; i++) found = Math.max(found, window[i]!);
  return found;
}

const windows = (length: string) => `floor((${length} - size) / stride) + 1`;

export default defineFormula({
  name: "maxPool2d",
  summary: "Keeps the largest number of each window of an image.",
  args: [
    array("x", ["height", "width", "channels"], -4, 4),
    options(
      setting("size", 2, 1, 3, { whole: true, latex: "k", domain: [1, Number.MAX_SAFE_INTEGER] }),
      setting("stride", 2, 1, 3, { whole: true, like: "size", latex: "s", domain: [1, Number.MAX_SAFE_INTEGER] }),
    ),
  ],
  axes: { height: [3, 5], width: [3, 4], channels: [1, 2] },
  latex: String.raw`y_{rcq} = \max_{a, b \in \{0, \dots, k - 1\}} x_{s r + a, \, s c + b, \, q}`,
  expr: `table(r, ${windows("length(x)")}, table(c, ${windows("length(x[1])")}, table(q, length(x[1, 1]),
    max(table(a, size, max(table(b, size, x[(r - 1) * stride + a, (c - 1) * stride + b, q])))))))`,
  value: maxPool2d,
  textbook: (x: Image, { size = 2, stride = size }: MaxPool2dOptions = {}) => {
    const starts = (n: number) => Array.from({ length: Math.floor((n - size) / stride) + 1 }, (_, i) => i * stride);
    const rows = Array.from(x, (row) => Array.from(row));
    const window = (r: number, c: number) => rows.slice(r, r + size).flatMap((row) => row.slice(c, c + size));
    const at = (r: number, c: number) => Array.from(x[0]![0]!, (_, q) => Math.max(...window(r, c).map((p) => p[q]!)));
    return starts(x.length).map((r) => starts(x[0]!.length).map((c) => at(r, c)));
  },
  accuracy: { value: 0, partials: 0 },
  partials: none("an image by an image has six axes; the gradient goes to the largest number of each window"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, x, { size, stride }) => tf.maxPool(x as Tensor3D, size, stride, "valid"),
  examples: [
    {
      at: [
        [
          [[1], [3], [2], [9]],
          [[5], [4], [0], [1]],
        ],
      ],
      gives: [[[5], [9]]],
      because: "the largest of 1, 3, 5, 4 and of 2, 9, 0, 1",
    },
    {
      at: [
        [
          [[1], [2], [3]],
          [[4], [5], [6]],
          [[7], [8], [9]],
        ],
      ],
      gives: [[[5]]],
      because: "one window of 2 by 2 fits; the third row and column are left over, and dropped",
    },
    {
      at: [
        [
          [[1], [2], [3]],
          [[4], [5], [6]],
          [[7], [8], [9]],
        ],
        { stride: 1 },
      ],
      gives: [
        [[5], [6]],
        [[8], [9]],
      ],
      because: "windows that begin one apart overlap",
    },
    {
      at: [
        [
          [[1], [2], [3]],
          [[4], [5], [6]],
          [[7], [8], [9]],
        ],
        { size: 3 },
      ],
      gives: [[[9]]],
      because: "without a word of stride it is as large as the window",
    },
    {
      at: [
        [
          [
            [-1, 4],
            [-2, 3],
          ],
          [
            [-3, 2],
            [-4, 1],
          ],
        ],
      ],
      gives: [[[-1, 4]]],
      because: "each channel by itself; nothing is padded with 0, which would beat −1",
    },
  ],
  laws: [
    { law: "maxPool2d(x, 1, 1) == x", because: "a window of one number has it for its largest" },
    {
      law: "maxPool2d(x + c, 2, 2) == maxPool2d(x, 2, 2) + c",
      because: "brightness moves all alike",
      with: [real("c", -4, 4)],
    },
    { law: "maxPool2d(x, 2, 1) >= averagePool2d(x, 2, 1)", because: "no mean exceeds the largest" },
    {
      law: "maxPool2d(maxPool2d(x, 2, 1), 2, 1) == maxPool2d(x, 3, 1)",
      because: "the largest of the largest is the largest of all",
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), §9.3"],
});
