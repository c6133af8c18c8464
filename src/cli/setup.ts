import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { run } from "../../kernel-setup/command.mjs";
import { prepare } from "../../kernel-setup/environment.mjs";
import { SetupError } from "../../kernel-setup/setup-error.mjs";
import { nativeBinding, nativeFolder } from "../training/backends/native.js";
import { readArguments, UsageError } from "./arguments.js";
import { findTools, thisMachine, tooFull, unsupported } from "./setup/machine.js";
import { nativeSteps, tidy } from "./setup/nativeSteps.js";

const usage = `Usage: workings setup native

Builds native TensorFlow for TensorFlow.js into the folder ${nativeFolder} of the project, where it is found from then on: the
binding of tfjs-node, compiled against the libraries of Python's tensorflow-cpu. It downloads about 280 MB with npm and
pip, takes 2 GB of disk while it builds and about 600 MB after, and needs a C++ compiler. For Linux on x64; what was
interrupted goes on with the next run. To remove it, delete the folder.

It is worth it for convolutions and large products. Small networks are quicker without it; see docs/training.md.

Example:
  workings setup native

Exit status: 0 if it runs here, 1 if it could not be set up, 2 if what was asked for makes no sense.
`;

/** `workings setup native`: gives the exit status. */
export async function setup(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = readArguments("setup", args, { help: { type: "boolean", short: "h" } });
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const [what, ...rest] = positionals;
    if (what !== "native") throw new UsageError(`${what ? `there is no ${what}; ` : ""}say: workings setup native`);
    if (rest.length > 0) throw new UsageError(`native stands alone but ${rest.join(" ")} was given too`);
    await setUpNative(path.join(projectOf(process.cwd()), nativeFolder));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof SetupError)) throw error;
    process.stderr.write(`workings setup: ${error.message}\n`);
    return error instanceof SetupError ? error.exitStatus : 2;
  }
}

async function setUpNative(folder: string): Promise<void> {
  const problem = unsupported(thisMachine());
  if (problem !== undefined) throw new SetupError(problem);
  if (!existsSync(path.join(folder, nativeBinding))) {
    const tools = findTools();
    const lack = await tooFull(path.dirname(folder));
    if (lack !== undefined) throw new SetupError(lack);
    await mkdir(folder, { recursive: true });
    // So that Git passes the folder over, whatever the project's own list says.
    await writeFile(path.join(folder, ".gitignore"), "*\n");
    await prepare(nativeSteps(folder, tools));
  }
  const said = await tried(folder);
  await prepare([tidy(folder)]);
  process.stdout.write(`${said}\n`);
}

/** Runs each operation once, in a new process. What does not run is taken away again. */
async function tried(folder: string): Promise<string> {
  const script = new URL("./setup/tryNative.js", import.meta.url);
  try {
    const output = await run("native TensorFlow", process.execPath, [fileURLToPath(script)], {
      root: folder,
      env: { WORKINGS_BACKEND: "native" },
    });
    return output.trim();
  } catch (error) {
    await rm(path.join(folder, nativeBinding), { force: true });
    throw error;
  }
}

/** The innermost folder with a package.json, else the one that the command was typed in. */
function projectOf(folder: string): string {
  for (let place = folder; ; place = path.dirname(place)) {
    if (existsSync(path.join(place, "package.json"))) return place;
    if (place === path.dirname(place)) return folder;
  }
}
