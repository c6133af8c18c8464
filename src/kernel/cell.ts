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

/** A name that a cell declares at its top level; an assignable one is a `let` or a `var`. */
export interface Declaration {
  readonly name: string;
  readonly assignable: boolean;
  /** Whether it may have a value; an interface has none. */
  readonly value: boolean;
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
    const isType = /^TS(Interface|TypeAlias)/.test(declaration.type) || declaration.importKind === "type";
    const add = (name: string, assignable = false) => {
      const value = !isType || found.get(name)?.value === true;
      found.set(name, { name, assignable, exported, value });
    };
    switch (declaration.type) {
      case "ImportDeclaration":
        for (const one of declaration.specifiers as Node[]) add((one.local as Node).name as string);
        break;
      case "VariableDeclaration": {
        const assignable = declaration.kind === "let" || declaration.kind === "var";
        for (const one of declaration.declarations as Node[])
          for (const name of boundNames(one.id as Node)) add(name, assignable);
        break;
      }
      case "FunctionDeclaration":
      case "TSDeclareFunction":
      case "ClassDeclaration":
      case "TSEnumDeclaration":
      case "TSInterfaceDeclaration":
      case "TSTypeAliasDeclaration":
      case "TSImportEqualsDeclaration":
      case "TSModuleDeclaration": {
        const name = declaredName(declaration);
        if (name && declaration.kind !== "global") add(name);
        break;
      }
      default:
        for (const inner of varDeclarations(declaration))
          for (const one of inner.declarations as Node[])
            for (const name of boundNames(one.id as Node)) add(name, true);
    }
  }
  return [...found.values()];
}
