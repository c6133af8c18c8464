import { expect, test } from "vitest";
import { slider } from "../../src/display/slider.js";
import { toMimeBundle } from "../../src/display/toMimeBundle.js";

test.each([
  [{}, { min: 0, max: 100, step: 1, value: 0 }],
  [{ max: 1 }, { min: 0, max: 1, step: 0.01, value: 0 }],
  [
    { min: -5, max: 5 },
    { min: -5, max: 5, step: 1, value: -5 },
  ],
  [
    { min: 1, max: 30, value: 2.5 },
    { min: 1, max: 30, step: 0.29, value: 2.5 },
  ],
  [
    { min: 0, max: 3, step: 1, value: 2 },
    { min: 0, max: 3, step: 1, value: 2 },
  ],
])("slider(%j) has %j", (options, expected) => {
  expect(slider(options)).toMatchObject(expected);
});

test.each([
  [{ min: 1, max: 1 }, "slider: min must be less than max but they are 1 and 1"],
  [{ max: Number.POSITIVE_INFINITY }, "slider: min must be less than max but they are 0 and Infinity"],
  [{ step: 0 }, "slider: step must be greater than 0 but is 0"],
  [{ value: 101 }, "slider: value must lie from 0 to 100 but is 101"],
  [{ value: Number.NaN }, "slider: value must lie from 0 to 100 but is NaN"],
])("slider(%j) is refused", (options, words) => {
  expect(() => slider(options)).toThrow(new RangeError(words));
});

test("a value out of range is refused, and the one before stays", () => {
  const one = slider({ value: 3 });
  expect(() => {
    one.value = -1;
  }).toThrow("slider: value must lie from 0 to 100 but is -1");
  expect(one.value).toBe(3);
});

test("without widgets it says where it stands", () => {
  expect(toMimeBundle(slider({ label: "α & β", min: 0, max: 1, value: 0.5 }))).toEqual({
    "text/html": '<label>α &amp; β <input type="range" min="0" max="1" step="0.01" value="0.5" disabled> 0.5</label>',
    "text/plain": "α & β: 0.5 (0 to 1)",
  });
  expect(toMimeBundle(slider())).toMatchObject({ "text/plain": "0 (0 to 100)" });
});
