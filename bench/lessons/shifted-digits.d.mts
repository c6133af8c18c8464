interface Shares {
  name: string;
  augmented: boolean;
  still: number;
  moved: number;
}
export function trial(seed: number, names?: readonly string[]): Promise<Shares[]>;
export function baselines(seed: number): Shares[];
