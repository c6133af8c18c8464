export function trial(seed: number): Promise<Record<string, number>>;
export function demand(seed: number, days?: number): number[];
