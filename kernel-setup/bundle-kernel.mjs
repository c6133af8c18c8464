import { build } from "esbuild";

/**
 * Puts the modules of the kernel's process, and those of the process that runs the cells, into a file or two each: a
 * person waits for both to start, and finding and opening sixty small files takes a good part of that. The other files
 * stay where they are for who loads one by itself.
 *
 * @param {string} dist what the compiler made
 */
export async function bundleKernel(dist) {
  await build({
    absWorkingDir: dist,
    entryPoints: ["kernel/main.js", "kernel/runner/main.js"],
    outdir: ".",
    outbase: ".",
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    chunkNames: "kernel/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    keepNames: true,
    logLevel: "error",
  });
}
