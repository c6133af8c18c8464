/**
 * Rewrites the statements of a cell for V8's REPL mode.
 *
 * In REPL mode `let` and `class` may be declared again by a later cell, but not as another kind of declaration, and a
 * `var` or function would become a property of the global object. So whatever declares a value at the top level becomes
 * a `let`: `const` and `var` by their keyword, a function moved to the top, where it would have been hoisted to, and
 * an enum inside a function of its own, so that nothing of an earlier one of that name shines through.
 */
import MagicString from "magic-string";
import { bindings, type Cell, declaredId, type Node, unexported, varDeclarations, walk } from "./cell.js";
import { keptName } from "./global-names.js";
import { hoist, rewriteExport, rewriteImport, rewriteImportEquals } from "./rewrite-modules.js";
import { cellGlobal } from "./runner/protocol.js";

/** The text of a cell with its statements rewritten; its types are still there. */
export function rewrite(cell: Cell): MagicString {
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
    for (const one of varDeclarations(declaration)) {
      for (const { id } of one.declarations as Node[]) {
        keepNames(source, id as Node);
        for (const { name } of bindings(id as Node)) vars.add(keptName(name));
      }
      rewriteVar(source, one, declaration);
    }
    if (declaration.declare && !isConstEnum(declaration)) continue;
    switch (declaration.type) {
      case "ImportDeclaration":
        rewriteImport(source, declaration, hoistTo);
        break;
      case "TSImportEqualsDeclaration":
        rewriteImportEquals(source, declaration, hoistTo);
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
        const name = declaredId(declaration)?.name as string | undefined;
        if (name) groups.set(name, [...(groups.get(name) ?? []), declaration]);
        break;
      }
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
        rewriteExport(source, declaration);
        break;
      case "TSExportAssignment":
      case "ExportDefaultDeclaration": {
        const value = (declaration.declaration ?? declaration.expression) as Node;
        source.overwrite(declaration.start, value.start, "(").appendLeft(value.end, ")");
      }
    }
  }
  for (const [name, group] of groups) rewriteGroup(source, name, group, hoistTo);
  if (vars.size) source.prepend(`let ${[...vars].join(", ")};`);
  return source;
}

/** The namespaces of a cell that have a value: by name, whether they add to a value of that name, and how many blocks. */
export function namespaces(cell: Cell): Map<string, { readonly addsTo: boolean; readonly blocks: number }> {
  const found = new Map<string, { addsTo: boolean; blocks: number }>();
  const statements = cell.body.map(unexported);
  const others = statements.filter(({ type }) => /^(Function|Class|TSEnum)Declaration$/.test(type));
  const values = new Set(others.map((one) => declaredId(one)?.name));
  for (const declaration of statements) {
    const name = declaredId(declaration)?.name as string | undefined;
    if (declaration.type !== "TSModuleDeclaration" || declaration.declare || !name) continue;
    const addsTo = values.has(name);
    found.set(name, { addsTo, blocks: (found.get(name)?.blocks ?? 0) + 1 });
  }
  return found;
}

/** What a namespace that adds to a function, class or enum is called until the types are erased. */
function mergedName(name: string): string {
  return `${name}$merged`;
}

/**
 * Makes each namespace in erased code a `let`, which the erasers declare as they like. One that adds to a value of its
 * name starts from that value.
 */
export function asLet(code: string, cell: Cell): string {
  let made = code;
  for (const [name, { addsTo }] of namespaces(cell)) {
    const kept = keptName(name);
    const [called, start] = addsTo ? [mergedName(kept), ` = ${kept}`] : [kept, ""];
    const declared = new RegExp(`^(?:var|let) ${called.replaceAll("$", "\\$")};$`, "m");
    made = made.replace(declared, () => `let ${called}${start};`);
  }
  return made;
}

/** Declarations of one name, which merge into one value. */
function rewriteGroup(source: MagicString, name: string, group: readonly Node[], hoistTo: number): void {
  const kept = keptName(name);
  const values = group.filter((one) => one.type !== "TSModuleDeclaration");
  const first = values[0];
  for (const one of group) {
    if (one.type !== "TSModuleDeclaration") continue;
    const { start } = declaredId(one)!;
    const called = first ? mergedName(kept) : kept;
    if (called !== name) source.overwrite(start, start + name.length, called);
  }
  if (first?.type === "FunctionDeclaration") rewriteFunction(source, name, first, hoistTo);
  else if (first?.type === "TSEnumDeclaration") {
    if (first.declare) source.remove(first.start, first.start + "declare".length);
    source.appendRight(first.start, `let ${kept} = (() => {`);
    for (const one of values.slice(1)) source.appendRight(one.start, "\n").move(one.start, one.end, first.end);
    source.appendLeft(values.at(-1)!.end, `;return ${name};})();`);
    // A namespace may stand before the enum that it adds to.
    if (group[0] !== first) source.move(first.start, values.at(-1)!.end, group[0]!.start);
  } else if (first && kept !== name) {
    const start = Math.min(first.start, ...(first.decorators as Node[]).map((one) => one.start));
    source.appendRight(start, `let ${kept} = (() => {`);
    // Inside, a renaming eraser may have called the class otherwise.
    source.appendLeft(first.end, `;return ${cellGlobal}.named(${name}, ${JSON.stringify(name)});})();`);
  }
}

function rewriteFunction(source: MagicString, name: string, declaration: Node, hoistTo: number): void {
  const kept = keptName(name);
  const { start, end } = declaration.id as Node;
  source.remove(start, end);
  const [before, after] = kept === name ? ["", ""] : [`{ ${name}: `, ` }.${name}`];
  source.appendRight(declaration.start, `let ${kept} = ${before}`).appendLeft(declaration.end, `${after};`);
  hoist(source, declaration, hoistTo);
}

function rewriteVariables(source: MagicString, declaration: Node): void {
  const kind = declaration.kind as string;
  const declarators = declaration.declarations as Node[];
  if (kind !== "var") for (const one of declarators) keepNames(source, one.id as Node);
  if (kind === "const") source.overwrite(declaration.start, declaration.start + kind.length, "let");
  if (!kind.endsWith("using")) return;
  // At the top level a resource lives as long as its cell, and its name stays.
  source.overwrite(declaration.start, declarators[0]!.start, "let ");
  for (const { init } of declarators) {
    const value = init as Node;
    source.appendRight(value.start, `${cellGlobal}.use(`);
    source.appendLeft(value.end, `, ${kind !== "using"})`);
  }
}

/** Makes of a `var` an assignment: its names are declared at the very top, as hoisting has it. */
export function rewriteVar(source: MagicString, declaration: Node, statement: Node): void {
  const declarators = declaration.declarations as Node[];
  for (const { id, definite } of declarators) {
    const annotation = (id as Node).typeAnnotation as Node | null;
    if (annotation) source.remove(annotation.start - (definite ? 1 : 0), annotation.end);
  }
  if (isLoopHead(declaration, statement)) source.remove(declaration.start, declarators[0]!.start);
  else {
    source.overwrite(declaration.start, declarators[0]!.start, "void (");
    source.appendLeft(declarators.at(-1)!.end, ")");
  }
}

function keepNames(source: MagicString, pattern: Node): void {
  for (const { name, start, isShorthand } of bindings(pattern)) {
    const kept = keptName(name);
    if (kept !== name) source.overwrite(start, start + name.length, isShorthand ? `${name}: ${kept}` : kept);
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

function isConstEnum(declaration: Node): boolean {
  return declaration.type === "TSEnumDeclaration" && declaration.const === true;
}
