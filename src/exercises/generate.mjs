// Writes index.ts, the list of all exercises, from the files beside it: `node src/exercises/generate.mjs`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { argv, exit, stderr } from "node:process";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const index = `${folder}index.ts`;

const ids = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && file !== "index.ts")
  .map((file) => basename(file, ".ts"))
  .sort();
const nameOf = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const keyOf = (id) => (id.includes("-") ? `"${id}": ${nameOf(id)}` : id);

const text = `// Generated from the files beside it by \`node src/exercises/generate.mjs\`.
${ids.map((id) => `import { exercise as ${nameOf(id)} } from "./${id}.js";`).join("\n")}

/** Every exercise, by the name that \`check\` takes. */
export const exercises = {
${ids.map((id) => `  ${keyOf(id)},`).join("\n")}
};
`;

if (!argv.includes("--check")) writeFileSync(index, text);
else if (readFileSync(index, "utf8") !== text) {
  stderr.write("src/exercises/index.ts is stale: run node src/exercises/generate.mjs\n");
  exit(1);
}
