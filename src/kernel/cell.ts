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
  /** Whether the cell exports it itself. */
  readonly exported: boolean;
}

/** A cell, parsed. */
export interface Cell {
  readonly text: string;
  readonly language: Language;
  /** The statements of its top level; none when the text is no TypeScript. */
  readonly body: readonly Node[];
  readonly declares: readonly Declaration[];
  /** Whether its last statement is an expression, whose value the cell shows. */
  readonly shows: boolean;
  /** The specifiers of its static imports. */
  readonly imports: readonly string[];
  /** Places of `import(…)` and `import.meta`. */
  readonly dynamicImports: readonly number[];
  readonly importMetas: readonly { readonly start: number; readonly end: number }[];
  /** What the parser says when the text is no TypeScript. */
  readonly syntaxError: string | undefined;
}

/** Parses the text of a cell. */
export function parseCell(text: string): Cell {
  let language: Language = "ts";
  let parsed = parse(text, language);
  if (parsed.errors.length && text.includes("<")) {
    const asJsx = parse(text, "tsx");
    if (!asJsx.errors.length) [parsed, language] = [asJsx, "tsx"];
  }
  const failed = parsed.errors.length > 0;
  const body = failed ? [] : (parsed.program.body as unknown as Node[]); // Oxc's own node types are a closed union.
  const last = body.findLast((statement) => statement.type !== "EmptyStatement");
  return {
    text,
    language,
    body,
    declares: declarations(body),
    shows: last !== undefined && isExpression(last),
    imports: parsed.module.staticImports.map((one) => one.moduleRequest.value),
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

/** The identifiers that a pattern binds. */
export function boundNames(pattern: Node): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name as string];
    case "ObjectPattern":
      return (pattern.properties as Node[]).flatMap((one) => boundNames((one.value ?? one.argument) as Node));
    case "ArrayPattern":
      return (pattern.elements as (Node | null)[]).flatMap((one) => (one ? boundNames(one) : []));
    case "AssignmentPattern":
      return boundNames(pattern.left as Node);
    case "RestElement":
      return boundNames(pattern.argument as Node);
    default:
      return [];
  }
}

/** The name that a class, function, enum, namespace, interface or type declaration declares. */
export function declaredName(declaration: Node): string | undefined {
  let id = declaration.id as Node | null | undefined;
  while (id?.type === "TSQualifiedName") id = id.left as Node;
  return id?.type === "Identifier" ? (id.name as string) : undefined;
}

function parse(text: string, lang: Language) {
  const options: ParserOptions = { lang, sourceType: "module", astType: "ts" };
  return parseSync(`cell.${lang}`, text, options);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function isExpression(statement: Node): boolean {
  if (statement.type === "ExpressionStatement") return true;
  return statement.type === "ExportDefaultDeclaration" && unexported(statement) === statement;
}

function declarations(body: readonly Node[]): Declaration[] {
  const found = new Map<string, Declaration>();
  for (const statement of body) {
    const declaration = unexported(statement);
    const exported = statement.type === "ExportNamedDeclaration";
    for (const [name, kind] of declaredNames(declaration)) {
      // Where a type and a value share a name, the value says how the name may be used.
      const before = found.get(name);
      found.set(name, kind === "type" && before ? before : { name, kind, exported });
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
      return patterns.flatMap(boundNames).map((name) => [name, kind]);
    }
    default: {
      const kind = declarationKinds[declaration.type];
      const name = kind && declaration.kind !== "global" ? declaredName(declaration) : undefined;
      if (kind) return name ? [[name, kind]] : [];
      return varDeclarations(declaration).flatMap(declaredNames);
    }
  }
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
