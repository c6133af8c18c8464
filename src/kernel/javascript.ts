/** Makes the JavaScript that V8's REPL mode runs in place of a cell: its statements rewritten, then its types erased. */
import { transformSync } from "oxc-transform";
import { type Cell, type Node, walk } from "./cell.js";
import { isGlobalName, keptName } from "./global-names.js";
import { mergedName, namespaces, rewrite } from "./rewrite.js";
import { cellGlobal, type LanguageSettings, type SourceMap } from "./runner/protocol.js";

/** What runs in place of a cell, and the maps that lead from it back to the cell's text, last step first. */
export interface JavaScript {
  readonly code: string;
  readonly maps: readonly SourceMap[];
}

const prefix = '"use strict";';

/**
 * The JavaScript of a cell, by the settings of a tsconfig.json. `hiding` are the names of globals that earlier cells
 * have declared as their own.
 *
 * Throws a `SyntaxError` in the eraser's words, if it finds an error that the compiler has not.
 */
export async function toJavaScript(
  cell: Cell,
  { compilerOptions }: LanguageSettings,
  hiding: Iterable<string>,
): Promise<JavaScript> {
  if (cell.declares.some(({ name }) => name === cellGlobal)) {
    throw new SyntaxError(`the name ${cellGlobal} is the kernel's own: choose another one`);
  }
  const source = rewrite(cell);
  const text = source.toString();
  const renamed = renamedIn(cell, hiding);
  const lowered = renamed.length > 0 || needsLowering(cell) || changesMeaning(compilerOptions, cell);
  const erased = lowered ? await lower(text, cell, renamed, compilerOptions) : erase(text, cell);
  const moved = source.generateMap({ source: "cell", hires: "boundary" });
  // The prefix shifts the columns of the first line only, and only lines are shown.
  return { code: prefix + asLet(erased.code, cell), maps: [erased.map, moved as SourceMap] };
}

/** The names that hide a global and that the cell declares or mentions. */
function renamedIn(cell: Cell, hiding: Iterable<string>): string[] {
  const declared = cell.declares.filter(({ name, kind }) => kind !== "type" && isGlobalName(name));
  const mentioned = [...hiding].filter((name) => cell.text.includes(name));
  return [...new Set([...declared.map(({ name }) => name), ...mentioned])];
}

/** The erasers declare a namespace as they like; one that adds to a value of its name starts from that value. */
function asLet(code: string, cell: Cell): string {
  let made = code;
  for (const [name, { addsTo }] of namespaces(cell)) {
    const kept = keptName(name);
    const [called, start] = addsTo ? [mergedName(kept), ` = ${kept}`] : [kept, ""];
    const declared = new RegExp(`^(?:var|let) ${called.replaceAll("$", "\\$")};$`, "m");
    made = made.replace(declared, () => `let ${called}${start};`);
  }
  return made;
}

function erase(text: string, cell: Cell): { code: string; map: SourceMap } {
  const { code, map, errors } = transformSync(`cell.${cell.language}`, text, {
    lang: cell.language,
    sourceType: "module",
    sourcemap: true,
    target: "es2022",
    typescript: { onlyRemoveTypeImports: true },
    jsx: { runtime: "classic" },
  });
  if (errors[0]) throw new SyntaxError(errors[0].message);
  return { code, map: map! };
}

/** What Oxc does not do as it is set here: decorators, accessors, `using`, namespaces in several blocks, and another name for a global. */
async function lower(
  text: string,
  cell: Cell,
  renamed: readonly string[],
  compilerOptions: LanguageSettings["compilerOptions"],
): Promise<{ code: string; map: SourceMap }> {
  const { transform } = await import("esbuild");
  const { code, map } = await transform(text, {
    loader: cell.language,
    target: "node20",
    sourcemap: "external",
    define: Object.fromEntries(renamed.map((name) => [name, keptName(name)])),
    tsconfigRaw: { compilerOptions: { ...compilerOptions, verbatimModuleSyntax: true, target: "esnext" } },
  });
  return { code: awaitImports(code), map: JSON.parse(map) as SourceMap };
}

/** The imports that the automatic kind of JSX puts before everything else. */
function awaitImports(code: string): string {
  return code.replace(/^(?:import \{.*\} from ".*";\n)+/, (all) =>
    all.replace(/^import (.*) from (.*);$/gm, (_, names: string, from: string) => {
      return `let ${names.replaceAll(" as ", ": ")} = await ${cellGlobal}.import(${from});`;
    }),
  );
}

/** Whether options of a tsconfig.json concern what is in a cell. */
function changesMeaning(options: LanguageSettings["compilerOptions"], cell: Cell): boolean {
  const concerned = Object.keys(options).map((name) =>
    name.startsWith("jsx") ? cell.language === "tsx" : /\bclass\b/.test(cell.text),
  );
  return concerned.includes(true);
}

function needsLowering(cell: Cell): boolean {
  if ([...namespaces(cell).values()].some(({ blocks }) => blocks > 1)) return true;
  if (!/@|\baccessor\b|\busing\b/.test(cell.text)) return false;
  let found = false;
  for (const statement of cell.body) {
    walk(statement, (node) => {
      found ||= Boolean((node.decorators as Node[] | undefined)?.length) || node.type === "AccessorProperty";
      found ||= node.type === "VariableDeclaration" && String(node.kind).endsWith("using");
      return !found;
    });
  }
  return found;
}
