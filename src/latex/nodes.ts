/** One piece of a formula with its place in the source. */
export type Node = Place &
  (
    | { readonly kind: "glyph"; readonly text: string; readonly role: Role }
    /** An upright word: an operator's name, `\text{…}`, or letters in an upright or bold font. */
    | { readonly kind: "word"; readonly text: string }
    | { readonly kind: "group"; readonly body: readonly Node[] }
    | { readonly kind: "fraction"; readonly numerator: readonly Node[]; readonly denominator: readonly Node[] }
    | { readonly kind: "root"; readonly body: readonly Node[]; readonly index: readonly Node[] | undefined }
    /** Superscript or subscript of whatever comes before. */
    | { readonly kind: "script"; readonly sup: readonly Node[] | undefined; readonly sub: readonly Node[] | undefined }
    /** What stands between `\left` and `\right`. */
    | { readonly kind: "fence"; readonly left: string; readonly right: string; readonly body: readonly Node[] }
    | { readonly kind: "accent"; readonly accent: string; readonly body: readonly Node[] }
    | { readonly kind: "rows"; readonly rows: readonly (readonly Node[])[] }
    /** What environments such as `bmatrix` set: rows of cells, between brackets that are "" where there are none. */
    | {
        readonly kind: "table";
        readonly cells: readonly (readonly (readonly Node[])[])[];
        readonly left: string;
        readonly right: string;
      }
    | { readonly kind: "binomial"; readonly top: readonly Node[]; readonly bottom: readonly Node[] }
    /** The lines behind a brace, each with its value and its condition. */
    | { readonly kind: "cases"; readonly cases: readonly Case[] }
    /** A wide one is a \quad or more. */
    | { readonly kind: "space"; readonly isWide: boolean }
    /** What is not looked into: what it is called is all that is known. */
    | { readonly kind: "other"; readonly name: string }
  );

/** `[start, end)` in UTF-16 units of the source. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** One line of a distinction of cases. */
export interface Case {
  readonly value: readonly Node[];
  readonly condition: readonly Node[];
}

export type Role = "ordinary" | "binary" | "relation" | "open" | "close" | "punctuation";
