export declare const channels: readonly ["shell", "control", "stdin"];
export declare function hostileMessages(
  seed: number,
  key: string,
): {
  next(): Buffer[];
  pick<Value>(values: readonly Value[]): Value;
  bytes(most: number): Buffer;
  random(): number;
};
