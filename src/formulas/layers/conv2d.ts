import type { Tensor3D, Tensor4D } from "@tensorflow/tfjs";
import type { Image, Kernel } from "../../formula/argument.js";
import { array, choice, options, real, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkArray, checkLengths, checkRange, checkWhole, withDefaults } from "../../formula/validate.js";
import { inRows, products, Rows } from "../../numeric/matrixProduct.js";

export interface Conv2dOptions {
  /** How far the kernel moves between two outputs; 1 unless said otherwise. */
  readonly stride?: number;
  /**
   * "valid" keeps the kernel inside the image; "same" lays zeros around it, the smaller half first, so that with stride 1
   * the output is as large as the image. "valid" unless said otherwise.
   */
  readonly padding?: "valid" | "same";
}

const defaults: Required<Conv2dOptions> = { stride: 1, padding: "valid" };

/**
 * What a kernel finds at each place of an image: the sum of the products of the numbers that lie on each other.
 *
 * `x` has shape `(height, width, in)`, `kernel` `(rows, columns, in, out)`, the result `(places down, places across,
 * out)`. The kernel is not turned around, so that mathematics calls it a cross-correlation. Of an odd number of zeros
 * "same" lays the larger half below and to the right, as TensorFlow does. The sums lose nothing to their length or to
 * terms that cancel. Throws a RangeError for empty or ragged arrays, channels that differ, a stride that is not a whole
 * number from 1, and a kernel larger than the image where it is not padded, a TypeError for other kinds. Source:
 * Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 9.6.
 */
export function conv2d(x: Image, kernel: Kernel, options: Conv2dOptions = defaults): number[][][] {
  const [height, width, channels] = checkArray("conv2d", "x", x, 3);
  const [rows, columns, inputs, outputs] = checkArray("conv2d", "kernel", kernel, 4);
  const { stride, padding } = withDefaults("conv2d", options, defaults);
  checkWhole("conv2d", "stride", stride, 1);
  if (padding !== "valid" && padding !== "same") {
    throw new RangeError(`conv2d: padding is ${JSON.stringify(padding)} but must be "valid" or "same"`);
  }
  checkLengths("conv2d", "x[0][0]", channels, "kernel[0][0]", inputs);
  const down = placesAlong("rows", height, rows, stride, padding);
  const across = placesAlong("columns", width, columns, stride, padding);

  const kernels = Rows.ofColumns(Array.from(kernel, (row) => Array.from(row, (cell) => Array.from(cell))).flat(2));
  // Some rows of the output at once, so that patches take little room however large the image is.
  const rowsAtOnce = Math.max(1, Math.floor(2 ** 16 / (across.count * kernels.length)));
  const result: number[][][] = [];
  for (let start = 0; start < down.count; start += rowsAtOnce) {
    const end = Math.min(start + rowsAtOnce, down.count);
    const patches = new Float64Array((end - start) * across.count * kernels.length);
    for (let r = start, at = 0; r < end; r++) {
      for (let c = 0; c < across.count; c++, at += kernels.length) {
        copyPatch(x, r * stride - down.before, c * stride - across.before, kernel, patches, at);
      }
    }
    const pixels = inRows(products(new Rows(patches, kernels.length), kernels).high, outputs);
    for (let at = 0; at < pixels.length; at += across.count) result.push(pixels.slice(at, at + across.count));
  }
  return result;
}

/** Writes what lies under the kernel with its corner at a place of the image; what is outside stays 0. */
function copyPatch(x: Image, top: number, left: number, kernel: Kernel, into: Float64Array, at: number): void {
  const { length: columns } = kernel[0]!;
  const { length: channels } = kernel[0]![0]!;
  for (let a = 0; a < kernel.length; a++) {
    const row = x[top + a];
    for (let b = 0; b < columns; b++, at += channels) {
      const pixel = row?.[left + b];
      if (pixel !== undefined) for (let i = 0; i < channels; i++) into[at + i] = pixel[i]!;
    }
  }
}

/** How many places the kernel has along an axis of the image, and how many zeros lie before it. */
function placesAlong(axis: string, length: number, size: number, stride: number, padding: "valid" | "same") {
  if (padding === "valid") {
    checkRange("conv2d", `the number of kernel ${axis}`, size, size <= length, `at most ${length}, the ${axis} of x`);
    return { count: Math.floor((length - size) / stride) + 1, before: 0 };
  }
  const count = Math.ceil(length / stride);
  return { count, before: Math.floor(Math.max(0, (count - 1) * stride + size - length) / 2) };
}

const places = (length: string, size: string) =>
  `(padding == 0 ? floor((${length} - ${size}) / stride) + 1 : -floor(-${length} / stride))`;
const before = (length: string, size: string) =>
  `(padding == 0 ? 0 : floor(max(0, (${places(length, size)} - 1) * stride + ${size} - ${length}) / 2))`;
const row = `(r - 1) * stride + a - ${before("length(x)", "length(kernel)")}`;
const column = `(c - 1) * stride + b - ${before("length(x[1])", "length(kernel[1])")}`;
const isInside = `${row} >= 1 and ${row} <= length(x) and ${column} >= 1 and ${column} <= length(x[1])`;

export default defineFormula({
  name: "conv2d",
  summary: "Lays a kernel on every place of an image and adds up the products of what lies on each other.",
  args: [
    array("x", ["height", "width", "in"], -2, 2),
    array("kernel", ["rows", "columns", "in", "out"], -2, 2, { latex: "K" }),
    options(
      setting("stride", 1, 1, 3, { whole: true, latex: "s", domain: [1, Number.MAX_SAFE_INTEGER] }),
      choice("padding", "valid", ["valid", "same"]),
    ),
  ],
  axes: { height: [2, 4], width: [3, 3], in: [1, 2], rows: [1, 2], columns: [1, 3], out: [1, 2] },
  latex: String.raw`y_{rco} = \sum_{a} \sum_{b} \sum_{i} x_{s r + a, \, s c + b, \, i} \, K_{abio}`,
  expr: `table(r, ${places("length(x)", "length(kernel)")}, table(c, ${places("length(x[1])", "length(kernel[1])")},
    table(o, length(kernel[1, 1, 1]), sum(a, length(kernel), sum(b, length(kernel[1]), sum(i, length(x[1, 1]),
      ${isInside} ? x[${row}, ${column}, i] * kernel[a, b, i, o] : 0))))))`,
  value: conv2d,
  textbook: (x: Image, kernel: Kernel, { stride = 1, padding = "valid" }: Conv2dOptions = {}) => {
    const spare = (n: number, k: number) =>
      padding === "same" ? Math.max(0, (Math.ceil(n / stride) - 1) * stride + k - n) : 0;
    const starts = (n: number, k: number, zeros = spare(n, k)) =>
      Array.from({ length: Math.floor((n + zeros - k) / stride) + 1 }, (_, i) => i * stride - Math.floor(zeros / 2));
    const terms = (r: number, c: number, o: number) =>
      Array.from(kernel, (line, a) =>
        Array.from(line, (cell, b) => Array.from(cell, (to, i) => to[o]! * (x[r + a]?.[c + b]?.[i] ?? 0))),
      ).flat(2);
    const at = (r: number, c: number) =>
      Array.from(kernel[0]![0]![0]!, (_, o) => terms(r, c, o).reduce((sum, term) => sum + term));
    return starts(x.length, kernel.length).map((r) => starts(x[0]!.length, kernel[0]!.length).map((c) => at(r, c)));
  },
  accuracy: { value: 1, partials: 0 },
  partials: none("an image by an image has six axes; by its kernel the layer is a dense one of all patches"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, x, kernel, { stride, padding }) => tf.conv2d(x as Tensor3D, kernel as Tensor4D, stride, padding),
  examples: [
    {
      at: [
        [
          [[1], [2], [3]],
          [[4], [5], [6]],
          [[7], [8], [9]],
        ],
        [
          [[[1]], [[10]]],
          [[[0]], [[100]]],
        ],
      ],
      gives: [
        [[521], [632]],
        [[854], [965]],
      ],
      because: "521 is 1 · 1 + 10 · 2 + 0 · 4 + 100 · 5: the kernel is not turned around",
    },
    {
      at: [
        [
          [[1], [2], [3]],
          [[4], [5], [6]],
        ],
        [[[[1]], [[10]]]],
        { padding: "same" },
      ],
      gives: [
        [[21], [32], [3]],
        [[54], [65], [6]],
      ],
      because: "one column of zeros is needed, and the smaller half, none, comes first",
    },
    {
      at: [[[[1], [2], [3], [4], [5]]], [[[[1]], [[10]], [[100]]]], { padding: "same", stride: 2 }],
      gives: [[[210], [432], [54]]],
      because: "with stride 2 there are three places, the first and the last with a zero outside the image",
    },
    {
      at: [[[[1], [2], [3], [4], [5]]], [[[[1]], [[1]]]], { stride: 2 }],
      gives: [[[3], [7]]],
      because: "the fifth column is left over, and dropped",
    },
    {
      at: [
        [[[1, 2]]],
        [
          [
            [
              [3, 4, 5],
              [6, 7, 8],
            ],
          ],
        ],
      ],
      gives: [[[15, 18, 21]]],
      because: "at a single place it is a dense layer over the channels",
    },
    {
      at: [[[[0], [0], [1], [1]]], [[[[-1]], [[1]]]]],
      gives: [[[0], [1], [0]]],
      because: "a difference of neighbours finds an edge",
    },
  ],
  laws: [
    {
      law: "conv2d(c * x, kernel, stride, padding) == c * conv2d(x, kernel, stride, padding)",
      because: "it is linear in the image",
      with: [real("c", -4, 4)],
    },
    {
      law: "conv2d(x, [[table(i, length(x[1, 1]), table(o, length(x[1, 1]), i == o ? 1 : 0))]], 1, 0) == x",
      because: "a kernel of one place that hands each channel on changes nothing",
    },
    { law: "length(conv2d(x, kernel, 1, 1)) == length(x)", because: "that is what makes the padding the same" },
    {
      law: "conv2d(x, kernel, stride, 0)[1, 1] == conv2d(x, kernel, 1, 0)[1, 1]",
      because: "a stride leaves places out, and changes none",
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 9.6"],
});
