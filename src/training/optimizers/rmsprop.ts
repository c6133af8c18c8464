import { withDefaults } from "../../formula/validate.js";
import { checkPositive, checkRate, checkShare, type Optimizer } from "./optimizer.js";

export interface RmspropOptions {
  /** η; 0.001 unless said otherwise. */
  readonly learningRate?: number;
  /** ρ, in [0, 1); 0.9 unless said otherwise. */
  readonly rho?: number;
  /** ε, above 0; 1e-8 unless said otherwise. It is added outside the root. */
  readonly epsilon?: number;
}

const defaults: Required<RmspropOptions> = { learningRate: 0.001, rho: 0.9, epsilon: 1e-8 };

/** RMSprop: the formula `rmspropStep`. Throws a RangeError for options outside their range. */
export function rmsprop(options: RmspropOptions = defaults): Optimizer {
  const settings = withDefaults("rmsprop", options, defaults);
  const { learningRate, rho, epsilon } = settings;
  checkRate("rmsprop", learningRate);
  checkShare("rmsprop", "rho", rho);
  checkPositive("rmsprop", "epsilon", epsilon);
  return {
    name: "rmsprop",
    options: settings,
    begin(length) {
      const meanSquare = new Float64Array(length);
      return (parameters, gradient) => {
        for (let i = 0; i < length; i++) {
          const g = gradient[i]!;
          meanSquare[i] = rho * meanSquare[i]! + (1 - rho) * g * g;
          parameters[i]! -= learningRate * (g / (Math.sqrt(meanSquare[i]!) + epsilon));
        }
      };
    },
  };
}
