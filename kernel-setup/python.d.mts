/** A Python that can make JupyterLab's environment; throws a SetupError that says why none of those found can. */
export function findPython(): { command: string[]; version: string; executable: string };
