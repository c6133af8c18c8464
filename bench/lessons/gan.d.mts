export function ring(seed: number): { radius: number; spread: number; least: number; most: number };
export function line(seed: number): { mean: number; spread: number };
