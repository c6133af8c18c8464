import type { Step } from "./environment.mjs";

/** nbgrader for the tests, in a folder beside JupyterLab's environment. */
export function nbgrader(root: string): Step;

/** Whether .venv's Python is one that nbgrader runs on. */
export function canRunNbgrader(root: string): boolean;

/** Environment variables under which .venv's Python finds nbgrader and its commands. */
export function nbgraderFolders(root: string): Record<string, string>;
