/** Notebooks as files: found, read, written. */
import { chmod, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { type Notebook, parseNotebook, printNotebook } from "./notebook.js";

/** A file that is none of the notebooks that can be run; the message names it and says why. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

/** The notebooks that a path leads to: a file itself, or all in a folder, without hidden folders and packages. */
export async function findNotebooks(target: string): Promise<string[]> {
  if (!(await statOf(target)).isDirectory()) return [target];
  const found = (await readdir(target, { recursive: true, encoding: "utf8" }))
    .filter((file) => file.endsWith(".ipynb") && !/(^|[\\/])(\.|node_modules[\\/])/.test(file))
    .sort()
    .map((file) => path.join(target, file));
  if (found.length === 0) throw new NotebookError(`there is no notebook in ${target}`);
  return found;
}

/** Reads a notebook. Throws a `NotebookError` that names the file where it cannot be read or is none. */
export async function readNotebook(file: string): Promise<Notebook> {
  if ((await statOf(file)).isDirectory()) throw new NotebookError(`${file} is a folder`);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new NotebookError(`${file} cannot be read: ${(error as Error).message}`);
  }
  try {
    return parseNotebook(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const isText = (error as NodeJS.ErrnoException).code !== "ERR_ENCODING_INVALID_ENCODED_DATA";
    throw new NotebookError(`${file}: ${isText ? (error as Error).message : "it is no notebook: it is no UTF-8"}`);
  }
}

/** Writes a notebook. Whatever happens meanwhile, the file holds what it held before or the whole. */
export async function writeNotebook(file: string, notebook: Notebook): Promise<void> {
  // A link stays one: what it leads to is replaced.
  const target = await realpath(file).catch(() => path.resolve(file));
  const folder = path.dirname(target);
  const fresh = path.join(folder, `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    const handle = await open(fresh, "w");
    try {
      await handle.writeFile(printNotebook(notebook));
      await handle.sync();
    } finally {
      await handle.close();
    }
    const mode = await stat(target).then(
      (before) => before.mode,
      () => undefined,
    );
    if (mode !== undefined) await chmod(fresh, mode);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => {}); // The error that led here is the one to tell.
    throw new NotebookError(`${file} cannot be written: ${(error as Error).message}`);
  }
}

async function statOf(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    const isAbsent = ["ENOENT", "ENOTDIR"].includes(String((error as NodeJS.ErrnoException).code));
    throw new NotebookError(
      isAbsent ? `${file} does not exist` : `${file} cannot be read: ${(error as Error).message}`,
    );
  }
}
