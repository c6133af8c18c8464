import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { jupyterLab } from "../../kernel-setup/jupyterlab.mjs";
import { nodeVersion } from "../../kernel-setup/node-version.mjs";
import { findPython } from "../../kernel-setup/python.mjs";
import { root as project } from "../../kernel-setup/root.mjs";
import { knownProblem } from "../../kernel-setup/setup-error.mjs";
import { cloneAfresh } from "./clone.js";
import { Command } from "./command.js";

const folders: string[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A registry where nobody answers. */
const nowhere = "http://127.0.0.1:9/";

describe("what set-up says when it can't go on", () => {
  test.each([
    ["^20.19.0 || ^22.12.0 || >=24.0.0", undefined],
    ["^18.0.0", /^this is Node \S+, and Workings needs \^18\.0\.0; install a newer one/],
    [">=99.0.0", /^this is Node \S+, and Workings needs >=99\.0\.0; install a newer one/],
  ])("on a Node that should be %s", (engines, said) => {
    const root = temporaryFolder();
    writeFileSync(path.join(root, "package.json"), JSON.stringify({ engines: { node: engines } }));
    const missing = nodeVersion(root).missing();
    if (said) expect(missing).toMatch(said);
    else expect(missing).toBeUndefined();
  });

  test.each([
    ["npm error code ENOSPC\nnpm error nospc There appears to be insufficient space", "the disk is full"],
    ["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full"],
    ["npm error code EACCES\nnpm error syscall mkdir", "no permission to write"],
    ["OSError: [Errno 13] Permission denied: '/srv/clone/.venv'", "no permission to write"],
    ["EROFS: read-only file system, mkdir '/srv/clone/.setup'", "no permission to write"],
    ["npm error code ENOTFOUND", "no connection"],
  ])("when a tool prints %j", (output, said) => {
    expect(knownProblem("npm packages", output)?.message).toMatch(new RegExp(`^npm packages: ${said}.*; `));
  });

  test("when npm does not reach its registry", async () => {
    const clone = cloneAfresh();
    folders.push(path.dirname(clone));
    const start = new Command("npm", ["start"], {
      cwd: clone,
      env: {
        npm_config_registry: nowhere,
        npm_config_fetch_retries: "0",
        npm_config_cache: path.join(clone, "..", "cache"),
      },
    });
    expect(await start.ended).toBe(1);
    expect(start.output.trim().split("\n").at(-1)).toBe(
      "npm packages: no connection to the package registry; connect to the network and run the command again",
    );
  });
});

describe("what set-up says of Python's packages", () => {
  test("when pip does not reach its registry", async () => {
    const root = temporaryFolder();
    for (const file of ["requirements.txt", "jupyterlab"]) {
      cpSync(path.join(project, "kernel-setup", file), path.join(root, "kernel-setup", file), { recursive: true });
    }
    vi.stubEnv("PIP_CONFIG_FILE", devNull);
    vi.stubEnv("PIP_INDEX_URL", nowhere);
    vi.stubEnv("PIP_FIND_LINKS", "");
    vi.stubEnv("PIP_RETRIES", "1");
    const jupyter = jupyterLab(root);
    await expect(jupyter.install()).rejects.toThrow(/^JupyterLab: no connection to the package registry; /);
    expect(jupyter.missing()).toMatch(/^\.venv is absent/);
  });
});

describe("what set-up says of Python", () => {
  let bin: string;

  beforeEach(() => {
    bin = temporaryFolder();
    vi.stubEnv("PATH", bin);
    vi.stubEnv("PYTHON", undefined);
  });

  /** A Python that answers the one question that it is asked: its version, its file and whether it has venv. */
  function put(name: string, version: number[], venv: boolean) {
    const file = path.join(bin, name);
    writeFileSync(file, `#!/bin/sh\necho '${JSON.stringify([version, file, venv])}'\n`);
    chmodSync(file, 0o755);
    return file;
  }

  test("when there is none", () => {
    expect(findPython).toThrow(/^Python: .* there is no python3 on the path; install it, or name one: PYTHON=/);
  });

  test("when it is too old", () => {
    put("python3", [3, 8, 18], true);
    put("python", [2, 7, 18], false);
    expect(findPython).toThrow(/^Python: .* too old \(python3 is 3\.8\.18, python is 2\.7\.18\); install a newer one/);
  });

  test("when its venv module is missing, as on Debian", () => {
    put("python3", [3, 12, 3], false);
    expect(findPython).toThrow(/^Python: python3 is Python 3\.12\.3 without its venv module; /);
  });

  test("that it takes one that does, though an older one comes first", () => {
    put("python3", [3, 9, 2], true);
    const newer = put("python3.12", [3, 12, 3], true);
    expect(findPython()).toMatchObject({ executable: newer, version: "3.12.3" });
  });

  test("that it takes one newer than those it was made for only where there is no other", () => {
    const newest = put("python3", [3, 15, 0], true);
    expect(findPython().executable).toBe(newest);
    const known = put("python3.13", [3, 13, 1], true);
    expect(findPython().executable).toBe(known);
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "workings-"));
  folders.push(folder);
  return folder;
}
