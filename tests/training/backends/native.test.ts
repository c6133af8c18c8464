import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadNative } from "../../../src/training/backends/native.js";

let project: string;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), "workings-native-"));
});

afterEach(() => {
  rmSync(project, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), text);
}

describe("native TensorFlow", () => {
  it("that is nowhere is passed over, with what to type", () => {
    expect(loadNative(tf, [project])).toBe("is not set up (npx workings setup native)");
  });

  it("whose binding is damaged is passed over, and the reason says which file it is", () => {
    write(".native/tfjs_binding.node", "not a binding");
    expect(loadNative(tf, [project])).toMatch(/^does not load \([^\n]+tfjs_binding\.node[^\n]+\)$/);
  });

  it("is looked for in the folders above, too", () => {
    write(".native/tfjs_binding.node", "not a binding");
    expect(loadNative(tf, [path.join(project, "lessons/one")])).toContain("does not load");
  });

  it.each(["tfjs-native", "@tensorflow/tfjs-node"])("of the package %s that fails to load says so", (name) => {
    write(`node_modules/${name}/package.json`, '{ "main": "index.js" }');
    write(`node_modules/${name}/index.js`, 'throw new Error("the addon is for another Node\\nand more");');
    expect(loadNative(tf, [project])).toBe("does not load (the addon is for another Node)");
  });

  it("of a package that registers it is taken, though another is damaged", async () => {
    write("node_modules/tfjs-native/package.json", '{ "main": "index.js" }');
    write("node_modules/tfjs-native/index.js", "throw new Error();");
    write("node_modules/@tensorflow/tfjs-node/package.json", '{ "main": "index.js" }');
    // The cpu backend stands in for the native one: what is tried here is where it is found.
    write(
      "node_modules/@tensorflow/tfjs-node/index.js",
      `const tf = require(${JSON.stringify(require.resolve("@tensorflow/tfjs"))});
       tf.registerBackend("tensorflow", () => tf.findBackendFactory("cpu")(), 3);`,
    );
    expect(loadNative(tf, [project])).toBeUndefined();
    expect(await tf.setBackend("tensorflow")).toBe(true);
    tf.removeBackend("tensorflow");
  });

  it("does not take plain TensorFlow.js under the name of tfjs-node for it", () => {
    write("node_modules/@tensorflow/tfjs-node/package.json", '{ "main": "index.js" }');
    write("node_modules/@tensorflow/tfjs-node/index.js", "module.exports = {};");
    expect(loadNative(tf, [project])).toBe("is not set up (npx workings setup native)");
  });
});
