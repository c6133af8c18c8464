/** A time in seconds as a person reads it, to three digits: `45 µs`, `1.23 s`, `2 min 5 s`, `3 h 20 min`. */
export function durationText(seconds: number): string {
  if (seconds < 59.95) {
    const [factor, unit] = units.find(([one]) => seconds * one >= 0.9995) ?? [1e9, "ns"];
    return `${Number((seconds * factor).toPrecision(3))} ${unit}`;
  }
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const units: readonly (readonly [factor: number, unit: string])[] = [
  [1, "s"],
  [1e3, "ms"],
  [1e6, "µs"],
];
