/** `npm start`: brings about what the machine lacks, and opens JupyterLab on the notebooks. Options are JupyterLab's. */
import { spawn } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { environment, prepare } from "./environment.mjs";
import { jupyterFolders, pythonOf } from "./jupyterlab.mjs";
import { root } from "./root.mjs";
import { tellPlainly } from "./setup-error.mjs";

await tellPlainly(async () => {
  await prepare(environment(root));
  process.exitCode = await openJupyterLab(process.argv.slice(2));
});

/** JupyterLab in this terminal, until it ends; answers its exit status. */
function openJupyterLab(options) {
  // JupyterLab takes no option twice, so that these give way to a person's own.
  const settings = [];
  if (!options.some((option) => /root_dir|notebook-dir/.test(option))) {
    settings.push(`--ServerApp.root_dir=${path.join(root, "notebooks")}`);
  }
  // JupyterLab asks a superuser, who in a container is everyone, to say so; it still asks all for the token.
  if (process.getuid?.() === 0 && !options.includes("--allow-root")) settings.push("--allow-root");

  process.stdout.write("JupyterLab opens; Ctrl-C twice ends it\n");
  const jupyterLab = spawn(pythonOf(root), ["-m", "jupyterlab", ...settings, ...options], {
    cwd: root,
    env: { ...jupyterFolders(root), ...process.env },
    stdio: "inherit",
  });
  // A terminal's Ctrl-C reaches JupyterLab by itself, which asks whether it is meant.
  process.on("SIGINT", () => process.stdin.isTTY || jupyterLab.kill("SIGTERM"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => jupyterLab.kill(signal));
  return new Promise((resolve, reject) => {
    jupyterLab.once("error", reject);
    jupyterLab.once("close", (status, signal) => resolve(status ?? 128 + os.constants.signals[signal]));
  });
}
