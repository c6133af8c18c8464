// Writes index.ts, the list of all formulas, from the files beside it: `node src/formulas/generate.mjs`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { argv, exit, stderr } from "node:process";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const index = `${folder}index.ts`;

const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(folder + name).map((file) => `${name}/${basename(file, ".ts")}`))
  .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
const names = files.map((file) => basename(file));

const text = `// Generated from the files beside it by \`node src/formulas/generate.mjs\`.
${files.map((file) => `import ${basename(file)} from "./${file}.js";`).join("\n")}

${files.map((file) => `export * from "./${file}.js";`).join("\n")}

/** The definition of every formula, by its name. */
export const formulas = {
${names.map((name) => `  ${name},`).join("\n")}
};
`;

if (!argv.includes("--check")) writeFileSync(index, text);
else if (readFileSync(index, "utf8") !== text) {
  stderr.write("src/formulas/index.ts is stale: run node src/formulas/generate.mjs\n");
  exit(1);
}
