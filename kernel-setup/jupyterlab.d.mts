import type { Step } from "./environment.mjs";

/** JupyterLab, of the versions that requirements.txt pins, in the clone's own Python environment .venv. */
export function jupyterLab(root: string): Step & Required<Pick<Step, "install">>;

/** The file of .venv's Python. */
export function pythonOf(root: string): string;

/** Environment variables for what JupyterLab keeps beside a person's settings; a person's own outrank them. */
export function jupyterFolders(root: string): Record<string, string>;
