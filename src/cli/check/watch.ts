import { type FSWatcher, statSync, watch } from "node:fs";
import path from "node:path";

/** Files and folders whose changes are told. */
export interface Watch {
  /** Ends when nothing can change any more. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Editors write a file in several steps, within so many milliseconds. */
const settling = 50;

/**
 * Tells which paths below files and folders change, some time after the last of the changes that come together. Paths
 * begin as the targets do.
 */
export function watchPaths(targets: readonly string[], onChange: (paths: readonly string[]) => void): Watch {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const note = (changedPath: string) => {
    changed.add(changedPath);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const paths = [...changed].sort();
      changed.clear();
      onChange(paths);
    }, settling);
  };
  const watchers = targets.map((target) => watcherOf(target, note));
  let finish = () => {};
  const closed = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    closed,
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      finish();
    },
  };
}

/** A file is watched by its folder, since editors put another file in its place. */
function watcherOf(target: string, note: (path: string) => void): FSWatcher {
  const isFolder = statSync(target).isDirectory();
  if (isFolder) {
    return watch(target, { recursive: true }, (_, name) => name !== null && note(path.join(target, name)));
  }
  return watch(path.dirname(target), (_, name) => name === path.basename(target) && note(target));
}
