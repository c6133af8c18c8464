import { accented, fractions, greekNames, subscripts, superscripts } from "./characters.js";

/** A piece of plain notation with its place. */
export interface Token {
  readonly kind: Kind;
  /** As it is understood: `*` for ×, `^` for `**`, `-2` for ⁻². */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type Kind =
  | "number"
  /** A letter or a Greek one, perhaps with a subscript or an accent, in LaTeX. */
  | "letter"
  /** Several letters, as they are written. */
  | "word"
  | "superscript"
  | "sign"
  | "open"
  | "close"
  | "comma"
  | "relation"
  /** What plain notation has no use for. */
  | "stop";

/** Signs by how they are written; the longest comes first. */
const signs: readonly (readonly [string, Kind, string])[] = [
  ["===", "stop", "==="],
  ["==", "stop", "=="],
  ["!=", "stop", "!="],
  ["=>", "stop", "=>"],
  ["=~", "stop", "=~"],
  ["->", "stop", "->"],
  ["+=", "stop", "+="],
  ["-=", "stop", "-="],
  ["*=", "stop", "*="],
  ["/=", "stop", "/="],
  ["//", "stop", "//"],
  ["++", "stop", "++"],
  ["--", "stop", "--"],
  ["+-", "stop", "+-"],
  ["<<", "stop", "<<"],
  [">>", "stop", ">>"],
  ["<-", "stop", "<-"],
  ["**", "sign", "^"],
  [":=", "relation", ":="],
  ["~=", "relation", "\\approx"],
  ["<=", "relation", "\\le"],
  [">=", "relation", "\\ge"],
  ["=", "relation", "="],
  ["≈", "relation", "\\approx"],
  ["≃", "relation", "\\approx"],
  ["≅", "relation", "\\approx"],
  ["≠", "relation", "\\ne"],
  ["≤", "relation", "\\le"],
  ["≥", "relation", "\\ge"],
  ["⩽", "relation", "\\le"],
  ["⩾", "relation", "\\ge"],
  ["≔", "relation", ":="],
  ["←", "relation", ":="],
  ["<", "relation", "<"],
  [">", "relation", ">"],
  ["+", "sign", "+"],
  ["-", "sign", "-"],
  ["−", "sign", "-"],
  ["–", "sign", "-"],
  ["*", "sign", "*"],
  ["×", "sign", "*"],
  ["·", "sign", "*"],
  ["⋅", "sign", "*"],
  ["∗", "sign", "*"],
  ["∙", "sign", "*"],
  ["/", "sign", "/"],
  ["÷", "sign", "/"],
  ["∕", "sign", "/"],
  ["⁄", "sign", "/"],
  ["^", "sign", "^"],
  ["√", "sign", "√"],
  ["!", "sign", "!"],
  ["%", "sign", "%"],
  ["°", "sign", "°"],
  ["|", "sign", "|"],
  ["'", "sign", "'"],
  ["′", "sign", "'"],
  ["(", "open", "("],
  ["[", "open", "["],
  ["{", "open", "{"],
  [")", "close", ")"],
  ["]", "close", "]"],
  ["}", "close", "}"],
  [",", "comma", ","],
];

/** Signs by their first character, so that only few have to be tried at a place. */
const signsByStart = new Map<string, (typeof signs)[number][]>();
for (const sign of signs) signsByStart.set(sign[0][0]!, [...(signsByStart.get(sign[0][0]!) ?? []), sign]);

const number = /(?:\d+(?:,\d+){0,9}(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3}(?![\p{L}\p{N}.]))?/uy;
const word = /[A-Za-z]+\d*(?:_(?:\{[A-Za-z0-9]{1,12}\}|[A-Za-z0-9]+))*/y;
const greek = /[\u0391-\u03a9\u03b1-\u03c9ϵϕϑℓ]/u;
const space = /[ \t\u00a0\u2009\u202f\u3000]+/y;

/**
 * The pieces of a text in plain notation. Full-width digits, letters and signs of Chinese and Japanese texts are taken
 * for the narrow ones; line ends and whatever else is not known are stops.
 */
export function tokensOf(source: string): Token[] {
  const text = narrowed(source);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const gap = matchAt(space, text, at);
    if (gap !== undefined) {
      at += gap.length;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** With full-width characters made narrow, so that all places stay as they are. */
export function narrowed(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function tokenAt(text: string, at: number): Token {
  const token = (kind: Kind, meaning: string, length: number): Token => {
    return { kind, text: meaning, start: at, end: at + length };
  };
  const digits = matchAt(number, text, at);
  if (digits !== undefined) return numberToken(digits, at);
  const half = fractions.get(text[at]!);
  if (half !== undefined) return token("number", half, 1);
  const letters = /[A-Za-z]/.test(text[at]!) ? matchAt(word, text, at) : undefined;
  if (letters !== undefined) return nameToken(text, letters, at);
  if (greek.test(text[at]!)) return letterToken(text, text[at]!, at + 1, at);
  const accent = accentedAt(text, at);
  if (accent !== undefined) return letterToken(text, accent.latex, at + accent.length, at);
  const raised = runOf(superscripts, text, at);
  if (raised !== "") return token("superscript", raised, raised.length);
  for (const [written, kind, meaning] of signsByStart.get(text[at]!) ?? []) {
    if (text.startsWith(written, at)) return token(kind, meaning, written.length);
  }
  const other = /(?:(?:(?![A-Za-z\u0391-\u03c9])[\p{L}\p{M}])+|[\s\S])/uy;
  return token("stop", "", matchAt(other, text, at)!.length);
}

/** Digits and commas; a comma that can't be within a number is left for later. */
function numberToken(written: string, at: number): Token {
  const isGrouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+,\d+$/.test(written);
  const text = written.includes(",") && !isGrouped ? /^\d+/.exec(written)![0] : written;
  return { kind: "number", text, start: at, end: at + text.length };
}

function nameToken(text: string, written: string, at: number): Token {
  const { 0: whole, 1: stem = "", 2: digits = "", 3: sub = "" } = /^([A-Za-z]+)(\d*)((?:_.+)?)$/.exec(written)!;
  const end = at + whole.length;
  const spelled = greekNames.has(stem) ? `\\${stem}` : stem;
  const isLetter = stem.length === 1 || greekNames.has(stem);
  const combined = accented.get(text[end]!);
  if (stem.length === 1 && digits === "" && sub === "" && combined !== undefined) {
    return letterToken(text, `${combined}{${stem}}`, end + 1, at);
  }
  const accent = /^_(hat|bar|tilde)(?:_(.+))?$/.exec(sub);
  if (isLetter && digits === "" && accent !== null) {
    const index = accent[2] === undefined ? "" : `_{${subscript(accent[2])}}`;
    return { kind: "letter", text: `\\${accent[1]}{${spelled}}${index}`, start: at, end };
  }
  if (!isLetter || (digits !== "" && sub !== "")) return { kind: "word", text: whole, start: at, end };
  const index = digits === "" ? sub.slice(1).replace(/^\{|\}$/g, "") : digits;
  return index === ""
    ? letterToken(text, spelled, end, at)
    : { kind: "letter", text: `${spelled}_{${subscript(index)}}`, start: at, end };
}

function subscript(index: string): string {
  return /^\d+$|^[A-Za-z]$/.test(index) ? index : `\\mathrm{${index.replaceAll("_", " ")}}`;
}

/** A letter with whatever stands below it: `x₁`, `α_t`. */
function letterToken(text: string, latex: string, next: number, start: number): Token {
  const letter = latex === "ϕ" ? "φ" : latex === "ϑ" ? "θ" : latex;
  const lowered = runOf(subscripts, text, next);
  if (lowered !== "") {
    return { kind: "letter", text: `${letter}_{${lowered}}`, start, end: next + lowered.length };
  }
  const index = matchAt(/_(?:\{[A-Za-z0-9]{1,12}\}|[A-Za-z0-9]+)/y, text, next);
  if (index === undefined) return { kind: "letter", text: letter, start, end: next };
  const inside = index.slice(1).replace(/^\{|\}$/g, "");
  return { kind: "letter", text: `${letter}_{${subscript(inside)}}`, start, end: next + index.length };
}

/** A letter that carries its accent itself: ŷ. */
function accentedAt(text: string, at: number): { latex: string; length: number } | undefined {
  const [letter, mark, ...more] = text[at]!.normalize("NFD");
  const accent = mark === undefined || more.length > 0 ? undefined : accented.get(mark);
  const isAlone = !/\p{L}/u.test(text[at + 1] ?? "") && !/\p{L}/u.test(text[at - 1] ?? "");
  return accent === undefined || !isAlone || !/^[A-Za-z]$/.test(letter!)
    ? undefined
    : { latex: `${accent}{${letter}}`, length: 1 };
}

function runOf(characters: ReadonlyMap<string, string>, text: string, at: number): string {
  let run = "";
  for (let i = at; i < text.length; i++) {
    const meaning = characters.get(text[i]!);
    if (meaning === undefined) break;
    run += meaning;
  }
  return run;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
