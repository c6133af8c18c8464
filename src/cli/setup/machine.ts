/** What a machine must have before native TensorFlow can be built on it. */
import { spawnSync } from "node:child_process";
import { statfs } from "node:fs/promises";
import process from "node:process";
import { SetupError } from "../../../kernel-setup/setup-error.mjs";

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** The version of glibc, absent where Node was built for another C library. */
  readonly glibc?: string | undefined;
}

export interface Tools {
  /** The C++ compiler, with arguments that belong to its name. */
  readonly compiler: readonly [string, ...string[]];
  readonly python: string;
}

/** What the archive, what is unpacked of it and what is made take while all are there: 2.0 GB. */
const room = 2e9;
const oldestGlibc = 2.27;

/** This machine. */
export function thisMachine(): Machine {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return { platform: process.platform, arch: process.arch, glibc: header.glibcVersionRuntime };
}

/** Why TensorFlow's libraries do not run here, or undefined where they do. */
export function unsupported({ platform, arch, glibc }: Machine): string | undefined {
  const needed = `TensorFlow's libraries are for Linux on x64 with glibc from ${oldestGlibc}`;
  if (platform !== "linux" || arch !== "x64") return `${needed}, and this is ${platform} on ${arch}; wasm stays in use`;
  if (glibc === undefined) return `${needed}, and this Linux has another C library; wasm stays in use`;
  const [major, minor] = glibc.split(".").map(Number) as [number, number];
  if (major > 2 || minor >= 27) return undefined;
  return `${needed}, and this has ${glibc}; wasm stays in use`;
}

/** The programs that the set-up runs. Throws a SetupError that names one which is missing, and how to get it. */
export function findTools(): Tools {
  const named = process.env.CXX?.trim().split(/\s+/) as [string, ...string[]] | undefined;
  const compilers: [string, ...string[]][] = named ? [named] : [["g++"], ["c++"], ["clang++"]];
  const compiler = compilers.find(([command, ...args]) => runs(command, ...args, "--version"));
  if (!compiler) {
    const what = named ? `CXX names ${named.join(" ")}, which does not run` : "there is no C++ compiler";
    throw new SetupError(`${what}; install g++ (on Debian and Ubuntu: sudo apt install g++), or name one: CXX=…`);
  }
  const pythons = process.env.PYTHON ? [process.env.PYTHON] : ["python3", "python"];
  const python = pythons.find((command) => runs(command, "-m", "pip", "--version"));
  if (!python) {
    throw new SetupError("there is no Python with pip; install it (python3-pip), or name one: PYTHON=path/to/python3");
  }
  for (const [command, option] of [
    ["npm", "--version"],
    ["tar", "--version"],
  ] as const) {
    if (!runs(command, option)) throw new SetupError(`there is no ${command} on the path; install it`);
  }
  return { compiler, python };
}

/** Why the disk of a folder does not suffice, or undefined where it does. */
export async function tooFull(folder: string, needed = room): Promise<string | undefined> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= needed) return undefined;
  const inGigabytes = (size: number) => (size / 1e9).toFixed(1);
  return `it takes ${inGigabytes(needed)} GB while it is built, and ${folder} has ${inGigabytes(free)} GB left; make room`;
}

function runs(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore", timeout: 30_000 }).status === 0;
}
