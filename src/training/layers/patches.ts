/** Where a square kernel comes to lie on images. */
export interface Grid {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** The kernel's rows and columns, and how far it moves. */
  readonly size: number;
  readonly stride: number;
  readonly down: Places;
  readonly across: Places;
}

export interface Places {
  readonly count: number;
  /** How many zeros lie before the image. */
  readonly before: number;
}

/** The places along an axis; of an odd number of zeros the larger half lies behind, as the formula `conv2d` has it. */
export function placesAlong(length: number, size: number, stride: number, padding: "valid" | "same"): Places {
  if (padding === "valid") return { count: Math.floor((length - size) / stride) + 1, before: 0 };
  const count = Math.ceil(length / stride);
  return { count, before: Math.floor(Math.max(0, (count - 1) * stride + size - length) / 2) };
}

/** Copies what lies under the kernel at each place, by row, column and channel; outside of the image that is 0. */
export function copyPatches(images: Float64Array, count: number, grid: Grid, patches: Float64Array): void {
  const run = grid.size * grid.channels;
  let at = 0;
  eachRow(count, grid, (from, left) => {
    if (from < 0) patches.fill(0, at, at + run);
    else
      for (let i = 0; i < run; i++)
        patches[at + i] = left + i >= 0 && left + i < grid.width * grid.channels ? images[from + left + i]! : 0;
    at += run;
  });
}

/** Adds each patch to the image at its place, from images of zeros: the gradient of `copyPatches`. */
export function addPatches(patches: Float64Array, count: number, grid: Grid, images: Float64Array): void {
  const run = grid.size * grid.channels;
  images.fill(0);
  let at = 0;
  eachRow(count, grid, (from, left) => {
    if (from >= 0)
      for (let i = 0; i < run; i++)
        if (left + i >= 0 && left + i < grid.width * grid.channels) images[from + left + i]! += patches[at + i]!;
    at += run;
  });
}

/** Each row of each patch: where the image's row begins, or −1 above and below it, and how far into it the patch lies. */
function eachRow(count: number, grid: Grid, visit: (from: number, left: number) => void): void {
  const { height, width, channels, size, stride, down, across } = grid;
  for (let image = 0; image < count; image++) {
    for (let r = 0; r < down.count; r++) {
      for (let c = 0; c < across.count; c++) {
        const left = (c * stride - across.before) * channels;
        for (let a = 0; a < size; a++) {
          const row = r * stride - down.before + a;
          visit(row < 0 || row >= height ? -1 : (image * height + row) * width * channels, left);
        }
      }
    }
  }
}
