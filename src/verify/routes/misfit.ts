import { bind, exactly, pathsOf, pathText } from "../bindings.js";
import { callText } from "../measure.js";
import type { Route } from "../report.js";
import type { Subject } from "../subject.js";
import { encloseValue, placesOf } from "../subject.js";

/**
 * What is to be said of code that throws where its arguments are in order, or that gives other places than the
 * expression does: nothing else can be asked of it. Undefined for code that fits.
 */
export function misfitRoute(subject: Subject, points: readonly unknown[][]): Route | undefined {
  const { formula, partials, expressions } = subject;
  for (const at of points) {
    const bindings = bind(formula.args, at);
    const places = expressions.length > 0 ? [...encloseValue(subject, exactly(bindings), 64).values.keys()] : undefined;
    const value = misfit("code", formula.value, at, places);
    if (value !== undefined) return value;
    for (const { by, partial } of partials) {
      const entries = pathsOf(bindings.get(by)!).map(pathText);
      const expected = places?.flatMap((place) => entries.map((entry) => place + entry));
      const derivative = misfit(`∂${by}: code`, partial.value, at, expected);
      if (derivative !== undefined) return derivative;
    }
  }
  return undefined;
}

function misfit(
  route: string,
  code: (...args: never[]) => unknown,
  at: readonly unknown[],
  expected: readonly string[] | undefined,
): Route | undefined {
  let result: unknown;
  try {
    result = (code as (...args: readonly unknown[]) => unknown)(...at);
  } catch (error) {
    return { route, verdict: "wrong", detail: `${callText(at)} throws: ${(error as Error).message}` };
  }
  const found = placesOf(result).map(({ place }) => place);
  if (expected === undefined || found.toSorted().join() === expected.toSorted().join()) return undefined;
  const detail = `${callText(at)} gives ${counted(found.length)} of another shape than the ${expected.length} of the expression`;
  return { route, verdict: "wrong", detail };
}

function counted(count: number): string {
  return count === 1 ? "1 number" : `${count} numbers`;
}
