import { parseSync } from "oxc-parser";

/** The code of a formula as its file has it, types included. */
export interface FormulaSource {
  /** What a book prints; undefined where nothing is. */
  readonly textbook: string | undefined;
  /** The exported function. */
  readonly value: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/**
 * Finds the code of the formula `name` in the text of its file. Throws an Error for a file that has no function of that
 * name: a page would be without its code.
 */
export function formulaSource(name: string, text: string): FormulaSource {
  const { program, errors } = parseSync(`${name}.ts`, text);
  if (errors.length > 0) throw new Error(`${name}.ts: ${errors[0]!.message}`);
  let [textbook, value] = [undefined as string | undefined, undefined as string | undefined];
  // Oxc's own node types are a closed union.
  for (const node of program.body as unknown as readonly Node[]) {
    const declaration = node.declaration as Node | null | undefined;
    if (node.type === "ExportNamedDeclaration" && declaration != null && declares(declaration, name)) {
      value = text.slice(node.start, node.end);
    }
    if (node.type === "ExportDefaultDeclaration") textbook = textbookIn(declaration as Node, text);
  }
  if (value === undefined) throw new Error(`${name}.ts exports no function called ${name}`);
  return { textbook, value };
}

function declares(declaration: Node, name: string): boolean {
  const named = (node: unknown) => ((node as Node).id as { name?: string } | null)?.name === name;
  return named(declaration) || ((declaration.declarations as readonly Node[] | undefined) ?? []).some(named);
}

function textbookIn(call: Node, text: string): string | undefined {
  const [definition] = (call.arguments as readonly Node[] | undefined) ?? [];
  const properties = (definition?.properties as readonly (Node & { key?: { name?: string }; value?: Node })[]) ?? [];
  const found = properties.find(({ key }) => key?.name === "textbook")?.value;
  if (found === undefined || found.type === "CallExpression") return undefined;
  // In the definition it stands two columns in.
  return text.slice(found.start, found.end).replaceAll("\n  ", "\n");
}
