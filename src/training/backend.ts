import { createRequire } from "node:module";
import process from "node:process";
import util from "node:util";
import type * as TensorFlow from "@tensorflow/tfjs";

const require = createRequire(import.meta.url);

const names = { native: "tensorflow", wasm: "wasm", cpu: "cpu" } as const;
type BackendName = keyof typeof names;

/**
 * Chooses what TensorFlow.js computes on: native TensorFlow where it is installed, else WebAssembly, else plain
 * JavaScript. The environment variable `WORKINGS_BACKEND` (`native`, `wasm` or `cpu`) forces one.
 *
 * Returns a sentence that says which one runs and why a quicker one does not. Throws an Error when the forced one
 * cannot run.
 */
export async function chooseBackend(): Promise<string> {
  const tf: typeof TensorFlow = require("@tensorflow/tfjs");
  const forced = process.env.WORKINGS_BACKEND;
  if (forced !== undefined && !(forced in names))
    throw new RangeError(
      `chooseBackend: WORKINGS_BACKEND is "${forced}" but must be one of ${Object.keys(names).join(", ")}`,
    );
  // Else TensorFlow.js greets on stderr and recommends the backend that was just tried.
  tf.enableProdMode();
  const passedOver: string[] = [];
  for (const name of forced ? [forced as BackendName] : (Object.keys(names) as BackendName[])) {
    const problem = await start(tf, name);
    if (problem === undefined)
      return `TensorFlow.js ${tf.version_core} on ${name}${passedOver.map((reason) => `; ${reason}`).join("")}`;
    passedOver.push(`${name} ${problem}`);
  }
  throw new Error(`chooseBackend: ${passedOver.join("; ")}`);
}

/** Starts a backend, or says in a few words why it cannot run. */
async function start(tf: typeof TensorFlow, name: BackendName): Promise<string | undefined> {
  try {
    if (name === "native") loadNative();
    if (name === "wasm") require("@tensorflow/tfjs-backend-wasm");
    if (!(await tf.setBackend(names[name]))) return "does not start here";
    await tf.ready();
    return undefined;
  } catch (error) {
    const [reason] = String((error as Error).message).split("\n");
    return reason === "Cannot find module 'tfjs-native'" ? "is not installed" : `does not load (${reason})`;
  }
}

/** tfjs-node registers itself when it is loaded; it still calls a function that Node 23 took away. */
function loadNative(): void {
  const module = util as { isNullOrUndefined?: (value: unknown) => boolean };
  module.isNullOrUndefined ??= (value) => value === null || value === undefined;
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  require("tfjs-native");
}
