import type { AnyFunction } from "../formula/definition.js";

/** The text of a function as it stands in its file, without the indentation of what is around it. */
export function sourceOf(code: AnyFunction): string {
  const [first, ...rest] = String(code).split("\n");
  const indents = rest.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)![0].length);
  const indent = Math.min(...indents);
  return [first!, ...rest.map((line) => line.slice(Math.min(indent, line.length)))].join("\n");
}
