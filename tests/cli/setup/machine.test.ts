import { tmpdir } from "node:os";
import process from "node:process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { findTools, thisMachine, tooFull, unsupported } from "../../../src/cli/setup/machine.js";

afterEach(() => vi.unstubAllEnvs());

const needed = "TensorFlow's libraries are for Linux on x64 with glibc from 2.27";

describe("native TensorFlow", () => {
  it.each([
    [{ platform: "linux", arch: "x64", glibc: "2.27" }, undefined],
    [{ platform: "linux", arch: "x64", glibc: "2.41" }, undefined],
    [{ platform: "linux", arch: "x64", glibc: "3.0" }, undefined],
    [{ platform: "linux", arch: "x64", glibc: "2.17" }, `${needed}, and this has 2.17; wasm stays in use`],
    [{ platform: "linux", arch: "x64" }, `${needed}, and this Linux has another C library; wasm stays in use`],
    [{ platform: "linux", arch: "arm64", glibc: "2.35" }, `${needed}, and this is linux on arm64; wasm stays in use`],
    [{ platform: "darwin", arch: "x64" }, `${needed}, and this is darwin on x64; wasm stays in use`],
    [{ platform: "win32", arch: "x64" }, `${needed}, and this is win32 on x64; wasm stays in use`],
  ])("on %j: %s", (machine, said) => {
    expect(unsupported(machine)).toBe(said);
  });

  it("knows the C library of this machine", () => {
    const { platform, arch, glibc } = thisMachine();
    expect([platform, arch]).toEqual([process.platform, process.arch]);
    if (platform === "linux") expect(glibc ?? "2.0").toMatch(/^\d+\.\d+$/);
  });
});

describe("the room that it takes", () => {
  it("is asked of the disk, and what is lacking is said", async () => {
    expect(await tooFull(tmpdir(), 1)).toBeUndefined();
    expect(await tooFull(tmpdir(), 5e18)).toMatch(
      /^it takes 5000000000\.0 GB while it is built, and \S+ has \d+\.\d GB left; make room$/,
    );
  });
});

describe("the programs that it needs", () => {
  it("are missed one by one, the compiler first", () => {
    vi.stubEnv("PATH", "/nowhere");
    expect(() => findTools()).toThrow(
      "there is no C++ compiler; install g++ (on Debian and Ubuntu: sudo apt install g++), or name one: CXX=…",
    );
    // Node stands in for a compiler: all that is asked for here is whether it runs.
    vi.stubEnv("CXX", process.execPath);
    expect(() => findTools()).toThrow("there is no Python with pip; install it (python3-pip), or name one: PYTHON=");
  });

  it("say so where the environment names one that does not run", () => {
    vi.stubEnv("CXX", "ccache nowhere++");
    expect(() => findTools()).toThrow("CXX names ccache nowhere++, which does not run; install g++");
  });
});
