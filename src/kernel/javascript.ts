/**
 * Makes JavaScript for V8's REPL mode of a cell.
 *
 * In REPL mode `let` and `class` may be declared again by a later cell, but not as another kind of declaration, and a
 * `var` or function would become a property of the global object. So whatever declares a value at the top level becomes
 * a `let`: `const` and `var` by their keyword, a function moved to the top, where it would have been hoisted to, and
 * an enum inside a function of its own, so that nothing of an earlier one of that name shines through.
 */
import MagicString from "magic-string";
import { transformSync } from "oxc-transform";
import { boundNames, type Cell, declaredName, type Node, unexported, varDeclarations, walk } from "./cell.js";
import { cellGlobal, type SourceMap } from "./runner/protocol.js";

/** What runs in place of a cell, and the maps that lead from it back to the cell's text, last step first. */
export interface JavaScript {
  readonly code: string;
  readonly maps: readonly SourceMap[];
}

const prefix = '"use strict";';

/**
 * The JavaScript of a cell.
 *
 * Throws a `SyntaxError` in the eraser's words, if it finds an error that the compiler has not.
 */
export async function toJavaScript(cell: Cell): Promise<JavaScript> {
  const source = rewrite(cell);
  const text = source.toString();
  const erased = needsLowering(cell) ? await lower(text, cell) : erase(text, cell);
  const moved = source.generateMap({ source: "cell", hires: "boundary" });
  // The prefix shifts the columns of the first line only, and only lines are shown.
  return { code: prefix + erased.code, maps: [erased.map, moved as SourceMap] };
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

/** Decorators, accessors and `using`, which Node 20 has not and Oxc does not lower. */
async function lower(text: string, cell: Cell): Promise<{ code: string; map: SourceMap }> {
  const { transform } = await import("esbuild");
  const { code, map } = await transform(text, {
    loader: cell.language,
    target: "node20",
    sourcemap: "external",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, target: "esnext" } },
  });
  return { code, map: JSON.parse(map) as SourceMap };
}

function needsLowering(cell: Cell): boolean {
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

function rewrite(cell: Cell): MagicString {
  const source = new MagicString(cell.text);
  for (const start of cell.dynamicImports) source.overwrite(start, start + "import".length, `${cellGlobal}.import`);
  for (const { start, end } of cell.importMetas) source.overwrite(start, end, `${cellGlobal}.meta`);

  // Imports and functions take effect before the first statement of another kind.
  const hoistTo =
    cell.body.find((one) => !/^(Import|Function)Declaration$/.test(unexported(one).type))?.start ?? Infinity;
  const vars = new Set<string>();
  const groups = new Map<string, Node[]>();
  for (const statement of cell.body) {
    const declaration = unexported(statement);
    if (declaration !== statement) source.remove(statement.start, declaration.start);
    for (const one of varDeclarations(declaration)) rewriteVar(source, one, declaration, vars);
    if (declaration.declare) continue;
    switch (declaration.type) {
      case "ImportDeclaration":
        rewriteImport(source, declaration, hoistTo);
        break;
      case "VariableDeclaration":
        rewriteVariables(source, declaration);
        break;
      case "TSDeclareFunction":
        source.remove(declaration.start, declaration.end);
        break;
      case "FunctionDeclaration":
      case "ClassDeclaration":
      case "TSEnumDeclaration":
      case "TSModuleDeclaration": {
        const name = declaredName(declaration);
        if (name) groups.set(name, [...(groups.get(name) ?? []), declaration]);
        break;
      }
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
        rewriteExport(source, declaration);
        break;
      case "ExportDefaultDeclaration": {
        const value = declaration.declaration as Node;
        source.overwrite(declaration.start, value.start, "(").appendLeft(value.end, ")");
      }
    }
  }
  for (const [name, group] of groups) rewriteGroup(source, name, group, hoistTo);
  if (vars.size) source.prepend(`let ${[...vars].join(", ")};`);
  return source;
}

/**
 * Declarations of one name, which merge into one value.
 *
 * Where a namespace adds to a function or an enum, the eraser must see them as they stand: these stay what they are.
 */
function rewriteGroup(source: MagicString, name: string, group: readonly Node[], hoistTo: number): void {
  const first = group[0]!;
  if (group.every((one) => one.type === "FunctionDeclaration")) {
    const id = first.id as Node;
    source.remove(id.start, id.end);
    source.appendRight(first.start, `let ${name} = `).appendLeft(first.end, ";");
    hoist(source, first, hoistTo);
  } else if (group.every((one) => one.type === "TSEnumDeclaration")) {
    source.appendRight(first.start, `let ${name} = (() => {`);
    for (const one of group.slice(1)) source.appendRight(one.start, "\n").move(one.start, one.end, first.end);
    source.appendLeft(group.at(-1)!.end, `;return ${name};})();`);
  }
}

function hoist(source: MagicString, statement: Node, hoistTo: number): void {
  if (statement.start > hoistTo) source.move(statement.start, statement.end, hoistTo);
}

function rewriteVariables(source: MagicString, declaration: Node): void {
  const kind = declaration.kind as string;
  if (kind === "const") source.overwrite(declaration.start, declaration.start + kind.length, "let");
  if (!kind.endsWith("using")) return;
  // At the top level a resource lives as long as its cell, and its name stays.
  const declarators = declaration.declarations as Node[];
  source.overwrite(declaration.start, declarators[0]!.start, "let ");
  for (const { init } of declarators) {
    const value = init as Node;
    source.appendRight(value.start, `${cellGlobal}.use(`).appendLeft(value.end, ")");
  }
}

/** A `var` becomes an assignment to a name that is declared at the very top, as hoisting has it. */
function rewriteVar(source: MagicString, declaration: Node, statement: Node, vars: Set<string>): void {
  const declarators = declaration.declarations as Node[];
  for (const { id, definite } of declarators) {
    const pattern = id as Node;
    for (const name of boundNames(pattern)) vars.add(name);
    const annotation = pattern.typeAnnotation as Node | null;
    if (annotation) source.remove(annotation.start - (definite ? 1 : 0), annotation.end);
  }
  if (isLoopHead(declaration, statement)) source.remove(declaration.start, declarators[0]!.start);
  else {
    source.overwrite(declaration.start, declarators[0]!.start, "void (");
    source.appendLeft(declarators.at(-1)!.end, ")");
  }
}

function isLoopHead(declaration: Node, statement: Node): boolean {
  let found = false;
  walk(statement, (node) => {
    found ||= node.init === declaration || node.left === declaration;
    return !found;
  });
  return found;
}

function rewriteImport(source: MagicString, statement: Node, hoistTo: number): void {
  const { start, end } = statement;
  if (statement.importKind === "type") {
    source.remove(start, end);
    return;
  }
  const specifier = JSON.stringify((statement.source as Node).value);
  const load = `await ${cellGlobal}.import(${specifier})`;
  const specifiers = (statement.specifiers as Node[]).filter((one) => one.importKind !== "type");
  const namespace = specifiers.find((one) => one.type === "ImportNamespaceSpecifier");
  const named = specifiers
    .filter((one) => one !== namespace)
    .map((one) => `${importedName(one)}: ${(one.local as Node).name as string}`);
  const parts = [
    ...(namespace ? [`let ${(namespace.local as Node).name as string} = ${load};`] : []),
    ...(named.length ? [`let { ${named.join(", ")} } = ${load};`] : []),
  ];
  source.overwrite(start, end, parts.length ? parts.join("") : `${load};`);
  hoist(source, statement, hoistTo);
}

function importedName(specifier: Node): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  const imported = specifier.imported as Node;
  return imported.type === "Identifier" ? (imported.name as string) : JSON.stringify(imported.value);
}

function rewriteExport(source: MagicString, statement: Node): void {
  const from = statement.source as Node | null;
  if (from && statement.exportKind !== "type") {
    source.overwrite(statement.start, statement.end, `await ${cellGlobal}.import(${JSON.stringify(from.value)});`);
  } else source.remove(statement.start, statement.end);
}
