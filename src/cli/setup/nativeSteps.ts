/** The steps that make native TensorFlow for TensorFlow.js; what one has finished, the next run finds. */
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { run } from "../../../kernel-setup/command.mjs";
import type { Step } from "../../../kernel-setup/environment.mjs";
import { nativeBinding } from "../../training/backends/native.js";
import type { Tools } from "./machine.js";
import { extract, zipEntries } from "./zip.js";

const require = createRequire(import.meta.url);

/** What tfjs-node 4.22 was tried against: every operation of `checkGradients` is right on it. */
const tensorFlow = "2.21.0";
const packages = { "@tensorflow/tfjs-node": "4.22.0", "google-protobuf": "3.21.4", "node-api-headers": "1.9.0" };
const libraries = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];
const headers = /^tensorflow\/include\/(?:(?:tensorflow\/(?:c|core\/platform|tsl)|xla\/tsl|tsl)\/.*\.h)$/;

/** All but the last, `tidy`, for a project's folder `.native`. */
export function nativeSteps(folder: string, tools: Tools): Step[] {
  return [
    ...Object.entries(packages).map(([name, version]) => npmPackage(folder, name, version)),
    tensorFlowJs(folder),
    wheel(folder, tools),
    unpacked(folder),
    binding(folder, tools),
  ];
}

/** A package's own files, without what it depends on and without its install script. */
function npmPackage(folder: string, name: string, version: string): Step {
  const place = path.join(folder, "node_modules", name);
  return {
    name: `${name} ${version}`,
    missing: () => (existsSync(place) ? undefined : "not there"),
    present: () => "there",
    async install() {
      const part = await emptied(path.join(folder, "download", "package"));
      const what = `${name} ${version}`;
      await run(what, "npm", ["pack", "--loglevel=error", "--pack-destination", part, `${name}@${version}`], {
        root: folder,
      });
      const [archive] = await readdir(part);
      await run(what, "tar", ["-xzf", path.join(part, archive!), "-C", part], { root: folder });
      await mkdir(path.dirname(place), { recursive: true });
      await rename(path.join(part, "package"), place);
      return undefined;
    },
  };
}

/** tfjs-node asks for TensorFlow.js as if it were installed beside it, which it is not where Workings has its own. */
function tensorFlowJs(folder: string): Step {
  const modules = path.join(folder, "node_modules");
  const lacking = () => {
    const resolve = createRequire(path.join(modules, "@tensorflow/tfjs-node/any.js")).resolve;
    return ["@tensorflow/tfjs", "@tensorflow/tfjs-core"].filter((name) => !succeeds(() => resolve(name)));
  };
  return {
    name: "TensorFlow.js",
    missing: () => (lacking().length > 0 ? "not found from there" : undefined),
    present: () => "found from there",
    async install() {
      for (const name of lacking()) {
        const link = path.join(modules, name);
        await rm(link, { force: true });
        await symlink(path.dirname(require.resolve(`${name}/package.json`)), link);
      }
      return undefined;
    },
  };
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

/** The archive that Python's TensorFlow is installed from, for the libraries in it. */
function wheel(folder: string, { python }: Tools): Step {
  return {
    name: `TensorFlow ${tensorFlow} (a download of about 270 MB)`,
    missing: () => (existsSync(wheelOf(folder)) || isUnpacked(folder) ? undefined : "not downloaded"),
    present: () => "downloaded",
    async install() {
      const part = await emptied(path.join(folder, "download", "wheel"));
      const abi = ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311"];
      const platforms = ["manylinux_2_27_x86_64", "manylinux2014_x86_64"].flatMap((name) => ["--platform", name]);
      const options = ["--quiet", "--no-deps", "--only-binary=:all:", ...abi, ...platforms, "--dest", part];
      const pip = ["-m", "pip", "download", ...options, `tensorflow-cpu==${tensorFlow}`];
      await run(`TensorFlow ${tensorFlow}`, python, pip, { root: folder });
      const [archive] = await readdir(part);
      await rename(path.join(part, archive!), wheelOf(folder));
      return undefined;
    },
  };
}

/** The two libraries, without what only debuggers read, and the headers that the binding includes. */
function unpacked(folder: string): Step {
  return {
    name: "TensorFlow's libraries and headers",
    missing: () => (isUnpacked(folder) ? undefined : "not unpacked"),
    present: () => "unpacked",
    async install() {
      const archive = wheelOf(folder);
      for (const entry of await zipEntries(archive)) {
        if (headers.test(entry.name)) await extract(archive, entry, path.join(folder, includes, inside(entry.name)));
        if (!libraries.includes(path.basename(entry.name))) continue;
        const library = path.join(folder, path.basename(entry.name));
        await extract(archive, entry, `${library}.whole`);
        await stripped(`${library}.whole`, folder);
        await rename(`${library}.whole`, library);
      }
      await writeFile(path.join(folder, includes, "complete"), "");
      return undefined;
    },
  };
}

/** tfjs-node's own C++ code, compiled against those libraries. */
function binding(folder: string, { compiler: [command, ...args] }: Tools): Step {
  return {
    name: "the binding",
    missing: () => (existsSync(path.join(folder, nativeBinding)) ? undefined : "not built"),
    present: () => "built",
    async install() {
      const modules = path.join(folder, "node_modules");
      const source = path.join(modules, "@tensorflow/tfjs-node/binding");
      const part = path.join(folder, `${nativeBinding}.part`);
      await run(
        "the binding",
        command,
        [
          ...args,
          ...["-std=c++17", "-O2", "-fPIC", "-shared", "-w", "-DNAPI_VERSION=8"],
          ...["-I", path.join(modules, "node-api-headers/include"), "-I", path.join(folder, includes)],
          ...["tfjs_backend.cc", "tfjs_binding.cc"].map((name) => path.join(source, name)),
          ...["-o", part, "-L", folder, ...libraries.map((name) => `-l:${name}`), "-Wl,-rpath,$ORIGIN"],
        ],
        { root: folder },
      );
      await rename(part, path.join(folder, nativeBinding));
      return undefined;
    },
  };
}

/** Takes away what was needed only for building: the last step, since what does not run is built once more. */
export function tidy(folder: string): Step {
  const left = ["download", includes].map((name) => path.join(folder, name));
  return {
    name: "tidying up",
    missing: () => (left.some((place) => existsSync(place)) ? "not done" : undefined),
    present: () => "done",
    async install() {
      for (const place of left) await rm(place, { recursive: true, force: true });
      return undefined;
    },
  };
}

const includes = "include";

function wheelOf(folder: string): string {
  return path.join(folder, "download", "tensorflow_cpu.whl");
}

function isUnpacked(folder: string): boolean {
  if (existsSync(path.join(folder, nativeBinding))) return true;
  return [...libraries, path.join(includes, "complete")].every((name) => existsSync(path.join(folder, name)));
}

/** Where a header lies among the folders that the compiler looks through. */
function inside(name: string): string {
  return name.slice("tensorflow/include/".length);
}

/** `strip` saves a quarter of the disk; without it the library works as well. */
async function stripped(file: string, folder: string): Promise<void> {
  if (process.env.PATH?.split(path.delimiter).some((place) => existsSync(path.join(place, "strip")))) {
    await run("TensorFlow's libraries", "strip", ["--strip-unneeded", file], { root: folder });
  }
}

async function emptied(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}
