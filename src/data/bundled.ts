/** The data that come with the lessons, found from any folder; notebooks/data/README.md tells where they are from. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Dataset, dataset } from "./dataset.js";
import { readTable } from "./readTable.js";
import type { Parts } from "./split.js";

/** Fisher's 150 irises: four lengths in centimetres each, and which of three species it is. */
export function iris(): Dataset {
  return dataset(readTable(bundled("iris.csv")), { label: "species" });
}

/**
 * The irises as scikit-learn's `train_test_split(X, y, test_size=0.2, random_state=42)` parts them: 120 and 30 flowers, in
 * its order, of which Keras' `validation_split=0.2` would take the last 24 of the first.
 */
export function irisSplit42(): Parts<Dataset> {
  const rows = JSON.parse(readFileSync(bundled("iris-split-42.json"), "utf8")) as Parts<number[]>;
  return { train: iris().take(rows.train), test: iris().take(rows.test) };
}

/** 1,797 handwritten digits of 8×8 pixels: the 64 shades of each from 0, white, to 16, row by row, and which digit it is. */
export function digits(): Dataset {
  return dataset(readTable(bundled("digits.csv")), { label: "label" });
}

function bundled(name: string): string {
  return fileURLToPath(new URL(`../../notebooks/data/${name}`, import.meta.url));
}
