import { Chart } from "./chart.js";
import { type Framed, framed, reelOf, titled } from "./frames.js";
import { heatColor } from "./heatColor.js";
import { shorten } from "./plane.js";
import { extent } from "./steadyDomain.js";

/** An image: its rows, or all its pixels row by row. */
export type Image = ArrayLike<number> | readonly ArrayLike<number>[];

export interface ImagesOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** What stands under each image. */
  captions?: readonly string[];
  /** Pixels across an image; default as many as down. */
  width?: number;
  /** Images side by side; default as make the whole wider than high. */
  across?: number;
}

const mostPixels = 60_000;
const gap = 1;

/**
 * Plots images as tiles, such as digits, the filters of a layer, or the weights that lead to its units: the highest number
 * darkest, and where some lie below 0, blue above and orange below, on one scale for all. Frames have a slider.
 *
 * Throws a RangeError where there is no image, one has another size, a number is not finite, or captions are not as many.
 */
export function plotImages(images: Framed<readonly Image[]>, options: ImagesOptions = {}): Chart {
  const { title = "Images", captions } = options;
  const reel = reelOf("plotImages", images);
  const frames = reel.all.map((some) => some.map(pixelsOf));
  const count = frames[0]!.length;
  const size = frames[0]![0]?.length ?? 0;
  if (size === 0) throw new RangeError("plotImages: there is no image to plot");
  const { width = widthOf(reel.all[0]![0]!, size), across = Math.ceil(Math.sqrt(count * 1.8)) } = options;
  if (!Number.isInteger(size / width)) throw new RangeError(`plotImages: ${size} pixels make no rows of ${width}`);
  check(frames, count, size);
  if (captions !== undefined && captions.length !== count)
    throw new RangeError(`plotImages: captions has ${captions.length} entries but there are ${count} images`);
  const ends = extent(frames.flat(2));
  const [columns, rows] = [Math.min(across, count), Math.ceil(count / across)];
  const [tileWidth, tileHeight] = [width + gap, size / width + gap + (captions === undefined ? 0 : 0.3 * width)];
  const pixel = Math.max(1, Math.min(10, Math.floor(560 / (columns * tileWidth))));
  const place = (i: number) => ({ left: (i % across) * tileWidth, top: Math.floor(i / across) * tileHeight });
  const values = frames[0]!.map((_, i) => ({
    image: captions?.[i] ?? `${i}`,
    ...place(i),
    ...(reel.moves ? { frames: frames.map((some) => some[i]!.map(shorten)) } : { pixels: frames[0]![i]!.map(shorten) }),
  }));
  const along = (field: string, end: number, reverse: boolean) => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain: [0, end], nice: false, zero: false, reverse },
  });
  const hasSigns = ends[0] < 0;
  const gray = { ...heatColor("value", ends), scale: { domain: [0, ends[1] || 1], range: ["#ffffff", "#000000"] } };
  return new Chart(`${title}: ${count} images of ${width} by ${size / width} pixels`, {
    title: titled(title, reel),
    width: pixel * (columns * tileWidth - gap),
    height: pixel * rows * tileHeight,
    view: { stroke: null },
    ...framed(reel),
    data: { values },
    encoding: {
      x: along("left", columns * tileWidth - gap, false),
      y: along("top", rows * tileHeight, true),
    },
    layer: [
      {
        transform: [
          ...(reel.moves ? [{ calculate: "datum.frames[setting]", as: "pixels" }] : []),
          { calculate: `sequence(${size})`, as: "place" },
          { flatten: ["pixels", "place"], as: ["value", "place"] },
          { calculate: `datum.left + datum.place % ${width}`, as: "x" },
          { calculate: `datum.top + floor(datum.place / ${width})`, as: "y" },
          { calculate: "datum.x + 1", as: "right" },
          { calculate: "datum.y + 1", as: "bottom" },
        ],
        mark: { type: "rect", strokeWidth: 0 },
        encoding: {
          x: { field: "x" },
          x2: { field: "right" },
          y: { field: "y" },
          y2: { field: "bottom" },
          color: { ...(hasSigns ? heatColor("value", ends) : gray), title: null, legend: hasSigns ? {} : null },
          tooltip: [
            { field: "image", type: "nominal" },
            { field: "value", type: "quantitative" },
          ],
        },
      },
      frameLayer(width, size / width),
      ...(captions === undefined ? [] : [captionLayer(width, size / width)]),
    ],
  });
}

/** A thin line round each image, whose paper may be as white as the ground. */
function frameLayer(width: number, height: number) {
  return {
    transform: [
      { calculate: `datum.left + ${width}`, as: "right" },
      { calculate: `datum.top + ${height}`, as: "bottom" },
    ],
    mark: { type: "rect", fillOpacity: 0, stroke: "#bbb", strokeWidth: 0.7 },
    encoding: { x2: { field: "right" }, y2: { field: "bottom" } },
  };
}

function captionLayer(width: number, height: number) {
  return {
    transform: [
      { calculate: `datum.left + ${width / 2}`, as: "middle" },
      { calculate: `datum.top + ${height}`, as: "foot" },
    ],
    mark: { type: "text", baseline: "top", dy: 2, fontSize: 11 },
    encoding: { x: { field: "middle" }, y: { field: "foot" }, text: { field: "image" } },
  };
}

function pixelsOf(image: Image): number[] {
  return Array.from(image as ArrayLike<number | ArrayLike<number>>).flatMap((row) =>
    typeof row === "number" ? [row] : Array.from(row),
  );
}

function widthOf(image: Image, size: number): number {
  const [first] = Array.from(image as ArrayLike<number | ArrayLike<number>>);
  const side = Math.sqrt(size);
  if (typeof first === "object") return first.length;
  if (Number.isInteger(side)) return side;
  throw new RangeError(`plotImages: ${size} pixels make no square; say the width`);
}

function check(frames: readonly (readonly (readonly number[])[])[], count: number, size: number): void {
  for (const images of frames) {
    if (images.length !== count)
      throw new RangeError(`plotImages: a frame has ${images.length} images but the first has ${count}`);
    for (const [i, pixels] of images.entries()) {
      if (pixels.length !== size)
        throw new RangeError(`plotImages: image ${i} has ${pixels.length} pixels but the first has ${size}`);
      const strange = pixels.find((value) => !Number.isFinite(value));
      if (strange !== undefined) throw new RangeError(`plotImages: image ${i} has a pixel of ${strange}`);
    }
  }
  if (frames.length * count * size > mostPixels)
    throw new RangeError(
      `plotImages: ${frames.length * count} images of ${size} pixels are too many for a chart, which holds ${mostPixels} pixels`,
    );
}
