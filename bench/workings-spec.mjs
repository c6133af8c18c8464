import path from "node:path";
import { root } from "../kernel-setup/root.mjs";

/** How the kernel of this clone is started, as a kernelspec has it. */
export const workingsSpec = {
  argv: [process.execPath, path.join(root, "dist", "kernel", "main.js"), "{connection_file}"],
};
