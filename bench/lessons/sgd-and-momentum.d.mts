import type { RandomGenerator } from "../../src/numeric/random.js";
export declare function spread(random: RandomGenerator, rate: number): number;
export declare function crosses(random: RandomGenerator, start: number, noise: number): boolean;
