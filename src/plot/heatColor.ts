/** Colours of numbers: from white to blue, and where some lie below 0, those in orange. */
export function heatColor(field: string, [low, high]: readonly [number, number], title: string | null = field) {
  const largest = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const scale =
    low < 0
      ? { interpolate: "rgb", domain: [-largest, 0, largest], range: ["#D55E00", "#ffffff", "#0072B2"] }
      : { interpolate: "rgb", domain: [0, largest], range: ["#ffffff", "#0072B2"] };
  return { field, type: "quantitative", title, scale };
}
