import { numberExpression } from "./chartSliders.js";
import { type DrawnCurve, slopeReach, withX } from "./curveColumns.js";
import { palette } from "./style.js";

/** A number, or a Vega expression of the sliders that gives one. */
export type Place = number | string;

/** What is drawn beside curves; each mark follows the sliders that its places name. */
export interface CurveMarks {
  /** Dots, at a height or on a curve, with words beside them. */
  points?: readonly ({ x: Place; label?: string } & ({ y: Place } | { on: string }))[];
  /** Tangents of a curve, with their slopes written beside them; on linear axes only. */
  tangents?: readonly { on: string; x: Place }[];
  /** Lines across the chart: upright ones at `x`, level ones at `y`. */
  rules?: readonly (({ x: Place } | { y: Place }) & { label?: string })[];
  /** Areas from a curve down, or up, to another one, or to 0. */
  fills?: readonly { under: string; above?: string; from?: Place; to?: Place; label?: string }[];
}

/** What marks need to know of the curves that they are drawn beside. */
export interface PlottedCurves {
  readonly curves: readonly DrawnCurve[];
  readonly parameters: readonly string[];
  readonly x: readonly number[];
  readonly isLinear: boolean;
}

type Layer = Readonly<Record<string, unknown>>;

const ink = "#333";
const quantitative = (field: string) => ({ field, type: "quantitative" });

/** The layers below the curves: fills and rules. */
export function marksBelow(plotted: PlottedCurves, { fills = [], rules = [] }: CurveMarks): Layer[] {
  return [...fills.map((fill) => fillLayer(plotted, fill)), ...rules.flatMap((rule) => ruleLayers(plotted, rule))];
}

/** The layers above the curves: tangents and points. */
export function marksAbove(plotted: PlottedCurves, { points = [], tangents = [] }: CurveMarks): Layer[] {
  if (tangents.length > 0 && !plotted.isLinear) {
    throw new TypeError("plotCurves: a tangent is straight on linear axes only, and one of these is logarithmic");
  }
  for (const point of points) {
    for (const place of [point.x, "y" in point ? point.y : 0]) placeText(plotted, "a point", place);
  }
  const still = points.flatMap((point) => {
    const y = "y" in point ? point.y : undefined;
    return typeof point.x === "number" && typeof y === "number" ? [{ x: point.x, y, label: point.label ?? "" }] : [];
  });
  const moving = points.filter(
    (point) => typeof point.x === "string" || !("y" in point) || typeof point.y === "string",
  );
  return [
    ...tangents.flatMap(({ on, x }) => tangentLayers(plotted, on, x)),
    ...(still.length === 0
      ? []
      : dots(
          { data: { values: still } },
          still.some(({ label }) => label !== ""),
        )),
    ...moving.flatMap((point) => {
      const label = { calculate: JSON.stringify(point.label ?? ""), as: "label" };
      const { transform, ...rest } =
        "on" in point ? onCurve(plotted, point.on, point.x) : atPlace(plotted, { x: point.x, y: point.y });
      return dots({ ...rest, transform: [...transform, label] }, point.label !== undefined);
    }),
  ];
}

function dots(from: Layer, areLabelled: boolean): Layer[] {
  const mark = { type: "point", filled: true, size: 70, color: ink, opacity: 1, clip: true, tooltip: true };
  const encoding = { x: quantitative("x"), y: quantitative("y") };
  const text = { type: "text", align: "left", dx: 8, dy: -8, fontSize: 12 };
  return [
    { ...from, mark, encoding },
    ...(areLabelled ? [{ ...from, mark: text, encoding: { ...encoding, text: { field: "label" } } }] : []),
  ];
}

function fillLayer(
  plotted: PlottedCurves,
  { under, above, from, to, label }: NonNullable<CurveMarks["fills"]>[number],
): Layer {
  const [top, bottom] = [curveNamed(plotted, under), above === undefined ? undefined : curveNamed(plotted, above)];
  const within = [
    ...(from === undefined ? [] : [{ filter: `datum.x >= ${placeText(plotted, "a fill", from)}` }]),
    ...(to === undefined ? [] : [{ filter: `datum.x <= ${placeText(plotted, "a fill", to)}` }]),
  ];
  return {
    transform: within,
    mark: {
      type: "area",
      color: palette[top.index % palette.length],
      fillOpacity: 0.2,
      clip: true,
      ...(label === undefined ? {} : { tooltip: label }),
    },
    encoding: {
      y: { field: `y${top.index}` },
      y2: bottom === undefined ? { datum: 0 } : { field: `y${bottom.index}` },
    },
  };
}

function ruleLayers(plotted: PlottedCurves, rule: NonNullable<CurveMarks["rules"]>[number]): Layer[] {
  const isUpright = "x" in rule;
  const from = atPlace(plotted, isUpright ? { x: rule.x } : { y: rule.y });
  const mark = { type: "rule", color: "#666", strokeDash: [4, 3], strokeWidth: 1.5, clip: true };
  const text = isUpright
    ? { type: "text", align: "left", baseline: "top", dx: 5, dy: 5, y: 0, fontSize: 12 }
    : { type: "text", align: "right", baseline: "bottom", dx: -5, dy: -3, x: "width", fontSize: 12 };
  const place = isUpright ? { x: quantitative("x"), y: null } : { y: quantitative("y"), x: null };
  return [
    { ...from, mark, encoding: place },
    ...(rule.label === undefined ? [] : [{ ...from, mark: text, encoding: { ...place, text: { value: rule.label } } }]),
  ];
}

function tangentLayers(plotted: PlottedCurves, on: string, x: Place): Layer[] {
  const reach = (plotted.x.at(-1)! - plotted.x[0]!) / 6;
  const { transform, ...rest } = onCurve(plotted, on, x, true);
  const end = (field: string, sign: string) => [
    { calculate: `datum.x ${sign} ${reach}`, as: `x${field}` },
    { calculate: `datum.y ${sign} ${reach} * datum.slope`, as: `y${field}` },
  ];
  const label = { calculate: "'slope ' + format(datum.slope, '.4f')", as: "label" };
  const from = { ...rest, transform: [...transform, ...end("1", "-"), ...end("2", "+"), label] };
  const rule = {
    ...from,
    mark: { type: "rule", strokeWidth: 2, color: ink, clip: true },
    encoding: { x: quantitative("x1"), x2: { field: "x2" }, y: quantitative("y1"), y2: { field: "y2" } },
  };
  return [rule, ...dots(from, true)];
}

/** The point of a curve at a place, and its slope there: computed where the curve is an expression, else in the table. */
function onCurve(plotted: PlottedCurves, name: string, place: Place, needsSlope = false) {
  const { index, text } = curveNamed(plotted, name);
  const x = placeText(plotted, `a place on ${JSON.stringify(name)}`, place);
  if (text === undefined) {
    return {
      transform: [
        { calculate: `abs(datum.x - (${x}))`, as: "away" },
        { joinaggregate: [{ op: "min", field: "away", as: "least" }] },
        { filter: "datum.away == datum.least" },
        { calculate: `datum.y${index}`, as: "y" },
        ...(needsSlope
          ? [
              {
                calculate: plotted.parameters.length > 0 ? `datum.slope${index}s[setting]` : `datum.slope${index}`,
                as: "slope",
              },
            ]
          : []),
      ],
    };
  }
  const h = slopeReach * (plotted.x.at(-1)! - plotted.x[0]!);
  const slope = `((${withX(text, `${x} + ${h}`)}) - (${withX(text, `${x} - ${h}`)})) / ${2 * h}`;
  return {
    data: { values: [{}] },
    transform: [
      { calculate: x, as: "x" },
      { calculate: withX(text, x), as: "y" },
      ...(needsSlope ? [{ calculate: slope, as: "slope" }] : []),
    ],
  };
}

function atPlace(plotted: PlottedCurves, places: { readonly x?: Place; readonly y?: Place }) {
  const transform = Object.entries(places).map(([as, place]) => ({
    calculate: placeText(plotted, "a mark", place),
    as,
  }));
  return { data: { values: [{}] }, transform };
}

function placeText({ parameters }: PlottedCurves, what: string, place: Place): string {
  if (typeof place === "number") {
    if (!Number.isFinite(place)) throw new RangeError(`plotCurves: ${what} is at ${place}`);
    return `${place}`;
  }
  numberExpression("plotCurves", what, place, parameters);
  return `(${place})`;
}

function curveNamed({ curves }: PlottedCurves, name: string): DrawnCurve {
  const found = curves.find((curve) => curve.name === name);
  if (found !== undefined) return found;
  throw new TypeError(
    `plotCurves: a mark is on the curve ${JSON.stringify(name)}, but the curves are ${curves.map((curve) => curve.name).join(", ")}`,
  );
}
