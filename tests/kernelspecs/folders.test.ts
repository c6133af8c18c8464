import { expect, test } from "vitest";
import { kernelsUnder, type Machine, searchedKernels, userKernels } from "../../src/kernelspecs/folders.js";

const linux: Machine = { platform: "linux", env: {}, home: "/home/ada" };
const mac: Machine = { platform: "darwin", env: {}, home: "/Users/ada" };
const windows: Machine = { platform: "win32", env: {}, home: "C:\\Users\\ada" };

test.each<[Machine, Machine["env"], string]>([
  [linux, {}, "/home/ada/.local/share/jupyter/kernels"],
  [linux, { XDG_DATA_HOME: "/data" }, "/data/jupyter/kernels"],
  [linux, { JUPYTER_DATA_DIR: "/mine", XDG_DATA_HOME: "/data" }, "/mine/kernels"],
  [mac, {}, "/Users/ada/Library/Jupyter/kernels"],
  [mac, { JUPYTER_PLATFORM_DIRS: "1" }, "/Users/ada/Library/Application Support/Jupyter/kernels"],
  [mac, { JUPYTER_PLATFORM_DIRS: "off" }, "/Users/ada/Library/Jupyter/kernels"],
  [windows, { APPDATA: "C:\\Users\\ada\\AppData\\Roaming" }, "C:\\Users\\ada\\AppData\\Roaming\\jupyter\\kernels"],
  [windows, {}, "C:\\Users\\ada\\.jupyter\\data\\kernels"],
  [windows, { JUPYTER_PLATFORM_DIRS: "yes", LOCALAPPDATA: "C:\\Local" }, "C:\\Local\\Jupyter\\kernels"],
])("a person's kernels on $platform with %j are in %s", (machine, env, folder) => {
  expect(userKernels({ ...machine, env })).toBe(folder);
});

test("an environment's kernels are under its prefix", () => {
  expect(kernelsUnder("/venv", linux)).toBe("/venv/share/jupyter/kernels");
  expect(kernelsUnder("C:\\venv", windows)).toBe("C:\\venv\\share\\jupyter\\kernels");
});

test.each<[Machine["env"], string[]]>([
  [{}, ["/home/ada/.local/share/jupyter", "/usr/local/share/jupyter", "/usr/share/jupyter"]],
  [
    { VIRTUAL_ENV: "/venv", JUPYTER_PATH: "/a:/b" },
    [
      "/a",
      "/b",
      "/venv/share/jupyter",
      "/home/ada/.local/share/jupyter",
      "/usr/local/share/jupyter",
      "/usr/share/jupyter",
    ],
  ],
  [
    { CONDA_PREFIX: "/conda", JUPYTER_PREFER_ENV_PATH: "0" },
    ["/home/ada/.local/share/jupyter", "/conda/share/jupyter", "/usr/local/share/jupyter", "/usr/share/jupyter"],
  ],
])("with %j kernels are looked for in %j", (env, folders) => {
  expect(searchedKernels({ ...linux, env })).toEqual(folders.map((folder) => `${folder}/kernels`));
});
