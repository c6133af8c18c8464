import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import { chooseBackend } from "../../src/training/backend.js";
import { checkGradients } from "../../src/training/checkGradients.js";

const withoutFilterGradient = "Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'";

const problemsOf = async (backend: string) => {
  await tf.setBackend(backend);
  const { problems } = await checkGradients();
  return problems.map(({ op, verdict }) => `${op}: ${verdict}`);
};

beforeAll(() => tf.enableProdMode());
afterEach(() => vi.unstubAllEnvs());

describe("checkGradients", () => {
  it("finds what TensorFlow.js 4.22 gets wrong on cpu as it comes: average pools with padding", async () => {
    expect(await problemsOf("cpu")).toEqual([
      "avgPool 2×2, same, stride 1: wrong",
      "avgPool 3×3, same, stride 2: wrong",
    ]);
  });

  it("finds what it gets wrong and lacks on wasm as it comes", async () => {
    expect(await problemsOf("wasm")).toEqual([
      "conv2d 3×2, valid, stride 1: fails",
      "conv2d 3×2, valid, stride 2: fails",
      "conv2d 3×2, same, stride 1: fails",
      "conv2d 3×2, same, stride 2: fails",
      "conv2d 1×2, same, stride 2: fails",
      "maxPool 2×2, valid, stride 2: wrong",
      "maxPool of negative numbers: wrong",
      "avgPool 2×2, same, stride 1: wrong",
      "avgPool 3×3, same, stride 2: wrong",
      "gather (embedding): fails",
    ]);
  });

  it("sees the zeros that wasm as it comes gives for a convolution with padding whose stride is long", async () => {
    await tf.setBackend("wasm");
    const { rows } = await checkGradients();
    const wrong = rows.filter(({ valueError }) => valueError! > 1e6).map(({ op }) => op);
    expect(wrong).toEqual(["conv2d 1×2, same, stride 2"]);
  });

  it("shows a table of the operations, and says why some could not be run", async () => {
    await tf.setBackend("wasm");
    const report = await checkGradients();
    const { "text/plain": text, "text/html": html } = report[displaySymbol]() as Record<string, string>;
    expect(text).toContain("wasm: 20 of 30 operations confirmed");
    expect(text).toMatch(/^matMul +0\.\d\d +0\.\d\d +✓ confirmed$/m);
    expect(text).toMatch(/^maxPool of negative numbers +0\.00 +\S+e\+\d+ +✗ wrong$/m);
    expect(text).toContain(`conv2d 1×2, same, stride 2: ${withoutFilterGradient}`);
    expect(html).toContain("<th>maxPool of negative numbers</th>");
    expect(report.verdict).toBe("wrong");
  });

  it.each(["cpu", "wasm"])("confirms every operation on %s when chooseBackend has mended it", async (name) => {
    vi.stubEnv("WORKINGS_BACKEND", name);
    await chooseBackend();
    const report = await checkGradients();
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ backend: name, verdict: "confirmed" });
  });

  it("sees a gradient that is off by a hundred-thousandth", async () => {
    await tf.setBackend("cpu");
    const { kernelFunc } = tf.getKernel("MaxPoolGrad", "cpu");
    const replace = (replacement: tf.KernelFunc) => {
      tf.unregisterKernel("MaxPoolGrad", "cpu");
      tf.registerKernel({ kernelName: "MaxPoolGrad", backendName: "cpu", kernelFunc: replacement });
    };
    replace((call) => {
      const result = kernelFunc(call) as tf.TensorInfo;
      const backend = call.backend as tf.KernelBackend;
      const values = (backend.readSync(result.dataId) as Float32Array).map((entry) => entry * (1 + 1e-5));
      return { ...result, dataId: backend.write(values, result.shape, "float32") };
    });
    const { problems } = await checkGradients();
    replace(kernelFunc);
    expect(problems.map(({ op }) => op)).toEqual([
      "maxPool 2×2, valid, stride 2",
      "maxPool 3×3, same, stride 2",
      "maxPool of negative numbers",
    ]);
  });

  it("leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    await checkGradients();
    expect(tf.memory().numTensors).toBe(before);
  });
});
