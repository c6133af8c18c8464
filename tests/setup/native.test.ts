import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "../../kernel-setup/root.mjs";
import { Command } from "./command.js";

let project: string;

beforeEach(() => {
  project = realpathSync(mkdtempSync(path.join(tmpdir(), "workings-project-")));
  write("package.json", "{}");
  mkdirSync(path.join(project, "lessons"));
});
afterEach(() => rmSync(project, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), text);
}

const native = (file: string) => path.join(project, ".native", file);

async function setup(args: string[], env: NodeJS.ProcessEnv = {}) {
  const main = path.join(root, "dist", "cli", "main.js");
  const command = new Command(process.execPath, [main, "setup", ...args], {
    cwd: path.join(project, "lessons"),
    env: {
      npm_config_registry: "http://127.0.0.1:9/",
      npm_config_fetch_retries: "0",
      npm_config_cache: project,
      ...env,
    },
  });
  return { status: await command.ended, output: command.output };
}

/** All that the set-up leaves before it compiles, without the contents. */
function allButTheBinding(): void {
  for (const name of ["@tensorflow/tfjs-node", "google-protobuf", "node-api-headers"]) {
    mkdirSync(native(`node_modules/${name}`), { recursive: true });
  }
  for (const name of ["cc", "framework"]) write(`.native/libtensorflow_${name}.so.2`, "");
  write(".native/include/complete", "");
}

/** What is called as the compiler is, and writes its arguments where the compiler writes what it has made. */
function compiler(): string {
  write("compiler.sh", '#!/bin/sh\nfor last; do [ "$before" = -o ] && echo "$*" > "$last"; before=$last; done; true\n');
  chmodSync(path.join(project, "compiler.sh"), 0o755);
  return path.join(project, "compiler.sh");
}

describe("workings setup", () => {
  test.each([
    [[], "workings setup: say: workings setup native\n"],
    [["nativ"], "workings setup: there is no nativ; say: workings setup native\n"],
    [["native", "now"], "workings setup: native stands alone but now was given too\n"],
  ])("%j makes no sense", async (args, output) => {
    expect(await setup(args)).toEqual({ status: 2, output });
  });

  test("native says in one line that it does not reach npm's registry", async () => {
    const { status, output } = await setup(["native"]);
    expect(status).toBe(1);
    expect(output.trimEnd().split("\n").at(-1)).toBe(
      "workings setup: @tensorflow/tfjs-node 4.22.0: no connection to the package registry; connect to the network and run the command again",
    );
    expect(existsSync(native("tfjs_binding.node"))).toBe(false);
  });

  test("native goes on where it was interrupted, and takes away a binding that does not load", async () => {
    allButTheBinding();
    const { status, output } = await setup(["native"], { CXX: compiler() });
    expect(status).toBe(1);
    const lines = output.split("\n");
    expect(lines[0]).toMatch(/^TensorFlow\.js … \d+\.\d s$/);
    expect(lines[1]).toMatch(/^the binding … \d+\.\d s$/);
    expect(lines[2]).toMatch(
      /^workings setup: native TensorFlow: failed \(1\); .* in \.\.\/\.native\/\.setup\/failed\.log/,
    );
    expect(output).toContain("chooseBackend: native does not load (");
    expect(existsSync(native("tfjs_binding.node"))).toBe(false);
    expect(existsSync(native("include"))).toBe(true);
  });

  test("native keeps Git from the folder", async () => {
    allButTheBinding();
    await setup(["native"], { CXX: compiler() });
    const git = async (...args: string[]) => {
      const command = new Command("git", args, { cwd: project });
      await command.ended;
      return command.output;
    };
    await git("init", "--quiet");
    expect(await git("status", "--porcelain", "--untracked-files=all")).not.toContain(".native");
  });
});
