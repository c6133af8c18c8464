import { type Baseline, byClass, type Examples } from "./baseline.js";

/** A model that always answers the commonest class, of equally common ones that with the lowest number. */
export function majority(data: Examples): Baseline & { readonly label: number } {
  const classes = byClass("majority", data);
  const most = Math.max(...[...classes.values()].map((rows) => rows.length));
  const [label] = [...classes].find(([, rows]) => rows.length === most)!;
  return { label, predict: (x) => x.map(() => label) };
}
