import type { MimeBundle } from "./mimeBundle.js";

/** The bundle of an image's bytes, known by how they begin; undefined for any other bytes. */
export function imageBundle(given: Uint8Array | ArrayBuffer): MimeBundle | undefined {
  const bytes =
    given instanceof ArrayBuffer ? Buffer.from(given) : Buffer.from(given.buffer, given.byteOffset, given.length);
  const about = kindOf(bytes);
  if (!about) return undefined;
  const [mime, name, size] = about;
  return {
    [mime]: bytes.toString("base64"),
    "text/plain": `${name} image${size ? `, ${size.join(" × ")} pixels` : ""}`,
  };
}

function kindOf(bytes: Buffer): [mime: string, name: string, size?: [number, number]] | undefined {
  const starts = (text: string, at = 0) => bytes.toString("latin1", at, at + text.length) === text;
  if (starts("\x89PNG\r\n\x1a\n") && bytes.length >= 24) {
    return ["image/png", "PNG", [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]];
  }
  if (/^GIF8[79]a/.test(bytes.toString("latin1", 0, 6)) && bytes.length >= 10) {
    return ["image/gif", "GIF", [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]];
  }
  if (starts("\xff\xd8\xff")) return ["image/jpeg", "JPEG"];
  if (starts("RIFF") && starts("WEBP", 8)) return ["image/webp", "WebP"];
  return undefined;
}
