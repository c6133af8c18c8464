/**
 * Between which numbers TensorFlow.js and Keras take probabilities before a logarithm: 1e−7 and 1 − 1e−7 as float32 has
 * them, of which the second is 1 − 2⁻²³. Outside, where the loss no longer changes, its slope is 0.
 */
export const [smallest, largest] = [Math.fround(1e-7), Math.fround(1 - 1e-7)] as const;

export const clipped = (p: number) => (p < smallest ? smallest : p > largest ? largest : p);
export const isInside = (p: number) => p >= smallest && p <= largest;
