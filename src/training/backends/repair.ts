import type * as TensorFlow from "@tensorflow/tfjs";
import { borrowed } from "./kernels/borrowed.js";
import { explicitPadding } from "./kernels/explicitPadding.js";
import { filterGradient } from "./kernels/filterGradient.js";
import { averagePoolGradient, maxPoolGradient } from "./kernels/poolGradients.js";
import { segmentSum } from "./kernels/segmentSum.js";

/** Makes a kernel; `original` is the one that the backend comes with, if it has one. */
type Repair = (tf: typeof TensorFlow, kernelName: string, original: TensorFlow.KernelFunc) => TensorFlow.KernelFunc;

const repairs: Readonly<Record<"wasm" | "cpu", Readonly<Record<string, Repair>>>> = {
  cpu: {
    // As on wasm.
    AvgPoolGrad: averagePoolGradient,
  },
  wasm: {
    // Its own shares what comes back for a window among all places of the window, also those in the padding.
    AvgPoolGrad: averagePoolGradient,
    // Its own loses what comes back for a window whose largest number is negative.
    MaxPoolGrad: maxPoolGradient,
    // Their own give zeros for some strides with padding.
    Conv2D: explicitPadding,
    FusedConv2D: explicitPadding,
    DepthwiseConv2dNative: explicitPadding,
    FusedDepthwiseConv2D: explicitPadding,
    // It has none of these.
    Conv2DBackpropFilter: filterGradient,
    UnsortedSegmentSum: segmentSum,
    DepthwiseConv2dNativeBackpropFilter: borrowed,
    DepthwiseConv2dNativeBackpropInput: borrowed,
    Einsum: borrowed,
  },
};

const repaired = new WeakSet<TensorFlow.KernelFunc>();

/** Replaces the kernels of a backend that TensorFlow.js 4.22 has wrong, and adds those that training needs and it lacks. */
export function repair(tf: typeof TensorFlow, backendName: "wasm" | "cpu"): void {
  for (const [kernelName, make] of Object.entries(repairs[backendName])) {
    const original: TensorFlow.KernelConfig | undefined = tf.getKernel(kernelName, backendName);
    if (original && repaired.has(original.kernelFunc)) continue;
    const kernelFunc = make(tf, kernelName, original?.kernelFunc);
    repaired.add(kernelFunc);
    if (original) tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({ ...original, kernelName, backendName, kernelFunc });
  }
}
