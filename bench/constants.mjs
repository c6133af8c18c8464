/**
 * Which doubles stand for the constants in src/numeric and src/formulas that a double cannot hold? Each as the nearest
 * double and what it leaves, worked out by MPFR; those that a whole number is multiplied by, cut off after so many bits
 * that the product is exact. Run: npm run build, then npm run bench -- constants
 */
import process from "node:process";
import { Interval } from "../dist/numeric/interval.js";
import { IntervalArithmetic } from "../dist/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../dist/numeric/mpfr.js";

await loadArithmetic();
const at = new IntervalArithmetic(400);
const [one, two] = [Interval.exact(1), Interval.exact(2)];
const pi = at.constant("pi");
const ln2 = at.log(two);
const rootTwoOverPi = at.sqrt(at.divide(two, pi));
const lambda = at.decimal("1.0507009873554804934193349852946");
const alpha = at.decimal("1.6732632423543772848170429916717");

show("128 / ln 2", at.divide(Interval.exact(128), ln2));
show("ln 2 / 128, after 41 places", at.divide(ln2, Interval.exact(128)), 41);
show("2^(1/128)", at.exp(at.divide(ln2, Interval.exact(128))));
show("ln 2, after 42 places", ln2, 42);
show("1 / √π", at.divide(one, at.sqrt(pi)));
show("2 / √π", at.divide(two, at.sqrt(pi)));
show("1 / √(2π)", at.divide(one, at.sqrt(at.multiply(two, pi))));
show("1 / √2", at.sqrt(at.divide(one, two)));
show("2 √(2/π)", at.multiply(two, rootTwoOverPi));
show("2 √(2/π) · 0.044715", at.multiply(at.multiply(two, rootTwoOverPi), at.decimal("0.044715")));
show("SELU's λ", lambda);
show("SELU's λα", at.multiply(lambda, alpha));
let factorial = one;
for (let n = 0; n <= 12; n++) {
  if (n > 0) factorial = at.negate(at.multiply(factorial, Interval.exact(n)));
  const term = at.divide(at.divide(two, at.sqrt(pi)), at.multiply(factorial, Interval.exact(2 * n + 1)));
  show(`erf's series, x^${2 * n + 1}`, n === 0 ? at.subtract(term, one) : term);
}

/** The nearest double, or the nearest number with so many binary places, and the nearest double to what it leaves. */
function show(name, constant, places) {
  const scale = 2 ** (places ?? 0);
  const high = places === undefined ? constant.toDouble() : Math.round(constant.toDouble() * scale) / scale;
  const low = at.subtract(constant, Interval.exact(high)).toDouble();
  process.stdout.write(`${name.padEnd(30)} ${String(high).padEnd(24)} ${low}\n`);
}
