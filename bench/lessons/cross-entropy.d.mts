export function trial(seed: number): { regression: number; centroid: number; majority: number };
