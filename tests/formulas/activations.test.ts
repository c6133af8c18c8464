import { describe, expect, test } from "vitest";
import {
  elu,
  erf,
  erfc,
  formulas,
  gelu,
  geluTanh,
  hardSigmoid,
  leakyRelu,
  logit,
  logSigmoid,
  mish,
  relu,
  selu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
} from "../../src/formulas/index.js";
import { ulpsOff } from "./reference/ulpsOff.js";

const { NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN: notANumber, MIN_VALUE, MAX_VALUE } = Number;
/** Calls that only plain JavaScript can make. */
const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;

describe("values that are known to 20 digits", () => {
  test.each<[string, number, string]>([
    ["sigmoid(1)", sigmoid(1), "0.73105857863000487925"],
    ["sigmoid(-710)", sigmoid(-710), "4.4762862256751299561e-309"],
    ["logSigmoid(-1)", logSigmoid(-1), "-1.3132616875182228340"],
    ["logSigmoid(40)", logSigmoid(40), "-4.2483542552915889863e-18"],
    ["logit(1/4)", logit(0.25), "-1.0986122886681096914"],
    ["tanh(1/2)", tanh(0.5), "0.46211715726000975850"],
    ["elu(-1)", elu(-1), "-0.63212055882855767840"],
    ["selu(-2)", selu(-2), "-1.5201664685956950351"],
    ["gelu(1)", gelu(1), "0.84134474606854294859"],
    ["gelu(-8)", gelu(-8), "-4.9767684594174272988e-15"],
    ["geluTanh(1)", geluTanh(1), "0.84119199060827670478"],
    ["geluTanh(-8)", geluTanh(-8), "-3.1077829375011112180e-21"],
    ["silu(-2)", silu(-2), "-0.23840584404423511188"],
    ["mish(1)", mish(1), "0.86509838826731034612"],
    ["mish(-2)", mish(-2), "-0.25250148269570886364"],
    ["softplus(1)", softplus(1), "1.3132616875182228340"],
    ["softplus(-40)", softplus(-40), "4.2483542552915889863e-18"],
    ["softsign(2)", softsign(2), "0.66666666666666666667"],
    ["hardSigmoid(1)", hardSigmoid(1), "0.66666666666666666667"],
    ["erf(1/2)", erf(0.5), "0.52049987781304653768"],
    ["erfc(3)", erfc(3), "2.2090496998585441373e-5"],
  ])("%s", (_call, found, digits) => expect(ulpsOff(found, digits)).toBeLessThan(0.8));
});

// Where other code loses most, or the truth lies all but halfway between two doubles; by mpmath with 60 digits. At
// erfc(2.6533…) the fixtures that @stdlib has of Julia's erfc are two doubles off.
describe("hard cases", () => {
  test.each<[string, (x: number) => number, number, string]>([
    ["tanh", tanh, -0.8682374942485063, "-0.7004775395959851605037797"],
    ["tanh", tanh, -0.7386445997481226, "-0.6283255622095530737177349"],
    ["tanh", tanh, -2.2918875194478265, "-0.9797741195000204128844731"],
    ["erf", erf, -0.40897750740005456, "-0.4369934441795436239631595"],
    ["erf", erf, -0.5385169979677311, "-0.5536881157986671409416471"],
    ["erf", erf, 1.4077868463699863, "0.9535093549424819569993013"],
    ["erfc", erfc, -0.41135906513066334, "1.439264622278536636893948"],
    ["erfc", erfc, -1.945177789482122, "1.994056763847417479379873"],
    ["erfc", erfc, 13.067042360144873, "3.014716235247354311130994e-76"],
    ["erfc", erfc, 2.653306613226453, "0.0001751901068469084901441162"],
    ["sigmoid", sigmoid, -6.012325859489287, "0.002442406991432300453637498"],
    ["sigmoid", sigmoid, 2.463023662771519, "0.9215086446815802800696463"],
    ["softplus", softplus, -4.25059318095872, "0.01415511709470645539855976"],
    ["softplus", softplus, 0.5122852483302545, "0.9817417680024266846634077"],
    ["logit", logit, 0.7720316019362383, "1.219818469973142582869277"],
    ["logit", logit, 0.9647212030925301, "3.308557021589480617769831"],
    ["logit", logit, 0.5000000000000001, "4.440892098500626161694527e-16"],
    ["gelu", gelu, 0.06847287498176513, "0.03610543159134118805677824"],
    ["gelu", gelu, -15.264963865145361, "-9.990943207779817771877526e-52"],
    ["gelu", gelu, 0.592607511454716, "0.4286200198245503634181082"],
    ["gelu", gelu, -33, "-1.340191254902232179206089e-237"],
    ["silu", silu, -8.726572986473602, "-0.001415372610011109036676859"],
    ["silu", silu, -34.982166264416776, "-2.245354541859181604692368e-14"],
    ["silu", silu, -740, "-3.09966751123555621519858e-319"],
  ])("%s, case %#", (_name, f, x, digits) => expect(ulpsOff(f(x), digits)).toBeLessThan(0.8));

  const slope = (formula: { partials: { x: { value: (x: number) => number } } }) => formula.partials.x.value;
  test.each<[string, number, string]>([
    ["tanh, of which 1 − tanh² is 0 there", slope(formulas.tanh)(20), "1.699341702116635583692883e-17"],
    ["silu, below the normal numbers", slope(formulas.silu)(-740), "-3.095478771355508166259122e-319"],
    ["gelu, far out", slope(formulas.gelu)(-30), "-4.416031690708494370088946e-195"],
    ["sigmoid, at the smallest double", slope(formulas.sigmoid)(-745), "2.82235073047193707635344e-324"],
    ["softsign, whose square overflows", slope(formulas.softsign)(1e160), "9.999999999999999869431845e-321"],
  ])("the derivative of %s", (_name, found, digits) => expect(ulpsOff(found, digits)).toBeLessThan(1));
});

describe("NaN, infinities and zeros", () => {
  test.each<[string, (x: number) => number, atMinusInfinity: number, atInfinity: number]>([
    ["sigmoid", sigmoid, 0, 1],
    ["logSigmoid", logSigmoid, NEGATIVE_INFINITY, -0],
    ["tanh", tanh, -1, 1],
    ["relu", relu, 0, POSITIVE_INFINITY],
    ["leakyRelu", (x) => leakyRelu(x), NEGATIVE_INFINITY, POSITIVE_INFINITY],
    ["elu", (x) => elu(x), -1, POSITIVE_INFINITY],
    ["selu", selu, -1.7580993408473768, POSITIVE_INFINITY],
    ["gelu", gelu, -0, POSITIVE_INFINITY],
    ["geluTanh", geluTanh, -0, POSITIVE_INFINITY],
    ["silu", silu, -0, POSITIVE_INFINITY],
    ["mish", mish, -0, POSITIVE_INFINITY],
    ["softplus", softplus, 0, POSITIVE_INFINITY],
    ["softsign", softsign, -1, 1],
    ["hardSigmoid", hardSigmoid, 0, 1],
    ["erf", erf, -1, 1],
    ["erfc", erfc, 2, 0],
  ])("%s has its limits, and NaN of NaN", (_name, f, atMinusInfinity, atInfinity) => {
    expect(f(notANumber)).toBe(notANumber);
    expect(f(NEGATIVE_INFINITY)).toBe(atMinusInfinity);
    expect(f(POSITIVE_INFINITY)).toBe(atInfinity);
    expect(Number.isNaN(f(MAX_VALUE)) || Number.isNaN(f(-MAX_VALUE))).toBe(false);
  });

  test.each<[string, (x: number) => number]>([
    ["tanh", tanh],
    ["elu", (x) => elu(x)],
    ["selu", selu],
    ["gelu", gelu],
    ["geluTanh", geluTanh],
    ["silu", silu],
    ["mish", mish],
    ["softsign", softsign],
    ["erf", erf],
  ])("%s keeps the sign of zero", (_name, f) => {
    expect(f(0)).toBe(0);
    expect(f(-0)).toBe(-0);
    expect(f(-MIN_VALUE)).toBeLessThanOrEqual(0);
    expect(Object.is(f(-MIN_VALUE), 0)).toBe(false);
  });

  test.each(
    (
      [
        "sigmoid",
        "logSigmoid",
        "tanh",
        "relu",
        "leakyRelu",
        "elu",
        "selu",
        "gelu",
        "geluTanh",
        "silu",
        "mish",
        "softplus",
        "softsign",
        "hardSigmoid",
        "erf",
        "erfc",
      ] as const
    ).map((name) => [name, formulas[name].partials.x.value] as const),
  )("the derivative of %s is NaN of NaN, and finite at both ends", (_name, slope) => {
    expect(slope(notANumber)).toBe(notANumber);
    for (const x of [NEGATIVE_INFINITY, POSITIVE_INFINITY, MAX_VALUE, -MAX_VALUE, MIN_VALUE, -0]) {
      expect(Number.isFinite(slope(x))).toBe(true);
    }
  });

  test("logit, whose ends are the certain and the impossible", () => {
    expect([0, -0, 1].map(logit)).toEqual([NEGATIVE_INFINITY, NEGATIVE_INFINITY, POSITIVE_INFINITY]);
    expect([-1e-300, 1.0000000000000002, 2, NEGATIVE_INFINITY, POSITIVE_INFINITY].map(logit)).toEqual(
      Array.from({ length: 5 }, () => notANumber),
    );
    const slope = formulas.logit.partials.p.value;
    expect([0, 1, -1, 2].map(slope)).toEqual([POSITIVE_INFINITY, POSITIVE_INFINITY, notANumber, notANumber]);
  });
});

describe("traps", () => {
  test("nothing is 0 that is not, down to the last subnormal number", () => {
    expect(sigmoid(-745)).toBe(MIN_VALUE);
    expect(softplus(-745)).toBe(MIN_VALUE);
    expect(silu(-750)).toBe(-3 * MIN_VALUE);
    expect(erfc(27.2)).toBeGreaterThan(0);
    expect(gelu(-38.4)).toBeLessThan(0);
  });

  test("tanh goes on where its quotient of exponentials overflows or cancels", () => {
    expect(tanh(1000)).toBe(1);
    expect(tanh(1e-300)).toBe(1e-300);
    expect(ulpsOff(tanh(1e-5), "0.000009999999999666667484710539")).toBeLessThan(0.6);
  });

  test("softplus does not switch to x, at 20 or anywhere", () => {
    expect(ulpsOff(softplus(20), "20.00000000206115362031438")).toBeLessThan(0.6);
    expect(softplus(33)).toBeGreaterThan(33);
  });

  test("the definitions of hardSigmoid and of GELU are today's", () => {
    expect(hardSigmoid(2.5)).toBe(0.9166666666666666);
    expect(gelu(1)).not.toBe(geluTanh(1));
  });

  test("options of elu and leakyRelu", () => {
    expect(elu(-2, { alpha: 0 })).toBe(-0);
    expect(elu(-1e9, { alpha: 1e308 })).toBe(-1e308);
    expect(elu(-1, { alpha: 5e-324 })).toBe(-5e-324);
    const slope = formulas.elu.partials.x.value(-750, { alpha: 1e308 });
    expect(ulpsOff(slope, "1.901684963475006460874176e-18")).toBeLessThan(0.6);
    expect(leakyRelu(-2, { alpha: 0.5 })).toBe(-1);
  });
});

test.each<[string, () => unknown]>([
  ['logSigmoid: x must be a number but is "2"', () => untyped(logSigmoid)("2")],
  ["logit: p must be a number but is undefined", () => untyped(logit)()],
  ["gelu: x must be a number but is an array", () => untyped(gelu)([1])],
  ["geluTanh: x must be a number but is null", () => untyped(geluTanh)(null)],
  ["silu: x must be a number but is true", () => untyped(silu)(true)],
  ["mish: x must be a number but is an object", () => untyped(mish)({})],
  ["softplus: x must be a number but is a function", () => untyped(softplus)(Math.exp)],
  ["softsign: x must be a number but is undefined", () => untyped(softsign)(undefined)],
  ["hardSigmoid: x must be a number but is an array", () => untyped(hardSigmoid)([])],
  ["selu: x must be a number but is null", () => untyped(selu)(null)],
  ['erf: x must be a number but is ""', () => untyped(erf)("")],
  ["erfc: x must be a number but is undefined", () => untyped(erfc)()],
  ["elu: options must be an object such as { alpha: 1 } but is 0", () => [1].map(untyped(elu))],
  ["elu: there is no option slope, only alpha", () => untyped(elu)(1, { slope: 2 })],
  ['elu: option alpha must be a number but is "1"', () => untyped(elu)(1, { alpha: "1" })],
])("%s", (message, call) => expect(call).toThrow(new TypeError(message)));
