import { describe, expect, test } from "vitest";
import {
  bertParameterCount,
  chinchillaLoss,
  formulas,
  keyValueCacheBytes,
  trainingFlops,
  trainingMemoryBytes,
  transformerParameterCount,
} from "../../src/formulas/index.js";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

test.each([
  ["GPT-2", 12, 768, 1024, 124_439_808],
  ["GPT-2 medium", 24, 1024, 1024, 354_823_168],
  ["GPT-2 large", 36, 1280, 1024, 774_030_080],
  ["GPT-2 XL", 48, 1600, 1024, 1_557_611_200],
  ["GPT-3", 96, 12288, 2048, 174_604_259_328],
])("%s has the parameters that it has", (_name, layers, width, context, parameters) => {
  expect(transformerParameterCount({ layers, width, vocabulary: 50257, context })).toBe(parameters);
});

test.each([
  ["BERT base", 12, 768, 109_482_240],
  ["BERT large", 24, 1024, 335_141_888],
])("%s has the parameters that it has", (_name, layers, width, parameters) => {
  expect(bertParameterCount({ layers, width, vocabulary: 30522, context: 512 })).toBe(parameters);
});

test("counts are those of the tensors, one by one", () => {
  const [layers, width, vocabulary, context] = [3, 10, 17, 5];
  const dense = (inputs: number, outputs: number) => inputs * outputs + outputs;
  const norm = 2 * width;
  const block =
    dense(width, 3 * width) + dense(width, width) + dense(width, 4 * width) + dense(4 * width, width) + 2 * norm;
  const model = { layers, width, vocabulary, context };
  expect(transformerParameterCount(model)).toBe(vocabulary * width + context * width + layers * block + norm);
  const embeddings = (vocabulary + context + 2) * width + norm;
  expect(bertParameterCount(model)).toBe(embeddings + layers * block + dense(width, width));
});

test("counts are exact up to the last safe integer", () => {
  const model = { layers: 1000, width: 800_000, vocabulary: 1_000_003, context: 77_777 };
  const [d, v, c, l] = [800_000n, 1_000_003n, 77_777n, 1000n];
  expect(BigInt(transformerParameterCount(model))).toBe(v * d + c * d + l * (12n * d * d + 13n * d) + 2n * d);
  expect(BigInt(bertParameterCount(model))).toBe((v + c + 2n) * d + 2n * d + l * (12n * d * d + 13n * d) + d * d + d);
});

test("published figures come out", () => {
  expect(trainingFlops(174.6e9, 300e9)).toBe(3.1428e23);
  expect(trainingMemoryBytes(1.5e9)).toBe(24e9);
  expect(keyValueCacheBytes({ layers: 96, width: 12288, tokens: 2048 })).toBe(9_663_676_416);
  expect(keyValueCacheBytes({ layers: 96, width: 12288, tokens: 2048, bytesPerValue: 1 })).toBe(4_831_838_208);
  const loss = chinchillaLoss(70e9, 1.4e12);
  expect(Math.abs(loss - 1.9366454705587175)).toBeLessThanOrEqual(Number.EPSILON);
});

test("exponents are decimals and not the doubles beside them, which shows far out", () => {
  const slope = formulas.chinchillaLoss.partials.parameters.value(1e200, 1e12);
  // −138.176/N^1.34 at the double 1e200, worked out to 60 digits by other means.
  const truth = -1.38176e-266;
  expect(Math.abs(slope - truth)).toBeLessThanOrEqual(-2 * Number.EPSILON * truth);
  expect(Math.abs(-138.176 / 1e200 ** 1.34 - truth)).toBeGreaterThan(-20 * Number.EPSILON * truth);
});

test("a slope that is subnormal is right to its last bit, though the power is a hundred times smaller", () => {
  const slope = formulas.chinchillaLoss.partials.parameters.value(1e240, 1e12);
  // −138.176/N^1.34 at the double 1e240, worked out to 60 digits by other means.
  expect(slope).toBe(-3.471e-320);
});

test.each<[string, number, number]>([
  ["trainingFlops of NaN", trainingFlops(nan, 1), nan],
  ["trainingFlops of Infinity", trainingFlops(infinity, 1), infinity],
  ["trainingFlops that overflow on the way", trainingFlops(1e308, 1e-10), 6e298],
  ["trainingMemoryBytes of NaN", trainingMemoryBytes(nan), nan],
  ["trainingMemoryBytes of nothing", trainingMemoryBytes(0), 0],
  ["chinchillaLoss of NaN", chinchillaLoss(1e9, nan), nan],
  ["chinchillaLoss of everything", chinchillaLoss(infinity, infinity), 1.69],
  ["chinchillaLoss of no text", chinchillaLoss(1e9, 0), infinity],
  ["chinchillaLoss's slope at NaN", formulas.chinchillaLoss.partials.tokens.value(nan, 1e9), nan],
  ["chinchillaLoss's slope at the end", formulas.chinchillaLoss.partials.tokens.value(1e9, infinity), -0],
])("%s", (_call, computed, expected) => expect(computed).toBe(expected));

describe("errors", () => {
  const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
  const model = { layers: 1, width: 1, vocabulary: 1, context: 1 };
  test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
    [
      "transformerParameterCount: model must be an object but is 12",
      () => untyped(transformerParameterCount)(12),
      TypeError,
    ],
    [
      "transformerParameterCount: model must hold layers, width, vocabulary, context but has no context",
      () => untyped(transformerParameterCount)({ layers: 1, width: 1, vocabulary: 1 }),
      TypeError,
    ],
    [
      "transformerParameterCount: model.layers is 0 but must be a whole number from 1",
      () => transformerParameterCount({ ...model, layers: 0 }),
      RangeError,
    ],
    [
      "bertParameterCount: model.width is 1.5 but must be a whole number from 1",
      () => bertParameterCount({ ...model, width: 1.5 }),
      RangeError,
    ],
    [
      'bertParameterCount: model.context must be a number but is "512"',
      () => untyped(bertParameterCount)({ ...model, context: "512" }),
      TypeError,
    ],
    [
      "keyValueCacheBytes: option tokens is missing",
      () => untyped(keyValueCacheBytes)({ layers: 1, width: 1 }),
      TypeError,
    ],
    [
      "keyValueCacheBytes: bytesPerValue is 0 but must be above 0",
      () => keyValueCacheBytes({ layers: 1, width: 1, tokens: 1, bytesPerValue: 0 }),
      RangeError,
    ],
    [
      "keyValueCacheBytes: there is no option heads, only layers, width, tokens, bytesPerValue",
      () => untyped(keyValueCacheBytes)({ layers: 1, width: 1, tokens: 1, heads: 8 }),
      TypeError,
    ],
    ["trainingFlops: tokens is -1 but must be 0 or more", () => trainingFlops(1, -1), RangeError],
    [
      "trainingMemoryBytes: parameters must be a number but is undefined",
      () => untyped(trainingMemoryBytes)(),
      TypeError,
    ],
    ["chinchillaLoss: parameters is -1 but must be 0 or more", () => chinchillaLoss(-1, 1), RangeError],
  ])("%s", (message, call, kind) => {
    expect(call).toThrow(new kind(message));
    expect(call).toThrow(kind);
  });
});
