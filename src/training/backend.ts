import { createRequire } from "node:module";
import process from "node:process";
import type * as TensorFlow from "@tensorflow/tfjs";
import { loadNative } from "./backends/native.js";
import { repair } from "./backends/repair.js";

const require = createRequire(import.meta.url);

const names = { native: "tensorflow", wasm: "wasm", cpu: "cpu" } as const;
type BackendName = keyof typeof names;

/**
 * Chooses what TensorFlow.js computes on: native TensorFlow where it is set up, else WebAssembly, else plain JavaScript;
 * the last two with their wrong and missing kernels mended. The environment variable `WORKINGS_BACKEND` (`native`,
 * `wasm` or `cpu`) forces one.
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
  if (name === "native") {
    const problem = loadNative(tf);
    if (problem !== undefined) return problem;
  }
  try {
    if (name === "wasm") require("@tensorflow/tfjs-backend-wasm");
    if (name !== "native") repair(tf, name);
    if (!(await tf.setBackend(names[name]))) return "does not start here";
    await tf.ready();
    return undefined;
  } catch (error) {
    return `does not load (${String((error as Error).message).split("\n")[0]})`;
  }
}
