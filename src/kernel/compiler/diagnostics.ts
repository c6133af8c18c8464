/** What the compiler finds wrong in a cell's file, as it concerns the cell. */
import type { Cell, DeclarationKind } from "../cell.js";
import type { ProgramFiles } from "./program.js";
import type { DiagnosticResponse } from "./responses.js";

/** Something that the compiler finds wrong, its place counted in the cell's text. */
export interface Diagnostic {
  readonly code: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The code of "cannot find module". */
export const moduleNotFound = 2307;

/** A package without types and JSX without types are `any`: neither is a mistake of the person's. */
const tolerated = new Set([7016, 7026]);
const importAssigned = 2632;
const assigned: Readonly<Partial<Record<DeclarationKind, readonly [code: number, what: string]>>> = {
  const: [2588, "a constant"],
  function: [2630, "a function"],
  class: [2629, "a class"],
  enum: [2628, "an enum"],
  namespace: [2631, "a namespace"],
};

/** The errors in a cell, whose own text starts at `start` in its file. */
export function errorsIn(
  cell: Cell,
  start: number,
  found: readonly DiagnosticResponse[],
  files: ProgramFiles,
): Diagnostic[] {
  const place = (at: number) => (at < start ? inReference(cell, at) : Math.min(at - start, cell.text.length));
  return found
    .filter((one) => one.category === 1 && !tolerated.has(one.code))
    .flatMap((one) => {
      const [from, to] = [place(one.pos), place(one.end)];
      return from === undefined || to === undefined ? [] : [{ ...words(one, files), start: from, end: to }];
    });
}

/** The place in a cell of a place in its references, which stand before everything else in its file, one a line. */
function inReference({ text, references }: Cell, at: number): number | undefined {
  let start = 0;
  for (const one of references) {
    if (at <= start + one.length) return text.indexOf(one) + at - start;
    start += one.length + 1;
  }
  return undefined;
}

/** What the compiler would say if the names of earlier cells were not imported. */
function words(diagnostic: DiagnosticResponse, files: ProgramFiles): { code: number; text: string } {
  const text = files.clean(chain(diagnostic).join("\n"));
  const name = diagnostic.code === importAssigned ? /'(.+)'/.exec(text)?.[1] : undefined;
  const said = name && assigned[files.kindOf(name) ?? "import"];
  return said
    ? { code: said[0], text: `Cannot assign to '${name}' because it is ${said[1]}.` }
    : { code: diagnostic.code, text };
}

/** A message with those that explain it, each indented by two more. */
function chain(diagnostic: DiagnosticResponse, indent = ""): string[] {
  const inner = (diagnostic.messageChain ?? []).flatMap((one) => chain(one, `${indent}  `));
  return [indent + diagnostic.text, ...inner];
}
