import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import util from "node:util";
import type * as TensorFlow from "@tensorflow/tfjs";

/** What `workings setup native` makes, in a folder of the project. */
export const nativeFolder = ".native";
export const nativeBinding = "tfjs_binding.node";

/**
 * Makes the backend "tensorflow" known, from the first of these that loads: the package tfjs-native, a person's own
 * `@tensorflow/tfjs-node`, the folder that `workings setup native` has made. Says in a few words why none did.
 *
 * They are looked for where Node would look, and in the folders above: from the folder that code runs in, then from here.
 */
export function loadNative(
  tf: typeof TensorFlow,
  places: readonly string[] = [process.cwd(), import.meta.dirname],
): string | undefined {
  giveBackIsNullOrUndefined();
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  // oneDNN sums in an order that varies, and TensorFlow announces on stderr that it is used.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= "0";
  const problems: string[] = [];
  for (const load of places.flatMap((place) => sources(tf, place))) {
    if (tf.findBackendFactory("tensorflow")) return undefined;
    try {
      load();
    } catch (error) {
      if (!isAbsent(error as NodeJS.ErrnoException)) problems.push(`does not load (${firstLine(error)})`);
    }
  }
  // What stands under a package's name may be another: danfojs-node's tfjs-node is plain TensorFlow.js here.
  if (tf.findBackendFactory("tensorflow")) return undefined;
  return problems[0] ?? "is not set up (npx workings setup native)";
}

function sources(tf: typeof TensorFlow, place: string): (() => void)[] {
  const requireThere = createRequire(path.join(place, "any.js"));
  const packages = ["tfjs-native", "@tensorflow/tfjs-node"].map((name) => () => requireThere(name));
  const folders = foldersAbove(place).map((folder) => path.join(folder, nativeFolder));
  const setUp = folders.filter((folder) => existsSync(path.join(folder, nativeBinding)));
  return [...packages, ...setUp.map((folder) => () => loadFolder(tf, folder))];
}

/** Registers the backend of a folder that `workings setup native` has made. */
export function loadFolder(tf: typeof TensorFlow, folder: string): void {
  const inFolder = createRequire(path.join(folder, "any.js"));
  const binding = inFolder(`./${nativeBinding}`);
  inFolder("@tensorflow/tfjs-node/dist/register_all_kernels");
  const { NodeJSKernelBackend } = inFolder("@tensorflow/tfjs-node/dist/nodejs_kernel_backend");
  tf.registerBackend("tensorflow", () => new NodeJSKernelBackend(binding, "@tensorflow/tfjs-node"), 3);
}

/** A folder and all that hold it, from the innermost outwards. */
function foldersAbove(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

/** tfjs-node calls it, and Node 23 took it away. */
function giveBackIsNullOrUndefined(): void {
  const module = util as { isNullOrUndefined?: (value: unknown) => boolean };
  module.isNullOrUndefined ??= (value) => value === null || value === undefined;
}

function isAbsent({ code, message }: NodeJS.ErrnoException): boolean {
  return code === "MODULE_NOT_FOUND" && /^Cannot find module '(tfjs-native|@tensorflow\/tfjs-node)'/.test(message);
}

function firstLine(error: unknown): string {
  return String((error as Error).message).split("\n")[0]!;
}
