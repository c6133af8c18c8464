import { axisOver } from "./axisOver.js";
import { Chart } from "./chart.js";
import { type Framed, framed, packed, reelOf, titled } from "./frames.js";
import { extent } from "./steadyDomain.js";

type Norms = Readonly<Record<string, readonly number[]>>;

/**
 * Plots the size of the gradient in each layer of networks under names, the first layer at the left, on a logarithmic
 * axis: a line that falls to the left is a gradient that vanishes. Frames, such as epochs, have a slider.
 *
 * Throws a RangeError where a network has no layer, or a norm is negative or not finite; a norm of 0 is a gap.
 */
export function plotGradientNorms(
  norms: Framed<Norms>,
  {
    title = "How large the gradient is in each layer",
    yTitle = "norm of the gradient",
  }: { title?: string; yTitle?: string } = {},
): Chart {
  const reel = reelOf("plotGradientNorms", norms);
  const frames = reel.all.map((frame) =>
    Object.entries(frame).flatMap(([network, sizes]) =>
      sizes.map((size, i) => ({ network, layer: i + 1, norm: checked(network, i, size) })),
    ),
  );
  if (frames[0]!.length === 0) throw new RangeError("plotGradientNorms: there is no layer to plot");
  const domain = extent(frames.flat().flatMap(({ norm }) => (norm === null ? [] : [norm])));
  const shown = reel.all[reel.opening]!;
  const ratios = Object.entries(shown).map(([name, sizes]) => `${name} ${(sizes[0]! / sizes.at(-1)!).toPrecision(2)}`);
  const network = {
    field: "network",
    type: "nominal",
    title: null,
    sort: null,
    legend: { orient: "top", labelLimit: 0 },
  };
  return new Chart(`${title}: first layer over last, ${ratios.join(", ")}`, {
    title: titled(title, reel),
    width: 480,
    height: 280,
    ...framed(reel),
    ...packed("plotGradientNorms", reel, frames),
    mark: { type: "line", tooltip: true, invalid: "break-paths-show-path-domains", point: { filled: true, size: 45 } },
    encoding: {
      x: {
        field: "layer",
        type: "quantitative",
        title: "layer, counted from the input",
        axis: { tickMinStep: 1, format: "d" },
        scale: { nice: false },
      },
      y: {
        field: "norm",
        type: "quantitative",
        title: yTitle,
        scale: { type: "log", domain, nice: true },
        axis: axisOver("log", domain),
      },
      color: network,
      strokeDash: network,
    },
  });
}

function checked(network: string, layer: number, size: number): number | null {
  if (Number.isFinite(size) && size >= 0) return size === 0 ? null : size;
  throw new RangeError(`plotGradientNorms: the norm of layer ${layer + 1} of ${JSON.stringify(network)} is ${size}`);
}
