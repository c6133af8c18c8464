import { withDefaults } from "../../formula/validate.js";
import { checkRate, checkShare, type Optimizer } from "./optimizer.js";

export interface SgdOptions {
  /** η; 0.01 unless said otherwise. */
  readonly learningRate?: number;
  /** μ, in [0, 1); 0 unless said otherwise. */
  readonly momentum?: number;
  /** Whether the gradient counts once more, as Nesterov's momentum has it. */
  readonly nesterov?: boolean;
}

const defaults: Required<SgdOptions> = { learningRate: 0.01, momentum: 0, nesterov: false };

/**
 * Stochastic gradient descent: the formula `gradientDescentStep`, and with momentum `momentumStep`.
 *
 * Throws a RangeError for a learning rate that is negative and a momentum outside [0, 1).
 */
export function sgd(options: SgdOptions = defaults): Optimizer {
  const settings = withDefaults("sgd", options, defaults);
  const { learningRate, momentum, nesterov } = settings;
  checkRate("sgd", learningRate);
  checkShare("sgd", "momentum", momentum);
  return {
    name: "sgd",
    options: settings,
    begin(length) {
      const velocity = new Float64Array(momentum === 0 ? 0 : length);
      return (parameters, gradient) => {
        if (momentum === 0) {
          for (let i = 0; i < length; i++) parameters[i]! -= learningRate * gradient[i]!;
          return;
        }
        for (let i = 0; i < length; i++) {
          const v = momentum * velocity[i]! + gradient[i]!;
          velocity[i] = v;
          parameters[i]! -= learningRate * (nesterov ? gradient[i]! + momentum * v : v);
        }
      };
    },
  };
}
