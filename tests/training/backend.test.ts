import * as tf from "@tensorflow/tfjs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { chooseBackend } from "../../src/training/backend.js";

afterEach(() => vi.unstubAllEnvs());

describe("chooseBackend", () => {
  it("says in one line which backend runs, and computes on it", async () => {
    vi.stubEnv("WORKINGS_BACKEND", undefined);
    const line = await chooseBackend();
    expect(line).toMatch(/^TensorFlow\.js 4\.22\.0 on (native|wasm; native .+)$/);
    expect(tf.getBackend()).toBe(line.includes("on native") ? "tensorflow" : "wasm");
    expect([...(await tf.add([1, 2], [3, 4]).data())]).toEqual([4, 6]);
  });

  it.each(["cpu", "wasm"])("WORKINGS_BACKEND=%s forces it", async (name) => {
    vi.stubEnv("WORKINGS_BACKEND", name);
    expect(await chooseBackend()).toBe(`TensorFlow.js 4.22.0 on ${name}`);
    expect(tf.getBackend()).toBe(name);
  });

  it("forced to native, runs on it or says in one line why not", async () => {
    vi.stubEnv("WORKINGS_BACKEND", "native");
    const said = await chooseBackend().catch((error: Error) => error.message);
    expect(said).toMatch(/^TensorFlow\.js 4\.22\.0 on native$|^chooseBackend: native (is not set up|does not) [^\n]+$/);
  });

  it("refuses a name it does not know, and says which there are", async () => {
    vi.stubEnv("WORKINGS_BACKEND", "gpu");
    await expect(chooseBackend()).rejects.toThrow(
      'chooseBackend: WORKINGS_BACKEND is "gpu" but must be one of native, wasm, cpu',
    );
  });
});
