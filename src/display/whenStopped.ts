import { type KernelHook, kernelSymbol } from "./display.js";

/**
 * Calls `told` if the cell that calls this is interrupted, after which none of its asynchronous functions go on; what it
 * returns takes that back. Where no kernel tells, nothing happens.
 */
export function whenStopped(told: () => void): () => void {
  const hook = (globalThis as { readonly [kernelSymbol]?: KernelHook })[kernelSymbol];
  return hook?.whenStopped?.(told) ?? (() => {});
}
