import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../kernel-setup/root.mjs";

/** How the kernel of this clone is started, as a kernelspec has it. */
export const workingsSpec = {
  // What a benchmark runs is no part of anyone's history.
  env: { WORKINGS_HISTORY: path.join(tmpdir(), "workings-bench", "history.jsonl") },
  argv: [process.execPath, path.join(root, "dist", "kernel", "main.js"), "{connection_file}"],
};
