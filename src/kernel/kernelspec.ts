/** The kernel as Jupyter finds it. */

/** The name that Jupyter knows the kernel by, unless a person has installed it under another. */
export const kernelName = "workings";

/** What a kernel.json says. */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "message" | "signal";
  readonly metadata: { readonly debugger: boolean };
}

/** The kernel.json of an installation: the Node to run, and the file that `kernel/main.js` was built to. */
export function kernelspec({ node, entry }: { readonly node: string; readonly entry: string }): KernelSpec {
  return {
    argv: [node, entry, "{connection_file}"],
    display_name: "TypeScript (Workings)",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
}
