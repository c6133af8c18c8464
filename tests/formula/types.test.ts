import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;

/** What the compiler says, or "" where it has nothing to say. */
async function compile(compiler: string, ...args: string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, [join(root, "node_modules", compiler), ...args], { cwd: folder });
  return run.then(({ stdout }) => stdout).catch((error: { stdout: string }) => error.stdout);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "workings-types-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function configure(name: string, config: object): Promise<string> {
  await writeFile(join(folder, name), JSON.stringify(config));
  return name;
}

test("a definition whose parts do not fit together is a compile error, and one whose parts do is none", async () => {
  const config = await configure("strict.json", {
    extends: join(root, "tests/tsconfig.json"),
    compilerOptions: { typeRoots: [join(root, "node_modules/@types")] },
    include: [],
    files: [join(root, "tests/formula/types.ts")],
  });
  expect(await compile("typescript/bin/tsc", "-p", config)).toBe("");
});

test("the declarations are read by TypeScript 5.0, which is what stock tslab has", async () => {
  const emit = await configure("emit.json", {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      rootDir: join(root, "src"),
      outDir: join(folder, "dist"),
      emitDeclarationOnly: true,
      typeRoots: [join(root, "node_modules/@types")],
    },
    include: [],
    files: [join(root, "src/formulas/index.ts")],
  });
  expect(await compile("typescript/bin/tsc", "-p", emit)).toBe("");
  await writeFile(
    join(folder, "lesson.ts"),
    `import { adamStep, formulas, leakyRelu, sigmoid, softmax } from "./dist/formulas/index.js";
     const slope: number = formulas.sigmoid.partials.x.value(2);
     const rows: number[][] = formulas.softmax.partials.z.value(new Float64Array(3));
     const next: number[] = adamStep({ parameters: [1], m: [0], v: [0], t: 0 }, [1], { beta1: 0.5 }).parameters;
     const y: number = sigmoid(2) + leakyRelu(-1, { alpha: 0.1 }) + softmax([1, 2])[0];
     // @ts-expect-error: there is no derivative by y
     formulas.sigmoid.partials.y;
     // @ts-expect-error: what is optional is in an options object
     leakyRelu(-1, 0.1);
     console.log(slope, rows, next, y);`,
  );
  const lesson = await configure("lesson.json", {
    compilerOptions: {
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      strict: true,
      noEmit: true,
      types: [],
    },
    files: ["lesson.ts"],
  });
  const complaints = await compile("@tslab/typescript-for-tslab/lib/tsc.js", "-p", lesson);
  // TensorFlow.js's own declarations have errors of their own.
  expect(complaints.split("\n").filter((line) => /^(dist|lesson)/.test(line))).toEqual([]);
}, 120_000);
