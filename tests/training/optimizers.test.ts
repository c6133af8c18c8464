import { describe, expect, it } from "vitest";
import {
  adamState,
  adamStep,
  adamwStep,
  gradientDescentStep,
  momentumState,
  momentumStep,
  rmspropState,
  rmspropStep,
} from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";
import { adam, adamw } from "../../src/training/optimizers/adam.js";
import type { Optimizer } from "../../src/training/optimizers/optimizer.js";
import { rmsprop } from "../../src/training/optimizers/rmsprop.js";
import { sgd } from "../../src/training/optimizers/sgd.js";
import { expectClose } from "./agree.js";

const start = [1, -2, 0.5, 3];
type State = { parameters: ArrayLike<number> };
const from = (parameters: number[]): State => ({ parameters });
const withMomentum = { learningRate: 0.1, momentum: 0.8, nesterov: false };

/** Each optimizer, the formula's first state and its step. */
const cases: [string, Optimizer, State, (state: never, gradient: number[]) => State][] = [
  [
    "sgd",
    sgd({ learningRate: 0.1 }),
    from(start),
    ({ parameters }: State, g) => from(gradientDescentStep(parameters, g, 0.1)),
  ],
  ["momentum", sgd(withMomentum), momentumState(start), (state, g) => momentumStep(state, g, withMomentum)],
  [
    "nesterov",
    sgd({ ...withMomentum, nesterov: true }),
    momentumState(start),
    (state, g) => momentumStep(state, g, { ...withMomentum, nesterov: true }),
  ],
  ["rmsprop", rmsprop(), rmspropState(start), (state, g) => rmspropStep(state, g)],
  [
    "rmsprop with options",
    rmsprop({ learningRate: 0.1, rho: 0.99, epsilon: 1e-3 }),
    rmspropState(start),
    (state, g) => rmspropStep(state, g, { learningRate: 0.1, rho: 0.99, epsilon: 1e-3 }),
  ],
  ["adam", adam(), adamState(start), (state, g) => adamStep(state, g)],
  [
    "adam as TensorFlow.js has it",
    adam({ epsilon: 1e-7 }),
    adamState(start),
    (state, g) => adamStep(state, g, { epsilon: 1e-7 }),
  ],
  [
    "adam uncorrected",
    adam({ beta1: 0.5, biasCorrection: false }),
    adamState(start),
    (state, g) => adamStep(state, g, { beta1: 0.5, biasCorrection: false }),
  ],
  ["adamw", adamw(), adamState(start), (state, g) => adamwStep(state, g)],
  [
    "adamw with options",
    adamw({ learningRate: 0.1, weightDecay: 1 }),
    adamState(start),
    (state, g) => adamwStep(state, g, { learningRate: 0.1, weightDecay: 1 }),
  ],
];

describe.each(cases)("%s", (_, optimizer, first, step) => {
  it("takes the formula's steps, fifty of them", () => {
    const random = seededRandom(9);
    const parameters = Float64Array.from(start);
    const take = optimizer.begin(start.length);
    let state = first;
    for (let t = 0; t < 50; t++) {
      const gradient = start.map((_, i) => random.normal(0, 10 ** (i - 3)));
      take(parameters, Float64Array.from(gradient));
      state = step(state as never, gradient);
      expectClose(parameters, state.parameters);
    }
  });

  it("begins each run afresh", () => {
    const run = () => {
      const parameters = Float64Array.from(start);
      const take = optimizer.begin(start.length);
      for (let t = 0; t < 3; t++) take(parameters, Float64Array.from(start));
      return parameters;
    };
    expect(run()).toEqual(run());
  });
});

describe("options outside their range", () => {
  it.each([
    [() => sgd({ learningRate: -1 }), "sgd: learningRate is -1 but must be 0 or more"],
    [() => sgd({ momentum: 1 }), "sgd: momentum is 1 but must be in [0, 1)"],
    [() => rmsprop({ epsilon: 0 }), "rmsprop: epsilon is 0 but must be above 0"],
    [() => adam({ beta2: Number.NaN }), "adam: beta2 is NaN but must be in [0, 1)"],
    [() => adamw({ weightDecay: -1 }), "adamw: weightDecay is -1 but must be 0 or more"],
    [() => adam({ rate: 1 } as object), "adam: there is no option rate, only learningRate"],
  ])("%s", (make, message) => {
    expect(make).toThrow(message);
  });
});
