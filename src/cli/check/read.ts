import { realpathSync } from "node:fs";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

/** A document's text, or an error whose message says in one line why there is none. "-" is the stream. */
export async function readDocument(
  file: string,
  stdin: AsyncIterable<Uint8Array | string>,
): Promise<{ readonly text: string } | Error> {
  let bytes: Uint8Array;
  try {
    if (file === "-") bytes = await all(stdin);
    else if ((await stat(file)).isDirectory()) return new Error(`${file} is a folder, not a file`);
    else bytes = await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return new Error(`${file} does not exist`);
    if (code === "EACCES") return new Error(`${file} may not be read`);
    return new Error(`${file} cannot be read: ${message}`);
  }
  if (bytes.includes(0)) return new Error(`${file} is not a text: it has NUL bytes`);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return new Error(`${file} is not a text in UTF-8`);
  }
}

/** Puts a text in a file's place, whole or not at all, with the rights that the file has. */
export async function writeDocument(file: string, text: string): Promise<void> {
  const target = realpathSync(file);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}`);
  await writeFile(beside, text, { mode: (await stat(target)).mode });
  await rename(beside, target);
}

async function all(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
