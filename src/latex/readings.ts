import { apply } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { Choices } from "./choices.js";
import { isGlyph, ReadingError } from "./cursor.js";
import type { Context, ReadOptions } from "./member.js";
import { MemberReader } from "./member.js";
import type { Node } from "./nodes.js";

/** What the pieces of one side of a relation can be read as, the likeliest first; a ReadingError if nothing. */
export function readMember(
  nodes: readonly Node[],
  source: string,
  options: ReadOptions,
): [Expression, ...Expression[]] {
  const context = { source, options, choices: new Choices() };
  const found: Expression[] = [];
  let refusal: ReadingError | undefined;
  for (let tries = 1; tries === 1 || context.choices.next(); tries++) {
    if (tries > mostReadings) throw new ReadingError("this can be read in too many ways", nodes[0]?.start ?? 0);
    try {
      found.push(aroundSign(nodes, context) ?? new MemberReader(nodes, context, nodes[0]?.start ?? 0).whole());
    } catch (error) {
      if (!(error instanceof ReadingError)) throw error;
      refusal ??= error;
    }
  }
  const [first, ...others] = found;
  if (first === undefined) throw refusal!;
  return [first, ...others];
}

/** The two numbers of `5 ± 2`, where each side of the sign is one number as it is written; undefined for anything else. */
function aroundSign(nodes: readonly Node[], context: Context): Expression | undefined {
  if (context.options.declared !== undefined) return undefined;
  const at = nodes.findIndex((node) => isGlyph(node, "\\pm") || isGlyph(node, "±"));
  const parts = [nodes.slice(0, at), nodes.slice(at + 1)];
  if (at < 1 || parts.some((part) => part.length === 0)) return undefined;
  const [middle, distance] = parts.map((part) => new MemberReader(part, context, part[0]!.start).whole());
  const areNumbers = distance!.kind === "number" && (middle!.kind === "number" || isNegative(middle!));
  return areNumbers ? apply(eitherSide, middle!, distance!) : undefined;
}

function isNegative(expression: Expression): boolean {
  return expression.kind === "operation" && expression.operation === "negate" && expression.args[0]!.kind === "number";
}

/** The function that 5 ± 2 is read as: of what is in the middle, and how far from it both numbers are. */
export const eitherSide = "\\pm";

/** What can be read in more ways is not read. */
const mostReadings = 8;
