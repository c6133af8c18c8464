import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command, CommandError, type Program, type Surroundings, words } from "./command.js";

/** Runs npm for the notebook's folder. */
export const npm: Command = {
  name: "%npm",
  usage: "install PACKAGE…",
  summary: "Installs packages beside the notebook; the lines below can import them, with their types.",
  details:
    "They go into node_modules in the notebook's folder, where its imports look first, and into the package.json there; " +
    "one in a folder above is left as it is. Whatever else follows is npm's own: `%npm ls`, `%npm uninstall d3`, " +
    "`%npm install d3@7`. Cells that have imported a package keep that version until `%reset`.",
  complete: (_, before) => (before.length ? [] : ["install", "ls", "uninstall", "update"]),
  async run(call, kernel) {
    const args = words(call.argument);
    if (!args.length) throw new CommandError("%npm: say what npm is to do, as in %npm install d3");
    const above = packageAbove(kernel.folder);
    const told = new Told(call.print);
    const { env } = await kernel.surroundings();
    try {
      const program = npmProgram(args, { folder: kernel.folder, env });
      const { code } = await kernel.runProgram({ ...program, print: (text, stream) => told.take(text, stream) }, call);
      told.end();
      if (code !== 0) throw new CommandError(told.failure(args[0]!, code));
    } finally {
      await kernel.packagesChanged();
    }
    if (/^(install|i|add)$/.test(args[0]!)) call.print(whereTo(kernel.folder, above));
    if (told.hasReplaced) call.print("Cells that have imported another version keep it until %reset.\n");
  },
};

/** npm as it came with the Node that runs the kernel, which need not be on the path; else the one that is. */
function npmProgram(args: readonly string[], { folder, env }: Surroundings): Omit<Program, "print"> {
  const bin = dirname(realpathSync(process.execPath));
  const places = [join(bin, "../lib/node_modules"), join(bin, "node_modules")];
  const script = places.map((place) => join(place, "npm/bin/npm-cli.js")).find((path) => existsSync(path));
  // A person waits for the answer: two more tries within two seconds do, and what has been fetched is told.
  const quick = {
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    npm_config_fetch_retry_mintimeout: "500",
    npm_config_fetch_retry_factor: "2",
    npm_config_loglevel: "http",
  };
  const all = ["--prefix", folder, ...args];
  return {
    file: script === undefined ? "npm" : process.execPath,
    args: script === undefined ? all : [script, ...all],
    surroundings: { folder, env: { ...quick, ...env } },
  };
}

/** A line that tells of a package's archive, as registries lay them out. */
const archive = /^npm http (?:fetch GET 200|cache) .*?((?:@[^/@]+\/)?[^/@]+)\/-\/[^/\s]+?-(\d[^/\s]*)\.tgz\b/;

/** What npm says: its errors are kept for one sentence, and all else is shown but the requests that it makes. */
class Told {
  readonly #print: (text: string, stream: "stdout" | "stderr") => void;
  readonly #errors: string[] = [];
  readonly #fetched = new Set<string>();
  #begun = "";
  hasReplaced = false;

  constructor(print: (text: string, stream: "stdout" | "stderr") => void) {
    this.#print = print;
  }

  take(text: string, stream: "stdout" | "stderr"): void {
    if (stream === "stdout") {
      this.hasReplaced ||= /\bchanged \d+ package/.test(text);
      this.#print(text, stream);
      return;
    }
    const lines = (this.#begun + text).split("\n");
    this.#begun = lines.pop()!;
    for (const line of lines) {
      const error = /^npm (?:error|ERR!) ?(.*)$/.exec(line)?.[1];
      const [, name, version] = archive.exec(line) ?? [];
      if (error !== undefined) this.#errors.push(error);
      else if (name !== undefined) this.#tellFetched(`${name} ${version}`);
      else if (!line.startsWith("npm http ")) this.#print(`${line}\n`, stream);
    }
  }

  #tellFetched(what: string): void {
    if (!this.#fetched.has(what)) this.#print(`fetched ${what}\n`, "stdout");
    this.#fetched.add(what);
  }

  end(): void {
    if (this.#begun) this.take("\n", "stderr");
  }

  /** Why npm has failed; what no sentence of ours stands for is shown in its own words. */
  failure(what: string, status: number | null): string {
    const all = this.#errors.join("\n");
    const code = /^code (\S+)$/m.exec(all)?.[1];
    if (code === "E404") {
      const name = /'(.+)@[^@']*'/.exec(all)?.[1];
      return `%npm: the registry has no package ${name ?? "of that name"}`;
    }
    if (code === "ETARGET") {
      const wanted = /No matching version found for (.+?)\.?$/m.exec(all)?.[1];
      return `%npm: the registry has no version of the package that fits ${wanted ?? "what is asked for"}`;
    }
    if (code !== undefined && unreachable.has(code)) {
      const registry = /request to (\w+:\/\/[^/\s]+)/.exec(all)?.[1] ?? "the registry";
      return `%npm: ${registry} cannot be reached (${code}); check the network, then run the cell again`;
    }
    for (const line of this.#errors) this.#print(`${line}\n`, "stderr");
    return `%npm: npm ${what} ended with exit status ${status}`;
  }
}

const unreachable = new Set(
  "EAI_AGAIN ECONNREFUSED ECONNRESET EHOSTUNREACH ENETUNREACH ENOTFOUND ERR_SOCKET_TIMEOUT ETIMEDOUT".split(" "),
);

function whereTo(folder: string, above: string | undefined): string {
  const left = above === undefined ? "" : `; ${above} is left as it is`;
  return `Installed in ${join(folder, "node_modules")}${left}.\n`;
}

/** The package.json that npm by itself would have taken, where the folder has none. */
function packageAbove(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (existsSync(file)) return undefined;
  for (let at = dirname(folder); ; at = dirname(at)) {
    const found = join(at, "package.json");
    if (existsSync(found)) return found;
    if (at === dirname(at)) return undefined;
  }
}
