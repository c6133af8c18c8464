export function mutant(documents: readonly string[], random: { integer(low: number, high: number): number }): string;
