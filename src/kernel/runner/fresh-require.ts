import { statSync } from "node:fs";

/** A `require` that reads the notebook's own files anew after one of them has changed. */
export interface FreshRequire extends NodeJS.Require {
  /** Runs what may load files by `require`, such that they are read anew. */
  afresh<Result>(action: () => Promise<Result>): Promise<Result>;
}

/** Makes a `require` such, to which some modules are what is `given`. The packages in node_modules stay loaded. */
export function freshRequire(require: NodeJS.Require, given: ReadonlyMap<string, object>): FreshRequire {
  const times = new Map<string, number>();
  const { cache } = require;
  const own = () => Object.keys(cache).filter((file) => !/[\\/]node_modules[\\/]/.test(file));
  const forgetChanged = () => {
    if (!own().some((file) => times.has(file) && times.get(file) !== lastChange(file))) return;
    for (const file of own()) delete cache[file];
    times.clear();
  };
  const note = () => {
    for (const file of own()) if (!times.has(file)) times.set(file, lastChange(file));
  };
  const fresh = (specifier: string): unknown => {
    if (given.has(specifier)) return given.get(specifier);
    forgetChanged();
    try {
      return require(specifier) as unknown;
    } finally {
      note();
    }
  };
  const afresh = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    forgetChanged();
    return action().finally(note);
  };
  return Object.assign(fresh, require, { afresh });
}

function lastChange(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
