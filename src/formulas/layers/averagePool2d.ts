import type { Tensor3D } from "@tensorflow/tfjs";
import type { Image } from "../../formula/argument.js";
import { array, options, real, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkArray, checkRange, checkWhole, withDefaults } from "../../formula/validate.js";
import { accurateMean } from "../../numeric/sums.js";
import { pooled } from "../../numeric/windows.js";

export interface AveragePool2dOptions {
  /** How high and how wide a window is; 2 unless said otherwise. */
  readonly size?: number;
  /** How far apart windows begin; `size` unless said otherwise, so that they lie side by side. */
  readonly stride?: number | undefined;
}

const defaults = { size: 2, stride: undefined as number | undefined };

/**
 * The mean of each window of an image, channel by channel; in the unit of `x`.
 *
 * `x` has shape `(height, width, channels)`, the result as many rows and columns as windows fit; rows and columns that
 * are left over are dropped. Throws a RangeError for empty or ragged images, windows larger than the image, and sizes
 * that are not whole numbers from 1, a TypeError for other kinds. Source: LeCun, Bottou, Bengio & Haffner,
 * Gradient-based learning applied to document recognition (1998), §II.B.
 */
export function averagePool2d(x: Image, options: AveragePool2dOptions = defaults): number[][][] {
  const [rows, columns] = checkArray("averagePool2d", "x", x, 3);
  const { size, stride = size } = withDefaults("averagePool2d", options, defaults);
  checkWhole("averagePool2d", "size", size, 1);
  checkWhole("averagePool2d", "stride", stride, 1);
  checkRange("averagePool2d", "size", size, size <= rows, `at most ${rows}, the rows of x`);
  checkRange("averagePool2d", "size", size, size <= columns, `at most ${columns}, the columns of x`);
  return pooled(x, size, stride, accurateMean);
}

const windows = (length: string) => `floor((${length} - size) / stride) + 1`;

export default defineFormula({
  name: "averagePool2d",
  summary: "Replaces each window of an image by its mean.",
  args: [
    array("x", ["height", "width", "channels"], -4, 4),
    options(
      setting("size", 2, 1, 3, { whole: true, latex: "k", domain: [1, Number.MAX_SAFE_INTEGER] }),
      setting("stride", 2, 1, 3, { whole: true, like: "size", latex: "s", domain: [1, Number.MAX_SAFE_INTEGER] }),
    ),
  ],
  axes: { height: [3, 5], width: [3, 4], channels: [1, 2] },
  latex: String.raw`y_{rcq} = \frac{1}{k^2} \sum_{a=0}^{k-1} \sum_{b=0}^{k-1} x_{s r + a, \, s c + b, \, q}`,
  expr: `table(r, ${windows("length(x)")}, table(c, ${windows("length(x[1])")}, table(q, length(x[1, 1]),
    mean(a, size, mean(b, size, x[(r - 1) * stride + a, (c - 1) * stride + b, q])))))`,
  value: averagePool2d,
  textbook: (x: Image, { size = 2, stride = size }: AveragePool2dOptions = {}) => {
    const starts = (n: number) => Array.from({ length: Math.floor((n - size) / stride) + 1 }, (_, i) => i * stride);
    const rows = Array.from(x, (row) => Array.from(row));
    const window = (r: number, c: number) => rows.slice(r, r + size).flatMap((row) => row.slice(c, c + size));
    const at = (p: ArrayLike<number>[]) => Array.from(p[0]!, (_, q) => p.reduce((a, b) => a + b[q]!, 0) / size ** 2);
    return starts(x.length).map((r) => starts(x[0]!.length).map((c) => at(window(r, c))));
  },
  accuracy: { value: 1, partials: 0 },
  partials: none("an image by an image has six axes; each number of a window has the derivative 1/k²"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, x, { size, stride }) => tf.avgPool(x as Tensor3D, size, stride, "valid"),
  examples: [
    {
      at: [
        [
          [[1], [3], [2], [9]],
          [[5], [4], [0], [1]],
        ],
      ],
      gives: [[[3.25], [3]]],
      because: "13/4 and 12/4",
    },
    {
      at: [
        [
          [[1], [2], [3]],
          [[4], [5], [6]],
          [[7], [8], [9]],
        ],
      ],
      gives: [[[3]]],
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
        [[3], [4]],
        [[6], [7]],
      ],
      because: "windows that begin one apart overlap",
    },
    {
      at: [
        [
          [
            [1, 10],
            [2, 20],
          ],
          [
            [3, 30],
            [4, 40],
          ],
        ],
      ],
      gives: [[[2.5, 25]]],
      because: "each channel by itself",
    },
    {
      at: [
        [
          [[1e308], [1.5e308]],
          [[1e308], [1.5e308]],
        ],
      ],
      gives: [[[1.25e308]]],
      because: "the sum overflows, the mean does not",
    },
  ],
  laws: [
    { law: "averagePool2d(x, 1, 1) == x", because: "a window of one number has it for its mean" },
    {
      law: "averagePool2d(c * x, 2, 2) == c * averagePool2d(x, 2, 2)",
      because: "a mean is linear",
      with: [real("c", -4, 4)],
    },
    { law: "averagePool2d(x, 2, 1) <= maxPool2d(x, 2, 1)", because: "no mean exceeds the largest" },
    { law: "averagePool2d(-x, 3, 1) == -averagePool2d(x, 3, 1)", because: "a mean is odd, where a maximum is not" },
  ],
  sources: [
    "LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition (1998), §II.B",
    "Goodfellow, Bengio & Courville, Deep Learning (2016), §9.3",
  ],
});
