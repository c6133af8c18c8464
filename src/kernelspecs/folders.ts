/** Where Jupyter looks for kernels, worked out as jupyter_core does, so that none of its Python is needed. */
import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";

/** What the folders depend on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The machine that this runs on. */
export function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, home: homedir() };
}

/** The folder of the kernels that one person has. */
export function userKernels(machine: Machine): string {
  return pathsOf(machine).join(userData(machine), "kernels");
}

/** The folder of the kernels of a Python environment, such as `/usr/local` or a `.venv`. */
export function kernelsUnder(prefix: string, machine: Machine): string {
  return pathsOf(machine).join(prefix, "share", "jupyter", "kernels");
}

/** All folders that are searched for kernels; a kernel of the same name in an earlier one hides that of a later. */
export function searchedKernels(machine: Machine): string[] {
  const { env, platform } = machine;
  const { join, delimiter } = pathsOf(machine);
  const named = (env.JUPYTER_PATH ?? "").split(delimiter).filter(Boolean);
  const prefix = activePrefix(machine);
  const environment = prefix === undefined ? [] : [join(prefix, "share", "jupyter")];
  const system =
    platform !== "win32"
      ? ["/usr/local/share/jupyter", "/usr/share/jupyter"]
      : isSet(env.JUPYTER_USE_PROGRAMDATA) && env.PROGRAMDATA
        ? [join(env.PROGRAMDATA, "jupyter")]
        : [];
  // In an active environment its own kernels come first, unless the person wants it otherwise.
  const user = [userData(machine)];
  const isEnvironmentFirst =
    env.JUPYTER_PREFER_ENV_PATH === undefined ? prefix !== undefined : isSet(env.JUPYTER_PREFER_ENV_PATH);
  const own = isEnvironmentFirst ? [...environment, ...user] : [...user, ...environment];
  return [...new Set([...named, ...own, ...system])].map((folder) => join(folder, "kernels"));
}

/** The Python environment that a person has made the current one. */
export function activePrefix({ env }: Machine): string | undefined {
  return env.VIRTUAL_ENV || env.CONDA_PREFIX || undefined;
}

/** The prefix of the Jupyter that the path leads to, asked of it; undefined where there is none. */
export function prefixOfJupyter(machine: Machine): string | undefined {
  const { stdout, status } = spawnSync("jupyter", ["--paths", "--json"], { encoding: "utf8", timeout: 60_000 });
  if (status !== 0) return undefined;
  const { data } = JSON.parse(stdout) as { data: string[] };
  const others = [userData(machine), "/usr/local/share/jupyter", "/usr/share/jupyter"];
  const end = path.join("share", "jupyter");
  // A person's own Python packages have their folder beside them, which is no environment's.
  const isOwn = (folder: string) => folder.startsWith(machine.home) && folder.includes(`${path.sep}.local${path.sep}`);
  const found = data.find((folder) => folder.endsWith(end) && !others.includes(folder) && !isOwn(folder));
  return found?.slice(0, -end.length - 1);
}

function userData(machine: Machine): string {
  const { platform, env, home } = machine;
  const { join } = pathsOf(machine);
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  const asPlatformSays = isSet(env.JUPYTER_PLATFORM_DIRS);
  if (platform === "darwin") {
    return asPlatformSays ? join(home, "Library", "Application Support", "Jupyter") : join(home, "Library", "Jupyter");
  }
  if (platform === "win32") {
    if (asPlatformSays) return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "Jupyter");
    return env.APPDATA ? join(env.APPDATA, "jupyter") : join(env.JUPYTER_CONFIG_DIR ?? join(home, ".jupyter"), "data");
  }
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}

/** As jupyter_core reads a switch. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && !["no", "n", "false", "off", "0", "0.0"].includes(value.toLowerCase());
}

function pathsOf({ platform }: Machine): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}
