/** A registry of packages for npm, on this machine: npm talks to it as to any other. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The files of a package's versions. */
export type Versions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A registry that is listening. */
export class Registry {
  readonly #server: Server;
  readonly #asked = new Map<string, () => void>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts one that has some packages; what is named in `silent` is never answered for. */
  static async start(packages: Readonly<Record<string, Versions>>, silent: string): Promise<Registry> {
    const tarballs = new Map<string, Buffer>();
    for (const [name, versions] of Object.entries(packages)) {
      for (const [version, files] of Object.entries(versions)) {
        tarballs.set(`/${name}/-/${archive(name)}-${version}.tgz`, pack({ name, version }, files));
      }
    }
    const server = createServer((request, response) => {
      const path = decodeURIComponent(request.url!);
      const tarball = tarballs.get(path);
      const name = path.slice(1);
      registry.#asked.get(name)?.();
      if (name === silent) return;
      if (tarball) response.end(tarball);
      else if (Object.hasOwn(packages, name)) response.end(JSON.stringify(about(name, tarballs, registry.url)));
      else response.writeHead(404).end("{}");
    });
    const registry = new Registry(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return registry;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when npm asks for a package. */
  asked(name: string): Promise<void> {
    return new Promise((resolve) => this.#asked.set(name, resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** What a registry says of a package. */
function about(name: string, tarballs: ReadonlyMap<string, Buffer>, url: string): object {
  const start = `/${name}/-/${archive(name)}-`;
  const versions = [...tarballs].flatMap(([path, bytes]) => {
    if (!path.startsWith(start)) return [];
    const version = path.slice(start.length, -".tgz".length);
    const shasum = createHash("sha1").update(bytes).digest("hex");
    return [[version, { name, version, dist: { tarball: url + path, shasum } }] as const];
  });
  return { name, "dist-tags": { latest: versions.at(-1)![0] }, versions: Object.fromEntries(versions) };
}

/** The name that a package's archives begin with. */
function archive(name: string): string {
  return name.replace(/^@.+\//, "");
}

function pack(about: object, files: Readonly<Record<string, string>>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "workings-package-"));
  mkdirSync(join(folder, "package"));
  const all = { "package.json": JSON.stringify({ main: "index.js", types: "index.d.ts", ...about }), ...files };
  for (const [file, text] of Object.entries(all)) writeFileSync(join(folder, "package", file), text);
  execFileSync("tar", ["-czf", "package.tgz", "package"], { cwd: folder });
  const bytes = readFileSync(join(folder, "package.tgz"));
  rmSync(folder, { recursive: true });
  return bytes;
}
