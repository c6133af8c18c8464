/** A cell as text: its syntax tree, the names it declares, and whether its last statement is an expression. */
import { type ParserOptions, parseSync } from "oxc-parser";

/** A node of the syntax tree: an ESTree node with TypeScript's additions, its place counted in UTF-16 units. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** The language of a cell: "tsx" only where it is JSX. */
export type Language = "ts" | "tsx";

/** What declares a name: `let` stands for `var` too, `type` for whatever has no value. */
export type DeclarationKind = "let" | "const" | "function" | "class" | "enum" | "namespace" | "import" | "type";

/** A name that a cell declares at its top level. */
export interface Declaration {
  readonly name: string;
  readonly kind: DeclarationKind;
}

/** A `declare global` or `declare module "…"` block, which adds to what all cells see. */
export interface Augmentation {
  /** What it adds to and the names it declares there, such as `global Array` and `node:fs Stats`. */
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** A cell, parsed. */
export interface Cell {
  readonly text: string;
  readonly language: Language;
  /** The statements of its top level; none when the text is no TypeScript. */
  readonly body: readonly Node[];
  readonly declares: readonly Declaration[];
  readonly augmentations: readonly Augmentation[];
  /** Its `/// <reference … />` lines, and its JSX pragmas: both count only before the first statement. */
  readonly references: readonly string[];
  readonly pragmas: readonly string[];
  /** The names that it mentions and that may be those of cells before it; all words when the text is no TypeScript. */
  readonly mentions: ReadonlySet<string>;
  /** The modules that it names. */
  readonly modules: readonly string[];
  /** Whether its last statement is an expression, whose value the cell shows. */
  readonly shows: boolean;
  /** Places of `import(…)` and `import.meta`. */
  readonly dynamicImports: readonly number[];
  readonly importMetas: readonly { readonly start: number; readonly end: number }[];
  /** What the parser says when the text is no TypeScript. */
  readonly syntaxError: string | undefined;
}

/** Parses the text of a cell. A first line that names an interpreter is a comment, here and to the compiler. */
export function parseCell(given: string): Cell {
  const text = given.replace(/^(\ufeff?)#!/, "$1//");
  let language: Language = "ts";
  let parsed = parse(text, language);
  if (parsed.errors.length && text.includes("<")) {
    const asJsx = parse(text, "tsx");
    if (!asJsx.errors.length) [parsed, language] = [asJsx, "tsx"];
  }
  const failed = parsed.errors.length > 0;
  const body = failed ? [] : (parsed.program.body as unknown as Node[]); // Oxc's own node types are a closed union.
  const head = text.slice(0, body[0]?.start);
  const pragmas = head.match(/\/\*\*?\s*@jsx[^*]*\*\//g) ?? [];
  const { names, modules } = mentioned(body);
  const last = body.findLast((statement) => statement.type !== "EmptyStatement");
  return {
    text,
    language,
    body,
    declares: declarations(body),
    augmentations: body.flatMap(augmentation),
    references: head.match(/^[ \t]*\/\/\/[ \t]*<reference\b.*$/gm) ?? [],
    pragmas,
    mentions: new Set(failed ? words(text) : [...names, ...pragmas.flatMap(words)]),
    modules,
    shows: last !== undefined && isExpression(last),
    dynamicImports: failed ? [] : parsed.module.dynamicImports.map((one) => one.start),
    importMetas: failed ? [] : parsed.module.importMetas,
    syntaxError: parsed.errors[0]?.message,
  };
}

/** Calls `visit` for a node and every node in it, until it returns false: then that node's inside is left out. */
export function walk(node: Node, visit: (node: Node) => boolean): void {
  if (!visit(node)) return;
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit);
    } else if (isNode(value)) walk(value, visit);
  }
}

/** The declaration that an exporting statement holds, else the statement itself. */
export function unexported(statement: Node): Node {
  if (statement.type === "ExportNamedDeclaration" && isNode(statement.declaration)) return statement.declaration;
  if (statement.type === "ExportDefaultDeclaration") {
    const declaration = statement.declaration as Node;
    if (/^(Function|Class)Declaration$/.test(declaration.type) && isNode(declaration.id)) return declaration;
  }
  return statement;
}

/** The `var` declarations of a statement, also those inside blocks and loops, which all belong to the top level. */
export function varDeclarations(statement: Node): Node[] {
  const found: Node[] = [];
  walk(statement, (node) => {
    if (node.type === "VariableDeclaration" && node.kind === "var" && !node.declare) found.push(node);
    return !/Function|Class|^TSModule/.test(node.type);
  });
  return found;
}

/** An identifier that a pattern binds. */
export interface Binding {
  readonly name: string;
  readonly start: number;
  /** Whether it is the name of a property too, as in `{ x }`. */
  readonly isShorthand: boolean;
}

/** The identifiers that a pattern binds. */
export function bindings(pattern: Node, isShorthand = false): Binding[] {
  switch (pattern.type) {
    case "Identifier":
      return [{ name: pattern.name as string, start: pattern.start, isShorthand }];
    case "ObjectPattern":
      return (pattern.properties as Node[]).flatMap((one) =>
        bindings((one.value ?? one.argument) as Node, one.shorthand === true),
      );
    case "ArrayPattern":
      return (pattern.elements as (Node | null)[]).flatMap((one) => (one ? bindings(one) : []));
    case "AssignmentPattern":
      return bindings(pattern.left as Node, isShorthand);
    case "RestElement":
      return bindings(pattern.argument as Node);
    default:
      return [];
  }
}

/** The identifier by which a class, function, enum, namespace, interface or type declaration declares its name. */
export function declaredId(declaration: Node): Node | undefined {
  let id = declaration.id as Node | null | undefined;
  while (id?.type === "TSQualifiedName") id = id.left as Node;
  return id?.type === "Identifier" ? id : undefined;
}

function parse(text: string, lang: Language) {
  const options: ParserOptions = { lang, sourceType: "module", astType: "ts" };
  return parseSync(`cell.${lang}`, text, options);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function isExpression(statement: Node): boolean {
  if (/^(ExpressionStatement|TSExportAssignment)$/.test(statement.type)) return true;
  return statement.type === "ExportDefaultDeclaration" && unexported(statement) === statement;
}

function declarations(body: readonly Node[]): Declaration[] {
  const found = new Map<string, Declaration>();
  for (const statement of body) {
    for (const [name, kind] of declaredNames(unexported(statement))) {
      // Where several declarations share a name, the first that has a value says how the name may be used.
      const before = found.get(name);
      if (!before || before.kind === "type") found.set(name, { name, kind });
    }
  }
  return [...found.values()];
}

function declaredNames(declaration: Node): (readonly [string, DeclarationKind])[] {
  switch (declaration.type) {
    case "ImportDeclaration": {
      const kind = declaration.importKind === "type" ? "type" : "import";
      return (declaration.specifiers as Node[]).map((one) => [(one.local as Node).name as string, kind]);
    }
    case "VariableDeclaration": {
      const kind = declaration.kind === "let" || declaration.kind === "var" ? "let" : "const";
      const patterns = (declaration.declarations as Node[]).map((one) => one.id as Node);
      return patterns.flatMap((one) => bindings(one)).map(({ name }) => [name, kind]);
    }
    default: {
      const kind = declarationKinds[declaration.type];
      const id = kind && declaration.kind !== "global" ? declaredId(declaration) : undefined;
      if (kind) return id ? [[id.name as string, kind]] : [];
      return varDeclarations(declaration).flatMap(declaredNames);
    }
  }
}

/** The names in statements, but those of members and properties, and the modules. */
function mentioned(body: readonly Node[]): { names: string[]; modules: string[] } {
  const names: string[] = [];
  const modules: string[] = [];
  const members = new Set<unknown>();
  const visit = (node: Node): boolean => {
    const { type, name, computed, property, key, right, source } = node;
    if (!computed) members.add(property).add(key);
    if (type === "TSQualifiedName") members.add(right);
    if (/^(JSX)?Identifier$/.test(type) && !members.has(node)) names.push(name as string);
    if (isNode(source) && typeof source.value === "string") modules.push(source.value);
    return true;
  };
  for (const statement of body) walk(statement, visit);
  return { names, modules };
}

/** Whatever in a text could be a name. */
function words(text: string): string[] {
  return text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu) ?? [];
}

function augmentation(statement: Node): Augmentation[] {
  const { type, kind, id, body, start, end } = statement;
  const isAmbient = kind === "global" || (id as Node | undefined)?.type === "Literal";
  if (type !== "TSModuleDeclaration" || !isAmbient) return [];
  const what = kind === "global" ? "global" : String((id as Node).value);
  const inside = ((body as Node | null)?.body ?? []) as Node[];
  return [{ names: declarations(inside).map(({ name }) => `${what} ${name}`), start, end }];
}

const declarationKinds: Readonly<Record<string, DeclarationKind>> = {
  FunctionDeclaration: "function",
  TSDeclareFunction: "function",
  ClassDeclaration: "class",
  TSEnumDeclaration: "enum",
  TSModuleDeclaration: "namespace",
  TSImportEqualsDeclaration: "import",
  TSInterfaceDeclaration: "type",
  TSTypeAliasDeclaration: "type",
};
