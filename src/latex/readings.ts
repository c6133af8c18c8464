import type { Expression } from "../expression/expression.js";
import { Choices } from "./choices.js";
import { ReadingError } from "./cursor.js";
import type { ReadOptions } from "./member.js";
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
      found.push(new MemberReader(nodes, context, nodes[0]?.start ?? 0).whole());
    } catch (error) {
      if (!(error instanceof ReadingError)) throw error;
      refusal ??= error;
    }
  }
  const [first, ...others] = found;
  if (first === undefined) throw refusal!;
  return [first, ...others];
}

/** What can be read in more ways is not read. */
const mostReadings = 8;
