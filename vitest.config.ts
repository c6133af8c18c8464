import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Units run side by side from the sources; whole-system tests run one after another, on the built package. */
export default defineConfig({
  resolve: { alias: { workings: new URL("./src/index.ts", import.meta.url).pathname } },
  test: {
    // What tests run is no part of anyone's history.
    env: { WORKINGS_HISTORY: join(tmpdir(), "workings-tests", "history.jsonl") },
    projects: [
      {
        extends: true,
        test: {
          name: "units",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/{kernel,setup,notebooks,browser}/**"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          include: ["tests/{kernel,setup,notebooks,browser}/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 300_000,
          // Notebooks run two at a time: on two processors more would only wait for each other.
          maxConcurrency: 2,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
