/** What the compiler answers, as far as the kernel reads it (`typescript/unstable/proto` describes the whole). */

/** A state of the program. */
export interface SnapshotResponse {
  readonly snapshot: number;
  readonly projects: readonly { readonly id: string }[];
}

/** Something wrong in a file; places in UTF-16 units. */
export interface DiagnosticResponse {
  readonly fileName?: string;
  readonly code: number;
  readonly pos: number;
  readonly end: number;
  readonly text: string;
  /** 1 is an error. */
  readonly category: number;
  readonly messageChain?: readonly DiagnosticResponse[];
}

/** A name that could stand at a place. */
export interface CompletionResponse {
  readonly entries: readonly CompletionEntryResponse[];
}

/** One such name. */
export interface CompletionEntryResponse {
  readonly name: string;
  readonly kind?: number;
  readonly sortText?: string;
  readonly insertText?: string;
}

/** What a name stands for. */
export interface SymbolResponse {
  readonly id: number;
  readonly name: string;
  readonly flags: number;
  readonly valueDeclaration?: string;
  readonly declarations?: readonly string[];
}

/** A tag of a doc comment: `@param x The number`. */
export interface TagResponse {
  readonly name: string;
  readonly text?: unknown;
}

/** What kind of thing a completion is, in the words JupyterLab has icons for, by its number in the language server's protocol. */
export function completionType(kind: number | undefined): string {
  return completionTypes[kind ?? 1] ?? "text";
}

/** What kind of thing a symbol is, in the same words. */
export function symbolType(flags: number): string {
  return symbolTypes.find(([mask]) => flags & mask)?.[1] ?? "variable";
}

const completionTypes: Readonly<Record<number, string>> = {
  1: "text",
  2: "method",
  3: "function",
  4: "constructor",
  5: "field",
  6: "variable",
  7: "class",
  8: "interface",
  9: "module",
  10: "property",
  13: "enum",
  14: "keyword",
  17: "file",
  19: "folder",
  20: "enumMember",
  21: "constant",
  25: "typeParameter",
};

const symbolTypes: readonly (readonly [mask: number, type: string])[] = [
  [16, "function"],
  [32, "class"],
  [384, "enum"],
  [1536, "module"],
  [64, "interface"],
  [262144, "typeParameter"],
  [524288, "type"],
];
