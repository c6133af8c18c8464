/** `npm run bench`: lists the questions that bench/ answers; `npm run bench -- NAME …` answers one. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = path.dirname(fileURLToPath(import.meta.url));
const questions = new Map();
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith(".mjs"))
  .sort()) {
  const [, comment = ""] = /^\/\*\*(.*?)\*\//s.exec(readFileSync(path.join(folder, file), "utf8")) ?? [];
  const [question] = /[^?]*\?/.exec(comment.replace(/\s*\n \*\s*/g, " ")) ?? [];
  if (question) questions.set(path.parse(file).name, { file, question: question.trim() });
}

const [, , name] = process.argv;
const chosen = questions.get(name);
if (chosen) {
  process.argv.splice(2, 1);
  await import(`./${chosen.file}`);
} else {
  if (name) process.stderr.write(`bench: there is no ${name}\n`);
  for (const [known, { question }] of questions) process.stdout.write(`npm run bench -- ${known}\n  ${question}\n`);
  process.exitCode = name ? 2 : 0;
}
