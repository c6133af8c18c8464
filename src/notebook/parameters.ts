/** Parameters of a notebook: a cell tagged `parameters` declares them with defaults, and a cell behind it sets them. */
import { parseSync } from "oxc-parser";
import { nearest } from "../display/nearest.js";
import { type Cell, hasIds, joined, type Notebook, newId, tagsOf } from "./notebook.js";

/** What a notebook lets be set. */
interface Parameter {
  readonly name: string;
  /** Its declared type, as it was written. */
  readonly type: string | undefined;
  /** What kind of value it has, as far as its type or its default says so. */
  readonly kind: string | undefined;
}

const injected = "injected-parameters";

/**
 * Puts a cell that sets parameters behind the cell that declares them, in the place of one that did so before.
 *
 * A value is read as JSON, and is a text where it is none, or where the parameter is one. Throws a `RangeError` for a
 * name that the notebook does not declare, and a `TypeError` for a value of another kind than the parameter's.
 */
export function setParameters(notebook: Notebook, values: ReadonlyMap<string, string>): void {
  if (values.size === 0) return;
  const { cells } = notebook;
  const index = cells.findIndex((cell) => tagsOf(cell).includes("parameters"));
  const [first] = values.keys();
  if (index < 0) throw new RangeError(`there is no parameter ${first}: no cell is tagged "parameters"`);
  const declared = parametersOf(joined(cells[index]!.source));
  const lines = [...values].map(([name, text]) => assignment(parameterCalled(name, declared), text));
  const source = ["// Parameters", ...lines].join("\n");
  const cell: Cell = {
    cell_type: "code",
    ...(hasIds(notebook) && { id: newId() }),
    metadata: { tags: [injected] },
    source,
    outputs: [],
    execution_count: null,
  };
  const before = cells.findIndex((one) => tagsOf(one).includes(injected));
  if (before >= 0) cells[before] = { ...cells[before], ...cell, metadata: cells[before]!.metadata };
  else cells.splice(index + 1, 0, cell);
}

function parameterCalled(name: string, declared: readonly Parameter[]): Parameter {
  const found = declared.find((one) => one.name === name);
  if (found) return found;
  const names = declared.map((one) => one.name);
  const meant = nearest(name, names);
  const there = names.length === 0 ? "there are none" : `there are ${names.join(", ")}`;
  throw new RangeError(`there is no parameter ${name}; ${meant === undefined ? there : `did you mean ${meant}?`}`);
}

/** The line that sets a parameter; declared anew, since it may be a constant, and with its own type. */
function assignment({ name, type, kind }: Parameter, text: string): string {
  const value = kind === "string" ? textOf(text) : jsonOf(text);
  const given = Array.isArray(value) ? "array" : typeof value;
  if (kind !== undefined && kind !== given) {
    throw new TypeError(`the parameter ${name} is a ${kind} but ${JSON.stringify(text)} is a ${given}`);
  }
  return `let ${name}${type === undefined ? "" : `: ${type}`} = ${JSON.stringify(value)};`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A text, which may also be given as one in JSON. */
function textOf(text: string): string {
  const value = jsonOf(text);
  return typeof value === "string" ? value : text;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** The variables that a cell declares. */
function parametersOf(source: string): Parameter[] {
  const { program } = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" });
  const statements = program.body as unknown as readonly Node[]; // Its own types are a closed union.
  return statements.flatMap((statement) => {
    const declaration = (statement.declaration as Node | undefined) ?? statement;
    if (declaration.type !== "VariableDeclaration") return [];
    return (declaration.declarations as { id: Node; init: Node | null }[]).flatMap(({ id, init }) => {
      if (id.type !== "Identifier") return [];
      const annotation = (id.typeAnnotation as { typeAnnotation: Node } | null)?.typeAnnotation;
      const type = annotation && source.slice(annotation.start, annotation.end);
      return [{ name: String(id.name), type, kind: type === undefined ? kindOf(init) : kinds.get(type) }];
    });
  });
}

const kinds = new Map(["string", "number", "boolean"].map((kind) => [kind, kind]));

function kindOf(init: Node | null): string | undefined {
  switch (init?.type) {
    case "Literal":
      return kinds.get(typeof init.value);
    case "TemplateLiteral":
      return "string";
    case "UnaryExpression":
      return init.operator === "-" ? "number" : undefined;
    case "ArrayExpression":
      return "array";
    default:
      return undefined;
  }
}
