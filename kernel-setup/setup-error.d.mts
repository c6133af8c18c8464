/** A set-up step that can't be done, told to a person in one plain line: what is wrong, and what to type. */
export class SetupError extends Error {
  exitStatus: number;
}

/** That line for the failures of disk and network that a person can mend, or undefined when the text names none. */
export function knownProblem(what: string, text: string): SetupError | undefined;
