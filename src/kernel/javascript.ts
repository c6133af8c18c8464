/** Makes the JavaScript that V8's REPL mode runs in place of a cell: its statements rewritten, then its types erased. */
import { transformSync } from "oxc-transform";
import { type Cell, type Node, walk } from "./cell.js";
import { isGlobalName } from "./global-names.js";
import { type Lowered, lower } from "./lowering.js";
import { asLet, namespaces, rewrite } from "./rewrite.js";
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
  const { code, maps } = lowered ? await lower(text, cell, renamed, compilerOptions) : erase(text, cell);
  const moved = source.generateMap({ source: "cell", hires: "boundary" });
  // The prefix shifts the columns of the first line only, and only lines are shown.
  return { code: prefix + code, maps: [...maps, moved as SourceMap] };
}

/** The names that hide a global and that the cell declares or mentions. */
function renamedIn(cell: Cell, hiding: Iterable<string>): string[] {
  const declared = cell.declares.filter(({ name, kind }) => kind !== "type" && isGlobalName(name));
  const mentioned = [...hiding].filter((name) => cell.text.includes(name));
  return [...new Set([...declared.map(({ name }) => name), ...mentioned])];
}

function erase(text: string, cell: Cell): Lowered {
  const { code, map, errors } = transformSync(`cell.${cell.language}`, text, {
    lang: cell.language,
    sourceType: "module",
    sourcemap: true,
    target: "es2022",
    typescript: { onlyRemoveTypeImports: true },
    jsx: { runtime: "classic" },
  });
  if (errors[0]) throw new SyntaxError(errors[0].message);
  return { code: asLet(code, cell), maps: [map!] };
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
