/** Colours that stay apart for the colour-blind (Okabe & Ito 2008), darkest first, without the pale yellow. */
export const palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"] as const;

const ink = "#222";
const paleInk = "#555";

/**
 * What all charts share. The ground is white and the ink dark in either theme: JupyterLab's dark theme would write in
 * white, and what is drawn must stay legible where it is a still image too.
 */
export const style = {
  background: "white",
  padding: 8,
  config: {
    font: "DejaVu Sans, Verdana, sans-serif",
    title: {
      anchor: "start",
      color: ink,
      fontSize: 14,
      fontWeight: "bold",
      offset: 10,
      subtitleColor: paleInk,
      subtitleFontSize: 12,
    },
    axis: {
      domainColor: "#888",
      gridColor: "#e4e4e4",
      labelColor: ink,
      labelFontSize: 11,
      tickColor: "#888",
      titleColor: ink,
      titleFontSize: 12,
      titleFontWeight: "normal",
    },
    legend: {
      labelColor: ink,
      labelFontSize: 11,
      symbolStrokeWidth: 3,
      titleColor: ink,
      titleFontSize: 12,
      titleFontWeight: "normal",
    },
    header: { labelColor: ink, labelFontSize: 12, titleColor: ink, titleFontSize: 12 },
    line: { strokeWidth: 2.5 },
    text: { color: ink },
    range: { category: palette },
    view: { stroke: "#ccc" },
  },
} as const;
