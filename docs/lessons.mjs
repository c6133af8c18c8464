// Writes notebooks/README.md and notebooks/INDEX.md from the lessons, whose files begin with their numbers:
//   npm run build && node docs/lessons.mjs
// With --check nothing is written, and a stale page is an error.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { readLesson } from "../dist/lesson/lesson.js";
import { lessonPages } from "../dist/lesson/pages.js";
import { parseNotebook } from "../dist/notebook/notebook.js";

const folder = fileURLToPath(new URL("../notebooks", import.meta.url));
const files = readdirSync(folder, { recursive: true })
  .filter((file) => /(^|[\\/])\d\d-[^\\/]+\.ipynb$/.test(file) && !/(^|[\\/])\./.test(file))
  .map((file) => file.split(path.sep).join("/"))
  .sort()
  .map((file) => ({ file, lesson: read(file) }));

const stale = [...lessonPages(files)].filter(([page, text]) => present(page) !== text);
if (!process.argv.includes("--check")) {
  for (const [page, text] of stale) writeFileSync(path.join(folder, page), text);
} else if (stale.length > 0) {
  const names = stale.map(([page]) => page).join(", ");
  process.stderr.write(`stale in notebooks: ${names}\nrun npm run build && node docs/lessons.mjs\n`);
  process.exit(1);
}

function read(file) {
  try {
    return readLesson(parseNotebook(readFileSync(path.join(folder, file), "utf8")));
  } catch (error) {
    process.stderr.write(`notebooks/${file}: ${error.message}\n`);
    process.exit(1);
  }
}

function present(page) {
  try {
    return readFileSync(path.join(folder, page), "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
