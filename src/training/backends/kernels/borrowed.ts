import type * as TensorFlow from "@tensorflow/tfjs";

type TensorInfo = TensorFlow.TensorInfo;

/** The kernel of the backend "cpu", run for another backend on copies of what it is given. */
export function borrowed(tf: typeof TensorFlow, kernelName: string): TensorFlow.KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const cpu = tf.findBackend("cpu") as TensorFlow.KernelBackend;
    const here = backend as TensorFlow.KernelBackend;
    const copies = Object.entries(inputs).map(([name, info]) => [name, copied(info!, here, cpu)] as const);
    // Einsum is given an array, whose length it asks for.
    const given = Array.isArray(inputs) ? copies.map(([, copy]) => copy) : Object.fromEntries(copies);
    const { kernelFunc } = tf.getKernel(kernelName, "cpu");
    const found = kernelFunc({ inputs: given as TensorFlow.NamedTensorInfoMap, attrs: attrs!, backend: cpu });
    const results = [found].flat();
    const answers = results.map((info) => copied(info, cpu, here));
    for (const info of [...copies.map(([, copy]) => copy), ...results]) cpu.disposeData(info.dataId);
    return Array.isArray(found) ? answers : answers[0]!;
  };
}

function copied({ dataId, shape, dtype }: TensorInfo, from: TensorFlow.KernelBackend, to: TensorFlow.KernelBackend) {
  const values = from.readSync(dataId) as Float32Array | Int32Array | Uint8Array;
  return { dataId: to.write(values.slice(), shape, dtype), shape, dtype };
}
