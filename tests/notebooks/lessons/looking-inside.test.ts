import { expect, test } from "vitest";
import { baseline, learnt, norms } from "../../../bench/lessons/looking-inside.mjs";

test("through ten sigmoids about a millionth of the gradient comes back, through tanh and ReLU all of it", () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const [sigmoid, tanh, relu] = (["sigmoid", "tanh", "relu"] as const).map((activation) => {
      const all = norms({ seed, activation });
      return all[0]! / all[10]!;
    });
    expect(sigmoid).toBeGreaterThan(3e-7);
    expect(sigmoid).toBeLessThan(4e-6);
    for (const ratio of [tanh, relu]) {
      expect(ratio).toBeGreaterThan(1);
      expect(ratio).toBeLessThan(8);
    }
  }
});

test("ten layers learn less than logistic regression, of sigmoids next to nothing, from weights of 0 nothing", async () => {
  const [sigmoid, tanh, relu] = await Promise.all(
    (["sigmoid", "tanh", "relu"] as const).map((activation) => learnt({ seed: 2, activation })),
  );
  const simplest = baseline();
  expect(sigmoid).toBeLessThan(0.25);
  for (const share of [tanh!, relu!]) {
    expect(share).toBeGreaterThan(0.55);
    expect(share).toBeLessThan(simplest);
  }
  expect(norms({ seed: 2, activation: "relu", initializer: "zeros" }).every((norm) => norm === 0)).toBe(true);
  expect(await learnt({ seed: 2, activation: "relu", initializer: "zeros" })).toBeLessThan(0.15);
});
