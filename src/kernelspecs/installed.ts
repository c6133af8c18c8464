/** Kernels as they are installed: written, found, taken away. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { type KernelSpec, kernelName, kernelspec } from "../kernel/kernelspec.js";

/** A kernel of Workings that is installed somewhere. */
export interface InstalledKernel {
  readonly name: string;
  /** The folder that holds its kernel.json. */
  readonly folder: string;
  readonly displayName: string;
  /** Why it would not start; undefined where all is there. */
  readonly fault: string | undefined;
}

export interface KernelToInstall {
  /** The folder of kernels. */
  readonly kernels: string;
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
}

const entry = fileURLToPath(new URL("../kernel/main.js", import.meta.url));
const logos = fileURLToPath(new URL("../../kernel-setup/kernelspec", import.meta.url));

/**
 * Installs this kernel, in the place of one of ours that has its name; gives the folder that it is in.
 *
 * Throws a RangeError for a name that Jupyter does not take, and an Error where the name is another kernel's.
 */
export function installKernel({ kernels, name = kernelName, displayName }: KernelToInstall): string {
  const folder = folderOf(kernels, name);
  if (existsSync(folder) && !isOurs(folder)) {
    throw new Error(`${folder} holds a kernel that is not ours; choose another name: --name NAME`);
  }
  const fresh = path.join(kernels, `.${path.basename(folder)}-${process.pid}`);
  try {
    cpSync(logos, fresh, { recursive: true });
    writeFileSync(path.join(fresh, "kernel.json"), kernelFile(displayName));
    // A kernel is there whole or not at all.
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Takes a kernel of ours away; gives the folder that it was in.
 *
 * Throws an Error where there is none of that name, or one that is not ours.
 */
export function uninstallKernel({ kernels, name = kernelName }: KernelToInstall): string {
  const folder = folderOf(kernels, name);
  if (!existsSync(folder)) throw new Error(`there is no kernel ${name} in ${kernels}; workings kernel list says where`);
  if (!isOurs(folder)) throw new Error(`${folder} holds a kernel that is not ours, and is left alone`);
  rmSync(folder, { recursive: true });
  return folder;
}

/** The kernels of ours in some folders of kernels. */
export function installedKernels(folders: readonly string[]): InstalledKernel[] {
  return folders.flatMap((kernels) =>
    namesIn(kernels).flatMap((name) => {
      const folder = path.join(kernels, name);
      const spec = readSpec(folder);
      if (spec === undefined || !isOurs(folder)) return [];
      return [{ name: name.toLowerCase(), folder, displayName: String(spec.display_name), fault: faultOf(spec) }];
    }),
  );
}

/** The text of the kernel.json by which Jupyter starts this kernel. */
export function kernelFile(displayName?: string): string {
  const spec = kernelspec({ node: process.execPath, entry });
  return `${JSON.stringify({ ...spec, ...(displayName && { display_name: displayName }) }, null, 2)}\n`;
}

function folderOf(kernels: string, name: string): string {
  if (!/^[a-z0-9._-]+$/i.test(name) || /^\.+$/.test(name)) {
    throw new RangeError(`a kernel's name is made of letters, digits and . _ - but ${JSON.stringify(name)} was given`);
  }
  mkdirSync(kernels, { recursive: true });
  return path.join(kernels, name.toLowerCase());
}

/** Whether a folder's kernel.json starts a kernel of Workings, be it this one or that of another place. */
function isOurs(folder: string): boolean {
  const argv = readSpec(folder)?.argv;
  const started = Array.isArray(argv) ? String(argv[1]).split(/[\\/]/) : [];
  return started.slice(-3).join("/") === "dist/kernel/main.js";
}

function readSpec(folder: string): Partial<KernelSpec> | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, "kernel.json"), "utf8")) as Partial<KernelSpec>;
  } catch {
    return undefined; // No kernel, or a broken one: none of ours in any case.
  }
}

function faultOf({ argv = [] }: Partial<KernelSpec>): string | undefined {
  const missing = argv.slice(0, 2).find((file) => !existsSync(file));
  return missing === undefined ? undefined : `${missing} is no longer there`;
}

function namesIn(kernels: string): string[] {
  try {
    return readdirSync(kernels).sort();
  } catch {
    return []; // There need not be such a folder.
  }
}
