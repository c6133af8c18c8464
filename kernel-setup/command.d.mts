/** Runs a command of the set-up to its end, and gives what it printed. Throws a `SetupError` when it fails. */
export function run(
  what: string,
  command: string,
  args: string[],
  options: { root: string; env?: Record<string, string>; shell?: boolean },
): Promise<string>;
