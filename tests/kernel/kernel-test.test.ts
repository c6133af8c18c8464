import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { pythonOf } from "../../kernel-setup/jupyterlab.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("jupyter_kernel_test passes, and skips nothing", async () => {
  const data = mkdtempSync(join(tmpdir(), "workings-jupyter-"));
  const folder = join(data, "kernels", "workings-under-test");
  mkdirSync(folder, { recursive: true });
  const argv = [process.execPath, join(root, "dist/kernel/main.js"), "{connection_file}"];
  const spec = { argv, display_name: "Under test", language: "typescript", interrupt_mode: "message" };
  writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec));
  const env = { ...process.env, JUPYTER_PATH: data, WORKINGS_HISTORY: join(data, "history.jsonl") };
  const script = fileURLToPath(new URL("kernel_test.py", import.meta.url));
  const said = await new Promise<string>((resolve) => {
    execFile(pythonOf(root), [script], { cwd: data, env }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
  rmSync(data, { recursive: true });
  expect(said).toContain("Ran 13 tests");
  expect(said.trim().split("\n").at(-1)).toBe("OK");
});
