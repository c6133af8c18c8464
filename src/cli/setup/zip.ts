/** Single files of a ZIP archive, as a Python wheel is one; none of it is held in memory whole. */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  /** 0 where it is stored as it is, 8 where it is deflated. */
  readonly method: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localHeaderSize = 30;

/** The entries of an archive of less than 4 GB; throws an Error that names the file where it is none. */
export async function zipEntries(file: string): Promise<ZipEntry[]> {
  const { size: length } = await stat(file);
  const tail = await bytes(file, Math.max(0, length - 2 ** 16), length);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--;
  if (end < 0) throw new Error(`${file} is not a ZIP archive, or not all of one`);
  const [size, offset] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  const directory = await bytes(file, offset, offset + size);
  const entries: ZipEntry[] = [];
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === entrySignature; ) {
    const lengths = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    entries.push({
      name: directory.toString("utf8", at + 46, at + 46 + lengths[0]!),
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + lengths.reduce((sum, one) => sum + one);
  }
  return entries;
}

/** Writes an entry's contents to a file, whole or not at all. */
export async function extract(file: string, entry: ZipEntry, to: string): Promise<void> {
  const header = await bytes(file, entry.offset, entry.offset + localHeaderSize);
  const start = entry.offset + localHeaderSize + header.readUInt16LE(26) + header.readUInt16LE(28);
  const part = `${to}.part`;
  await mkdir(path.dirname(to), { recursive: true });
  // A stream of no bytes cannot be asked for.
  const end = start + entry.compressedSize;
  const source = entry.compressedSize === 0 ? Readable.from([]) : createReadStream(file, { start, end: end - 1 });
  if (entry.method === 8) await pipeline(source, createInflateRaw(), createWriteStream(part));
  else await pipeline(source, createWriteStream(part));
  const { size } = await stat(part);
  if (size !== entry.size) throw new Error(`${entry.name} has ${size} bytes but should have ${entry.size}`);
  await rename(part, to);
}

async function bytes(file: string, from: number, to: number): Promise<Buffer> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.subarray(0, bytesRead);
}
