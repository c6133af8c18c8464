/** Makes JavaScript by esbuild of what Oxc does not do as it is set here. */
import MagicString from "magic-string";
import { bindings, type Cell, type Node, parseCell, varDeclarations } from "./cell.js";
import { keptName } from "./global-names.js";
import { asLet, rewriteVar } from "./rewrite.js";
import { cellGlobal, type LanguageSettings, type SourceMap } from "./runner/protocol.js";

/** JavaScript, and the maps that lead from it back to what it was made of, last step first. */
export interface Lowered {
  readonly code: string;
  readonly maps: readonly SourceMap[];
}

/** How often a name had to be made that is not one of the session's yet. */
let count = 0;

/** Lowers the rewritten text of a cell. The `renamed` names of globals are kept under other names. */
export async function lower(
  text: string,
  cell: Cell,
  renamed: readonly string[],
  compilerOptions: LanguageSettings["compilerOptions"],
): Promise<Lowered> {
  const { transform } = await import("esbuild");
  const { code, map } = await transform(text, {
    loader: cell.language,
    target: "node20",
    sourcemap: "external",
    define: Object.fromEntries(renamed.map((name) => [name, keptName(name)])),
    tsconfigRaw: { compilerOptions: { ...compilerOptions, verbatimModuleSyntax: true, target: "esnext" } },
  });
  const maps = [JSON.parse(map) as SourceMap];
  const apart = await setApart(asLet(code, cell));
  return { code: apart.code, maps: [...apart.maps, ...maps] };
}

/**
 * Gives what esbuild declares beside the cell's own names a name that nothing else in the session has.
 *
 * It calls the initializers of every decorated class `_init`, and cells share one scope: the next such class would take
 * those of the one before, and a person may have an `_init` too.
 */
async function setApart(code: string): Promise<Lowered> {
  const source = new MagicString(code);
  const names = new Set<string>();
  for (const statement of parseCell(code).body) {
    if (statement.type === "ImportDeclaration") assignImport(source, statement, names);
    for (const one of varDeclarations(statement)) {
      for (const { id } of one.declarations as Node[]) for (const { name } of bindings(id as Node)) names.add(name);
      rewriteVar(source, one, statement);
    }
  }
  if (!names.size) return { code, maps: [] };
  const unique = [...names].map((name) => [name, `${name}$${++count}`] as const);
  const { transform } = await import("esbuild");
  const made = await transform(source.toString(), {
    target: "node20",
    sourcemap: "external",
    define: Object.fromEntries(unique),
  });
  const moved = source.generateMap({ source: "lowered", hires: "boundary" });
  const declared = `let ${unique.map(([, name]) => name).join(", ")};`;
  return { code: declared + made.code, maps: [JSON.parse(made.map) as SourceMap, moved as SourceMap] };
}

/** The import that the automatic kind of JSX adds. */
function assignImport(source: MagicString, { start, end, specifiers, source: from }: Node, names: Set<string>): void {
  const parts = (specifiers as Node[]).map((one) => {
    const local = (one.local as Node).name as string;
    names.add(local);
    return `${(one.imported as Node).name as string}: ${local}`;
  });
  const load = `await ${cellGlobal}.import(${JSON.stringify((from as Node).value)})`;
  source.overwrite(start, end, `({ ${parts.join(", ")} } = ${load});`);
}
