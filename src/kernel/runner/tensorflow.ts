/**
 * TensorFlow.js after an interrupt.
 *
 * Code that is terminated runs no `finally`, so the library believes for ever after that it is inside whatever it was
 * doing, and trains nothing any more. Between cells it is inside nothing but the scopes that a person has opened.
 */

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

/** How deep it is; undefined where it is not loaded. */
export function tensorFlowDepth(): TensorFlowDepth | undefined {
  const state = engine()?.state;
  if (!state) return undefined;
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
}

function engine(): Engine | undefined {
  return world._tfengine;
}
