import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { extract, zipEntries } from "../../../src/cli/setup/zip.js";

let folder: string;
let archive: string;
const long = "what repeats is deflated\n".repeat(10_000);

/** An archive as Python writes it, which writes the wheels. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workings-zip-"));
  archive = path.join(folder, "one.whl");
  const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr("stored.txt", "as it is")
    z.writestr("a/deflated.txt", sys.argv[2] * 10000, zipfile.ZIP_DEFLATED)
    z.writestr("empty.txt", "")
    z.comment = b"a comment at the end"
`;
  execFileSync("python3", ["-c", script, archive, "what repeats is deflated\n"]);
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("a ZIP archive", () => {
  it("tells its entries", async () => {
    const entries = await zipEntries(archive);
    expect(entries.map(({ name, method, size }) => [name, method, size])).toEqual([
      ["stored.txt", 0, 8],
      ["a/deflated.txt", 8, long.length],
      ["empty.txt", 0, 0],
    ]);
  });

  it("gives the contents of each", async () => {
    for (const entry of await zipEntries(archive)) await extract(archive, entry, path.join(folder, "out", entry.name));
    const read = (name: string) => readFileSync(path.join(folder, "out", name), "utf8");
    expect([read("stored.txt"), read("a/deflated.txt"), read("empty.txt")]).toEqual(["as it is", long, ""]);
  });

  it("that was cut off is refused", async () => {
    truncateSync(archive, 200);
    await expect(zipEntries(archive)).rejects.toThrow("one.whl is not a ZIP archive, or not all of one");
  });

  it("with damaged contents leaves no file behind under the entry's name", async () => {
    const [, deflated] = await zipEntries(archive);
    const bytes = readFileSync(archive);
    bytes.fill(0xff, deflated!.offset + 44, deflated!.offset + 60);
    writeFileSync(archive, bytes);
    await expect(extract(archive, deflated!, path.join(folder, "out.txt"))).rejects.toThrow();
    expect(readdirSync(folder)).not.toContain("out.txt");
  });
});
