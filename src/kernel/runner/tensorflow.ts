/**
 * TensorFlow.js after an interrupt.
 *
 * Code that is terminated runs no `finally`, so the library believes for ever after that it is inside whatever it was
 * doing, and trains nothing any more. Between cells it is inside nothing but the scopes that a person has opened.
 */

import { createRequire } from "node:module";
import { sturdy } from "./sturdy.js";

const { cache } = createRequire(import.meta.url);
const { entries, defineProperty } = Object;

/** How deep the library is inside its own work. */
export interface TensorFlowDepth {
  readonly scopes: number;
  readonly kernels: number;
  readonly gradients: number;
  readonly dataMoves: number;
}

/** The part of the library's state that counts. */
interface Engine {
  readonly state: {
    readonly scopeStack: unknown[];
    readonly numDataMovesStack: unknown[];
    kernelDepth: number;
    gradientDepth: number;
    activeTape: unknown;
  };
  endScope(): void;
}

/** The global object, which a cell may take away the name of. */
const world = globalThis as { _tfengine?: Engine };

/** The models that are in a training run, during which they begin no other. */
const training = sturdy(new Set<object>());
let followsModels = false;

/** How deep it is; undefined where it is not loaded. To be asked when it may have been loaded: its models are followed then. */
export function tensorFlowDepth(): TensorFlowDepth | undefined {
  const state = engine()?.state;
  if (!state) return undefined;
  if (!followsModels) followModels();
  const { scopeStack, kernelDepth: kernels, gradientDepth: gradients, numDataMovesStack } = state;
  return { scopes: scopeStack.length, kernels, gradients, dataMoves: numDataMovesStack.length };
}

/** Brings it back to a depth, disposing of the tensors made since; to nothing, if it was not loaded then. */
export function unwindTensorFlow(depth: TensorFlowDepth | undefined): void {
  const tensorflow = engine();
  if (!tensorflow) return;
  const { state } = tensorflow;
  while (state.scopeStack.length > (depth?.scopes ?? 0)) tensorflow.endScope();
  state.kernelDepth = depth?.kernels ?? 0;
  state.gradientDepth = depth?.gradients ?? 0;
  state.numDataMovesStack.length = depth?.dataMoves ?? 0;
  if (!state.gradientDepth) state.activeTape = null;
  training.clear();
}

/** Keeps here what each model says of itself, `isTraining`, which an interrupt has to take back. */
function followModels(): void {
  const loaded = entries(cache);
  for (let i = 0; i < loaded.length; i++) {
    const { LayersModel } = (loaded[i]![1]?.exports ?? {}) as { LayersModel?: { prototype: object } };
    if (!LayersModel) continue;
    followsModels = true;
    defineProperty(LayersModel.prototype, "isTraining", {
      configurable: true,
      get(this: object) {
        return training.has(this);
      },
      set(this: object, isTraining: boolean) {
        if (isTraining) training.add(this);
        else training.delete(this);
      },
    });
  }
}

function engine(): Engine | undefined {
  return world._tfengine;
}
