import { afterEach, expect, test, vi } from "vitest";
import { display, kernelSymbol } from "../../src/display/display.js";
import { displaySymbol } from "../../src/display/mimeBundle.js";

const added: PropertyKey[] = [];
function put(key: PropertyKey, value: unknown): void {
  Object.defineProperty(globalThis, key, { value, configurable: true });
  added.push(key);
}
afterEach(() => {
  for (const key of added.splice(0)) Reflect.deleteProperty(globalThis, key);
  vi.restoreAllMocks();
});

const chart = {
  [displaySymbol]: () => ({
    "text/plain": "a chart",
    "image/png": "…",
    "application/vnd.vegalite.v5+json": { mark: "line" },
  }),
};

test("in our kernel the value goes to the kernel as it is", () => {
  const shown: unknown[] = [];
  put(kernelSymbol, { display: (value: unknown) => void shown.push(value) });
  display(chart);
  expect(shown).toEqual([chart]);
});

test("in tslab the richest form is shown, once and at once", () => {
  const raw = vi.fn();
  put("__tslab__", { require: (name: string) => (name === "tslab" ? { display: { raw } } : undefined) });
  display(chart);
  display(5);
  display(undefined);
  expect(raw.mock.calls).toEqual([
    ["application/vnd.vegalite.v5+json", { mark: "line" }],
    ["text/plain", "5"],
  ]);
});

test("in Deno's kernel the bundle is broadcast", async () => {
  const broadcast = vi.fn(async () => {});
  put("Deno", { jupyter: { broadcast } });
  await display(5);
  expect(broadcast).toHaveBeenCalledWith("display_data", { data: { "text/plain": "5" }, metadata: {}, transient: {} });
});

test("outside a notebook the text is printed, also of a value that takes time", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  display(chart);
  await display({ [displaySymbol]: async () => ({ "text/plain": "later" }) });
  expect(log.mock.calls).toEqual([["a chart"], ["later"]]);
});
