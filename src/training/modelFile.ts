import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import type { Layer } from "./layers/layer.js";
import type { LossName } from "./losses/index.js";
import type { Shape } from "./shape.js";

/** What a model's file holds. */
export interface ModelFile {
  readonly format: typeof format;
  readonly version: typeof version;
  readonly inputs: Shape;
  readonly seed: number;
  readonly layers: readonly Pick<Layer, "layer" | "arguments">[];
  readonly loss?: LossName | undefined;
  readonly notes?: unknown;
  /** All parameters in float64, lowest byte first, as base64. */
  readonly parameters: string;
}

export const format = "workings model";
export const version = 1;

/** Writes a file whole or not at all: what was there stays until all is written. */
export async function writeWhole(file: string | URL, text: string): Promise<void> {
  const beside = file instanceof URL ? new URL(`${file}.${randomUUID()}`) : `${file}.${randomUUID()}`;
  try {
    await writeFile(beside, text, { flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Numbers as base64 of their bytes. */
export function encoded(numbers: Float64Array): string {
  const bytes = Buffer.alloc(numbers.length * 8);
  for (const [i, number] of numbers.entries()) bytes.writeDoubleLE(number, i * 8);
  return bytes.toString("base64");
}

export function decoded(text: string): Float64Array {
  const bytes = Buffer.from(text, "base64");
  return Float64Array.from({ length: Math.floor(bytes.length / 8) }, (_, i) => bytes.readDoubleLE(i * 8));
}
