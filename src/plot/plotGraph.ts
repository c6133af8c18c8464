import { Chart } from "./chart.js";
import { type Framed, framed, packed, reelOf, titled } from "./frames.js";
import { shorten } from "./plane.js";
import { palette } from "./style.js";

/** A node of a computation: where its numbers come from, its value, and the gradient of the last node by it. */
export interface GraphNode {
  readonly from?: readonly string[];
  readonly value?: number;
  readonly gradient?: number;
}

/** The nodes of a computation by their names, such as `{ x: { value: 2 }, "x²": { from: ["x"], value: 4 } }`. */
export type Graph = Readonly<Record<string, GraphNode>>;

const box = { width: 0.62, height: 0.66 };

/**
 * Plots a computation as a graph, from left to right, with the value of each node, on the way forward, and its gradient, on
 * the way back. Frames, such as the steps of backpropagation, have a slider; all have the same nodes.
 *
 * Throws a RangeError where there is no node, a node comes from one that is not there, or a node comes from itself.
 */
export function plotGraph(
  graph: Framed<Graph>,
  { title = "A computation, forward and back" }: { title?: string } = {},
): Chart {
  const reel = reelOf("plotGraph", graph);
  const [first] = reel.all as [Graph];
  const names = Object.keys(first);
  if (names.length === 0) throw new RangeError("plotGraph: there is no node to plot");
  const places = placesOf(first);
  const frames = reel.all.map((nodes) =>
    names.map((name) => {
      const { value, gradient } = nodes[name] ?? {};
      return {
        name,
        ...places.get(name)!,
        forward: written(value),
        back: gradient === undefined ? "" : `∂ ${written(gradient)}`,
      };
    }),
  );
  const edges = names.flatMap((name) =>
    (first[name]!.from ?? []).map((from) => ({
      x: shorten(places.get(from)!.x + box.width / 2),
      y: places.get(from)!.y,
      right: shorten(places.get(name)!.x - box.width / 2 - 0.03),
      end: places.get(name)!.y,
    })),
  );
  const [columns, rows] = [spread(places, "x"), spread(places, "y")];
  const axis = (field: string, domain: readonly [number, number], reverse = false) => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain, nice: false, zero: false, reverse },
  });
  const text = (field: string, dy: number, style: Readonly<Record<string, unknown>>) => ({
    mark: { type: "text", dy, fontSize: 12, ...style },
    encoding: { text: { field } },
  });
  const said = names.map(
    (name) => `${name}${first[name]!.value === undefined ? "" : ` = ${written(first[name]!.value)}`}`,
  );
  return new Chart(`${title}: ${said.join(", ")}`, {
    title: titled(title, reel, "blue: the value; orange: the gradient of the last node by it"),
    width: 150 * (columns[1] - columns[0]),
    height: 84 * (rows[1] - rows[0]),
    view: { stroke: null },
    ...framed(reel),
    encoding: { x: axis("x", columns), y: axis("y", rows, true) },
    layer: [
      {
        data: { values: edges },
        mark: { type: "rule", color: "#888", strokeWidth: 1.5 },
        encoding: { x2: { field: "right" }, y2: { field: "end" } },
      },
      {
        data: { values: edges },
        mark: { type: "point", shape: "triangle-right", filled: true, size: 70, color: "#888", opacity: 1 },
        encoding: { x: { field: "right" }, y: { field: "end" } },
      },
      {
        ...packed("plotGraph", reel, frames),
        layer: [
          {
            transform: [
              { calculate: `datum.x - ${box.width / 2}`, as: "left" },
              { calculate: `datum.x + ${box.width / 2}`, as: "right" },
              { calculate: `datum.y - ${box.height / 2}`, as: "top" },
              { calculate: `datum.y + ${box.height / 2}`, as: "bottom" },
            ],
            mark: { type: "rect", fill: "white", stroke: "#666", cornerRadius: 5, fillOpacity: 1 },
            encoding: { x: { field: "left" }, x2: { field: "right" }, y: { field: "top" }, y2: { field: "bottom" } },
          },
          text("name", -16, { fontWeight: "bold" }),
          text("forward", 1, { color: palette[0] }),
          text("back", 17, { color: palette[1] }),
        ],
      },
    ],
  });
}

/** Each node right of all it comes from, and at the middle of their heights where there is room. */
function placesOf(graph: Graph): Map<string, { x: number; y: number }> {
  const depths = new Map<string, number>();
  const depthOf = (name: string, path: readonly string[]): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    if (path.includes(name)) throw new RangeError(`plotGraph: the node ${JSON.stringify(name)} comes from itself`);
    const node = graph[name];
    if (node === undefined) {
      throw new RangeError(
        `plotGraph: the node ${JSON.stringify(path.at(-1))} comes from ${JSON.stringify(name)}, which is not there`,
      );
    }
    const depth = Math.max(-1, ...(node.from ?? []).map((from) => depthOf(from, [...path, name]))) + 1;
    depths.set(name, depth);
    return depth;
  };
  const names = Object.keys(graph);
  for (const name of names) depthOf(name, []);
  // What comes from nothing stands just left of where it is first needed.
  for (const name of names.filter((one) => (graph[one]!.from ?? []).length === 0)) {
    const uses = names.filter((one) => graph[one]!.from?.includes(name)).map((one) => depths.get(one)!);
    if (uses.length > 0) depths.set(name, Math.min(...uses) - 1);
  }
  const columns = Math.max(...depths.values()) + 1;
  const places = new Map<string, { x: number; y: number }>();
  for (let x = 0; x < columns; x++) {
    const wanted = names
      .filter((name) => depths.get(name) === x)
      .map((name, i) => {
        const from = (graph[name]!.from ?? []).map((one) => places.get(one)!.y);
        return { name, y: from.length === 0 ? i : from.reduce((sum, y) => sum + y, 0) / from.length };
      })
      .sort((a, b) => a.y - b.y);
    let free = Number.NEGATIVE_INFINITY;
    for (const { name, y } of wanted) {
      const place = Math.max(y, free);
      places.set(name, { x, y: shorten(place) });
      free = place + 1;
    }
  }
  return places;
}

function spread(places: ReadonlyMap<string, { x: number; y: number }>, axis: "x" | "y"): [number, number] {
  const along = [...places.values()].map((place) => place[axis]);
  return [Math.min(...along) - 0.5, Math.max(...along) + 0.5];
}

function written(value: number | undefined): string {
  return value === undefined ? "" : String(Number(value.toPrecision(4))).replace("-", "−");
}
