import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "./client.js";
import { Registry } from "./registry.js";

let registry: Registry;
let kernel: Client;
/** The folder above the notebook's is a project of its own. */
let above: string;
let folder: string;

beforeAll(async () => {
  registry = await Registry.start(
    {
      greeter: {
        "1.0.0": {
          "index.js": "exports.greet = (name) => 'hello ' + name;",
          "index.d.ts": "export declare function greet(name: string): string;",
        },
        "2.0.0": {
          "index.js": "exports.greet = (name) => ({ hello: name });",
          "index.d.ts": "export declare function greet(name: string): { hello: string };",
        },
      },
      "@types/jquery": {
        "3.0.0": { "index.js": "", "index.d.ts": "declare const $: { readonly version: 'of the types' };" },
      },
      slow: {},
    },
    "slow",
  );
  above = realpathSync(mkdtempSync(join(tmpdir(), "workings-npm-")));
  folder = join(above, "notebooks");
  mkdirSync(folder);
  writeFileSync(join(above, "package.json"), '{ "name": "above" }');
  kernel = await start(registry.url);
});

afterAll(async () => {
  await kernel.stop();
  await registry.stop();
  rmSync(above, { recursive: true });
});

function start(url: string): Promise<Client> {
  return Client.start({
    folder,
    env: { npm_config_registry: url, npm_config_cache: join(above, "cache"), npm_config_audit: "false" },
  });
}

const packageFile = () => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

describe("%npm install", () => {
  test("installs beside the notebook, and says where", async () => {
    const { reply, stdout, stderr } = await kernel.execute("%npm install greeter@1");
    expect(reply.status).toBe("ok");
    expect(stdout).toMatch(/^fetched greeter 1\.0\.0\n\s*added 1 package in /);
    expect(stderr).toBe("");
    expect(stdout).toContain(
      `Installed in ${join(folder, "node_modules")}; ${join(above, "package.json")} is left as it is.\n`,
    );
    expect(packageFile().dependencies).toEqual({ greeter: "^1.0.0" });
    expect(readFileSync(join(above, "package.json"), "utf8")).toBe('{ "name": "above" }');
    expect(existsSync(join(above, "node_modules"))).toBe(false);
  });

  test("lets the lines below import the package, with its types, also one that was missed before", async () => {
    await kernel.execute("%npm uninstall greeter");
    expect((await kernel.execute("import { greet } from 'greeter'")).reply.evalue).toContain("TS2307");
    const { reply, result } = await kernel.execute(
      "%npm install greeter@1\nimport { greet } from 'greeter';\ngreet('you').toUpperCase()",
    );
    expect(reply.traceback).toBeUndefined();
    expect(result).toBe("'HELLO YOU'");
    expect((await kernel.execute("greet(5)")).reply.evalue).toContain("TS2345");
  });

  test("of another version: the types are the new one's at once, the code after %reset", async () => {
    const { stdout } = await kernel.execute("%npm install greeter@2\nimport { greet } from 'greeter';");
    expect(stdout).toContain("Cells that have imported another version keep it until %reset.");
    expect((await kernel.execute("%reset\nimport { greet } from 'greeter';\ngreet('you').hello")).result).toBe("'you'");
  });

  test("of types brings in what they declare for all files", async () => {
    expect((await kernel.execute("$.version")).reply.evalue).toContain("Try `%npm install @types/jquery`.");
    const declared =
      "%npm install @types/jquery\ntype Version = (typeof $)['version'];\n'of the types' satisfies Version";
    const { result, stdout } = await kernel.execute(declared);
    expect(result).toBe("'of the types'");
    expect(stdout).toContain("fetched @types/jquery 3.0.0\n");
  });
});

describe("whatever else npm can do", () => {
  test("%npm ls lists what is installed, %npm uninstall takes it away", async () => {
    expect((await kernel.execute("%npm ls")).stdout).toContain("greeter@2.0.0");
    expect((await kernel.execute("%npm uninstall greeter")).reply.status).toBe("ok");
    expect(packageFile().dependencies).not.toHaveProperty("greeter");
    expect((await kernel.execute("import 'greeter'")).reply.status).toBe("error");
  });

  test("%npm alone says what to add", async () => {
    expect((await kernel.execute("%npm")).reply.evalue).toBe("%npm: say what npm is to do, as in %npm install d3");
  });
});

describe("an install that fails says why in one line", () => {
  test.each([
    ["%npm install no-such-package", "%npm: the registry has no package no-such-package"],
    ["%npm install @none/such", "%npm: the registry has no package @none/such"],
    ["%npm install greeter@9", "%npm: the registry has no version of the package that fits greeter@9"],
  ])("%s", async (code, words) => {
    const { reply, outputs } = await kernel.execute(code);
    expect(reply).toMatchObject({ status: "error", evalue: words, traceback: [`CommandError: ${words}`] });
    expect(outputs.map(({ type }) => type)).toEqual(["error"]);
  });

  test("offline", async () => {
    const gone = await Registry.start({}, "");
    const { url } = gone;
    await gone.stop();
    const offline = await start(url);
    expect((await offline.execute("%npm install greeter")).reply.evalue).toBe(
      `%npm: ${url} cannot be reached (ECONNREFUSED); check the network, then run the cell again`,
    );
    await offline.stop();
  });

  test("else in npm's own words", async () => {
    const { reply, stderr } = await kernel.execute("%npm install 'Not Good'");
    expect(stderr).toContain('Invalid tag name "Not Good"');
    expect(reply.evalue).toBe("%npm: npm install ended with exit status 1");
  });
});

test("while npm is at work all but execution is answered, and an interrupt stops it", async () => {
  const asked = registry.asked("slow");
  const executed = kernel.execute("let kept = 'kept';\n%npm install slow\nkept = 'lost'");
  await asked;
  const { content } = await kernel.request("complete_request", { code: "kep", cursor_pos: 3 });
  expect(content.matches).toEqual(["kept"]);
  expect((await kernel.request("inspect_request", { code: "kept", cursor_pos: 4 })).content.found).toBe(true);
  await kernel.request("interrupt_request", {}, "control");
  expect((await executed).reply).toMatchObject({ status: "error", ename: "Interrupted" });
  expect((await kernel.execute("kept")).result).toBe("'kept'");
});
