/** A set-up step that can't be done, told to a person in one plain line: what is wrong, and what to type. */
export class SetupError extends Error {
  name = "SetupError";

  /**
   * @param {string} message what is wrong and what to do about it
   * @param {number} [exitStatus] what the command ends with
   */
  constructor(message, exitStatus = 1) {
    super(message);
    this.exitStatus = exitStatus;
  }
}

/**
 * Turns the failures of disk and network that a person can do something about into that plain line.
 *
 * @param {string} what the step that failed
 * @param {string} text an error's message or a failed command's output
 * @returns {SetupError | undefined} undefined when the text names none of them
 */
export function knownProblem(what, text) {
  const known = problems.find(({ pattern }) => pattern.test(text));
  return known && new SetupError(`${what}: ${known.remedy}`);
}

const problems = [
  { pattern: /\bENOSPC\b|No space left on device/i, remedy: "the disk is full; make room and run the command again" },
  {
    pattern: /\b(EACCES|EPERM|EROFS)\b|Permission denied|Read-only file system/i,
    remedy: "no permission to write; make the project's folder your own and run the command again",
  },
  {
    pattern:
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b|Failed to establish a new connection|Temporary failure in name resolution|Read timed out/i,
    remedy: "no connection to the package registry; connect to the network and run the command again",
  },
];

/**
 * Runs a script's task; what goes wrong in a way that a person can mend ends the script with one line and no stack.
 *
 * @param {() => Promise<unknown>} task
 */
export async function tellPlainly(task) {
  try {
    await task();
  } catch (error) {
    const problem = error instanceof SetupError ? error : knownProblem("set-up", error.message ?? "");
    if (!problem) throw error;
    process.stderr.write(`${problem.message}\n`);
    process.exitCode = problem.exitStatus;
  }
}
