import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/**
 * Puts the modules that the package root alone is made of into its file, since finding and opening a hundred of them takes
 * longer than all else that loading the package does. What is loaded later, or finds files by its own place, stays a module
 * of its own with all that it needs, so that a process has one of each. Modules that other programs need stay for these.
 *
 * @param {string} dist what the compiler made
 */
export async function bundleRoot(dist) {
  const root = path.join(dist, "index.js");
  const modules = await modulesOf(dist);
  const all = reachable([root], modules, ({ needed, later }) => [...needed, ...later]);
  const atOnce = reachable([root], modules);
  const apart = [...all].flatMap((file) => [...modules.get(file).later, ...(modules.get(file).isPlaced ? [file] : [])]);
  const kept = reachable(apart, modules);
  const others = [...modules.keys()].filter((file) => !all.has(file));
  const needed = reachable(others, modules, ({ needed, later }) => [...needed, ...later]);
  await build({
    absWorkingDir: dist,
    entryPoints: [root],
    outfile: root,
    allowOverwrite: true,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    keepNames: true,
    logLevel: "error",
    plugins: [
      {
        name: "modules of their own",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\./ }, ({ path: specifier, resolveDir }) => {
            const file = path.resolve(resolveDir, specifier);
            if (!kept.has(file)) return undefined;
            return { path: `./${path.relative(dist, file).split(path.sep).join("/")}`, external: true };
          }),
      },
    ],
  });
  for (const file of atOnce) if (file !== root && !kept.has(file) && !needed.has(file)) await rm(file);
}

/** Of each module what it needs to be loaded, what it may load later, and whether it finds files by its own place. */
async function modulesOf(dist) {
  const modules = new Map();
  for (const name of await readdir(dist, { recursive: true })) {
    if (!name.endsWith(".js")) continue;
    const file = path.join(dist, name);
    const text = await readFile(file, "utf8");
    const from = (pattern) => [...text.matchAll(pattern)].map(([, source]) => path.resolve(path.dirname(file), source));
    modules.set(file, {
      needed: from(/\b(?:from|import) ?"(\.[^"]+)"/g),
      later: from(/\bimport\( ?"(\.[^"]+)"/g),
      isPlaced: /\bnew URL\([^)]*import\.meta\.url/.test(text),
    });
  }
  return modules;
}

/** The modules, and all that they need, directly or not. */
function reachable(files, modules, next = ({ needed }) => needed) {
  const found = new Set();
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file) || !modules.has(file)) continue;
    found.add(file);
    queue.push(...next(modules.get(file)));
  }
  return found;
}
