/** Colours that stay apart for the colour-blind (Okabe & Ito 2008), darkest first, without the pale yellow. */
export const palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"] as const;

/** What all charts share. The background is white in either theme, so that what is drawn on it is always legible. */
export const style = {
  background: "white",
  padding: 8,
  config: {
    font: "DejaVu Sans, Verdana, sans-serif",
    title: {
      anchor: "start",
      fontSize: 14,
      fontWeight: "bold",
      offset: 10,
      subtitleColor: "#444",
      subtitleFontSize: 12,
    },
    axis: {
      labelFontSize: 11,
      titleFontSize: 12,
      titleFontWeight: "normal",
      gridColor: "#e4e4e4",
      domainColor: "#888",
    },
    legend: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: "normal", symbolStrokeWidth: 3 },
    header: { labelFontSize: 12, titleFontSize: 12 },
    line: { strokeWidth: 2.5 },
    range: { category: palette },
    view: { stroke: "#ccc" },
  },
} as const;
