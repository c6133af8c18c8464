interface Found {
  readonly best: number;
  readonly unseen: number;
}

export function compared(seed: number): Promise<{ grid: Found; random: Found }>;
