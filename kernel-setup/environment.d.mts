/** One thing that a machine needs: how to see that it is missing, and how to bring it about. */
export interface Step {
  /** In a person's words: "npm packages". */
  name: string;
  /** Why the step must be done, or undefined when it is done. */
  missing(): string | undefined | Promise<string | undefined>;
  /** What is there when nothing is missing, such as a version. */
  present(): string;
  /** Brings it about, and may answer what came of it. Absent where a person must do it. */
  install?(): undefined | string | Promise<undefined | string>;
}

export function environment(root: string): Step[];
export function prepare(steps: Step[]): Promise<void>;
