import { isNone } from "../../formula/none.js";
import { Agreement } from "../agreement.js";
import { bind, exactly } from "../bindings.js";
import type { Route } from "../report.js";
import type { Subject } from "../subject.js";
import { encloseDerivative } from "../subject.js";
import { differentiated } from "./derivative.js";

const precision = 256;

/**
 * Holds each step of the derivation against the one before it: the first against differentiation of the formula, the
 * last also against the derivative that the definition states.
 */
export function derivationRoutes(subject: Subject, points: readonly unknown[][]): Route[] {
  const { derivation, formula, functions } = subject;
  if (isNone(formula.derivation))
    return [{ route: "derivation", verdict: "unchecked", detail: formula.derivation.none }];
  if (derivation === undefined || isNone(formula.expr)) return [];
  const { of, steps } = derivation;
  const chain = [...steps, { why: "the derivative as it is stated", expression: of.expression }];
  const agreements = chain.map(
    (_, i) =>
      new Agreement(
        i === steps.length ? "derivation: end" : `derivation: step ${i + 1}`,
        i === steps.length ? "the definition" : "the step",
        i === 0 ? "differentiation" : "the one before",
      ),
  );
  for (const at of points) {
    const variables = exactly(bind(formula.args, at));
    let before = differentiated(subject, of.by, variables, precision);
    const shape = [...before].map(([place, value]) => ({ place, value }));
    chain.forEach(({ expression }, i) => {
      const here = encloseDerivative(expression, shape, { variables, functions }, precision);
      for (const { place } of shape) {
        agreements[i]!.add(at, place, here.get(place) ?? here.get("")!, before.get(place) ?? before.get("")!);
      }
      before = here;
    });
  }
  const routes = agreements.map((agreement, i) => agreement.route(chain[i]!.why));
  const failed = routes.filter(({ verdict }) => verdict !== "confirmed");
  if (failed.length > 0) return failed;
  return [
    {
      route: "derivation",
      verdict: "confirmed",
      detail: `${steps.length} steps, each equal to the one before it at ${points.length} points`,
    },
  ];
}
