import type * as TensorFlow from "@tensorflow/tfjs";

/**
 * A convolution of the backend "wasm" that is told how many zeros to lay on each side.
 *
 * Left to find out for itself what "same" means, it answers with zeros alone where a stride leaves more places of the
 * image out than the kernel lacks (tensorflow/tfjs, issues 6629 and 8405).
 */
export function explicitPadding(
  tf: typeof TensorFlow,
  kernelName: string,
  original: TensorFlow.KernelFunc,
): TensorFlow.KernelFunc {
  const isDepthwise = kernelName.includes("Depthwise");
  return (call) => {
    // A kernel knows which attributes its own calls carry; TensorFlow.js types them as any numbers.
    const attrs = call.attrs as unknown as ConvolutionAttributes;
    if (attrs.pad !== "same") return original(call);
    const [x, filter] = [call.inputs.x!.shape as Shape, call.inputs.filter!.shape as Shape];
    const { padInfo } = tf.backend_util.computeConv2DInfo(
      x,
      filter,
      attrs.strides,
      attrs.dilations,
      attrs.pad,
      attrs.dimRoundingMode,
      isDepthwise,
    );
    const { top, bottom, left, right } = padInfo;
    return original({
      ...call,
      attrs: {
        ...call.attrs,
        pad: [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ],
      },
    });
  };
}

type Shape = [number, number, number, number];

interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly dilations: [number, number] | number;
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}
