import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { nearest } from "../display/nearest.js";
import { readArguments, UsageError } from "./arguments.js";

const usage = `Usage: workings kernel install   [--user | --sys-prefix | --prefix DIR] [--name NAME] [--display-name TEXT]
       workings kernel uninstall [--user | --sys-prefix | --prefix DIR] [--name NAME]
       workings kernel list
       workings kernel CONNECTION_FILE

Makes the kernel known to JupyterLab, VS Code and whatever else asks Jupyter for kernels; needs no Python. The last form
runs it, which is what Jupyter types.

  --user          for you, wherever you use Jupyter; so unless said otherwise
  --sys-prefix    in the active Python environment (venv, conda), else in that of the command jupyter
  --prefix        in the environment in this folder: in DIR/share/jupyter/kernels
  --name          what Jupyter calls it; workings unless said otherwise
  --display-name  what a person reads; TypeScript (Workings) unless said otherwise

Examples:
  workings kernel install
  workings kernel install --prefix .venv
  workings kernel install --name workings-next --display-name "TypeScript (next)"
  workings kernel uninstall --name workings-next

A kernel of that name that is not ours is never replaced and never removed.
Exit status: 0, or 1 if it could not be done, or 2 if what was asked for makes no sense.
`;

const options = {
  user: { type: "boolean", default: false },
  "sys-prefix": { type: "boolean", default: false },
  prefix: { type: "string" },
  name: { type: "string" },
  "display-name": { type: "string" },
  help: { type: "boolean", default: false, short: "h" },
} as const;

/** `workings kernel …`: installs, lists or runs the kernel. Gives the exit status; a kernel runs on after it. */
export async function kernel(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = readArguments("kernel", args, options);
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const [what, ...rest] = positionals;
    if (what === undefined) throw new UsageError("say install, uninstall or list; see workings kernel --help");
    if (rest.length > 0) throw new UsageError(`${what} stands alone but ${rest.join(" ")} was given too`);
    if (what === "list") return await list();
    if (what === "install" || what === "uninstall") return await change(what, values);
    return await run(what);
  } catch (error) {
    const isUsage = error instanceof UsageError || error instanceof RangeError;
    process.stderr.write(`workings kernel: ${(error as Error).message}\n`);
    return isUsage ? 2 : 1;
  }
}

interface Place {
  readonly user?: boolean;
  readonly "sys-prefix"?: boolean;
  readonly prefix?: string | undefined;
}

async function change(
  what: "install" | "uninstall",
  { name, "display-name": displayName, ...place }: Place & { name?: string; "display-name"?: string },
): Promise<number> {
  const { installKernel, uninstallKernel } = await import("../kernelspecs/installed.js");
  const kernels = await kernelsAt(place);
  if (what === "install") {
    const folder = installKernel({ kernels, name, displayName });
    process.stdout.write(`installed the kernel ${path.basename(folder)} in ${folder}\n`);
  } else {
    const folder = uninstallKernel({ kernels, name });
    process.stdout.write(`removed the kernel ${path.basename(folder)} from ${kernels}\n`);
  }
  return 0;
}

async function kernelsAt({ user, "sys-prefix": sysPrefix, prefix }: Place): Promise<string> {
  const named = [user && "--user", sysPrefix && "--sys-prefix", prefix !== undefined && "--prefix"].filter(Boolean);
  if (named.length > 1) throw new UsageError(`${named.join(" and ")} name different places; give one`);
  const { activePrefix, kernelsUnder, prefixOfJupyter, thisMachine, userKernels } = await import(
    "../kernelspecs/folders.js"
  );
  const machine = thisMachine();
  if (prefix !== undefined) return kernelsUnder(path.resolve(prefix), machine);
  if (!sysPrefix) return userKernels(machine);
  const found = activePrefix(machine) ?? prefixOfJupyter(machine);
  if (found === undefined) throw new Error("no Python environment is active; activate one, or name it: --prefix DIR");
  return kernelsUnder(found, machine);
}

async function list(): Promise<number> {
  const { searchedKernels, thisMachine } = await import("../kernelspecs/folders.js");
  const { installedKernels } = await import("../kernelspecs/installed.js");
  const kernels = installedKernels(searchedKernels(thisMachine()));
  if (kernels.length === 0) process.stdout.write("no kernel of Workings is installed; type: workings kernel install\n");
  const width = Math.max(...kernels.map(({ name }) => name.length));
  for (const { name, displayName, folder, fault } of kernels) {
    process.stdout.write(
      `${name.padEnd(width)}  ${displayName}  ${folder}${fault ? `  (does not start: ${fault})` : ""}\n`,
    );
  }
  return 0;
}

async function run(connectionFile: string): Promise<number> {
  if (!existsSync(connectionFile)) {
    const meant = nearest(connectionFile, ["install", "uninstall", "list"]);
    throw new UsageError(
      meant ? `there is no ${connectionFile}; did you mean ${meant}?` : `there is no file ${connectionFile}`,
    );
  }
  const { startKernel } = await import("../kernel/main.js");
  await startKernel(connectionFile);
  return 0;
}
