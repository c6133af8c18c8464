/** Environments of LaTeX that set a formula of its own, and how they are read. */
const environments: ReadonlyMap<string, "inside" | "lines" | "aligned"> = new Map([
  ["equation", "inside"],
  ["displaymath", "inside"],
  ["math", "inside"],
  ["dmath", "inside"],
  ["multline", "lines"],
  ["align", "aligned"],
  ["alignat", "aligned"],
  ["flalign", "aligned"],
  ["gather", "aligned"],
  ["eqnarray", "aligned"],
]);

/** Whether an environment, with or without an asterisk, holds a formula. */
export function isDisplay(name: string): boolean {
  return environments.has(name.replace(/\*$/, ""));
}

/** The pattern of what opens and closes such an environment. */
export const displaySign = String.raw`\\(?:begin|end)\{(?:${[...environments.keys()].join("|")})\*?\}`;

/**
 * What is to be read of an environment that stands from `start` to `end`, its opening and closing included: a source of
 * the same length as the part of the text from `from` on, in which only names that KaTeX knows are left.
 */
export function readableEnvironment(text: string, start: number, end: number): { source: string; from: number } {
  const whole = text.slice(start, end);
  const opening = /^\\begin\{([a-z]+)\*?\}/.exec(whole)!;
  const closing = /\\end\{[a-z]+\*?\}$/.exec(whole)!;
  const inside = whole.slice(opening[0].length, closing.index);
  const name = opening[1]!;
  const kind = environments.get(name);
  if (kind === "inside") return { source: inside, from: start + opening[0].length };
  if (kind === "lines")
    return { source: inside.replace(/\\\\(?:\[[^\]]*\])?/g, blank), from: start + opening[0].length };
  if (name !== "flalign" && name !== "eqnarray") return { source: whole, from: start };
  // Three columns, of which the middle one holds the relation: the mark behind it is of no use.
  const columns = name === "eqnarray" ? inside.replace(/(&[^&\\]*(?:\\[a-z]+[^&\\]*)?)&/g, "$1 ") : inside;
  const renamed = [opening[0].replace(name, "align").padEnd(opening[0].length), closing[0].replace(name, "align")];
  return { source: `${renamed[0]}${columns}${renamed[1]!.padEnd(closing[0].length)}`, from: start };
}

/** A formula in which labels and remarks for the layout are blanked out, so that places stay as they are. */
export function withoutLabels(source: string): string {
  return source.includes("\\")
    ? source.replace(/\\(?:label|tag\*?|vspace\*?|hspace\*?)\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])/g, blank)
    : source;
}

function blank(text: string): string {
  return " ".repeat(text.length);
}
