/** Rewrites a cell's imports, which become awaited ones, and its exports, which mean nothing. */
import type MagicString from "magic-string";
import type { Node } from "./cell.js";
import { keptName } from "./global-names.js";
import { cellGlobal } from "./runner/protocol.js";

/** `import … from "…"`. */
export function rewriteImport(source: MagicString, statement: Node, hoistTo: number): void {
  const { start, end } = statement;
  if (statement.importKind === "type") {
    source.remove(start, end);
    return;
  }
  const specifiers = (statement.specifiers as Node[]).filter((one) => one.importKind !== "type");
  const namespace = specifiers.find((one) => one.type === "ImportNamespaceSpecifier");
  const load = awaitedImport(statement.source as Node);
  const named = specifiers
    .filter((one) => one !== namespace)
    .map((one) => `${importedName(one)}: ${localName(one)}`)
    .join(", ");
  const parts = [
    ...(namespace ? [`let ${localName(namespace)} = ${load};`] : []),
    ...(named ? [`let { ${named} } = ${load};`] : []),
  ];
  source.overwrite(start, end, parts.length ? parts.join("") : `${load};`);
  hoist(source, statement, hoistTo);
}

/** `import x = require("…")` and `import x = A.b`. */
export function rewriteImportEquals(source: MagicString, statement: Node, hoistTo: number): void {
  const { start, end } = statement;
  if (statement.importKind === "type") {
    source.remove(start, end);
    return;
  }
  const name = keptName((statement.id as Node).name as string);
  const reference = statement.moduleReference as Node;
  if (reference.type !== "TSExternalModuleReference") {
    source.overwrite(start, reference.start, `let ${name} = `);
    return;
  }
  const specifier = JSON.stringify((reference.expression as Node).value);
  source.overwrite(start, end, `let ${name} = ${cellGlobal}.require(${specifier});`);
  hoist(source, statement, hoistTo);
}

/** `export { … }` and `export … from "…"`; what that module does when it is loaded happens. */
export function rewriteExport(source: MagicString, statement: Node): void {
  const from = statement.source as Node | null;
  if (from && statement.exportKind !== "type") {
    source.overwrite(statement.start, statement.end, `${awaitedImport(from)};`);
  } else source.remove(statement.start, statement.end);
}

/** Moves a statement to the top, if it does not stand there. */
export function hoist(source: MagicString, statement: Node, hoistTo: number): void {
  if (statement.start > hoistTo) source.move(statement.start, statement.end, hoistTo);
}

function awaitedImport(from: Node): string {
  return `await ${cellGlobal}.import(${JSON.stringify(from.value)})`;
}

function localName(specifier: Node): string {
  return keptName((specifier.local as Node).name as string);
}

function importedName(specifier: Node): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  const imported = specifier.imported as Node;
  return imported.type === "Identifier" ? (imported.name as string) : JSON.stringify(imported.value);
}
