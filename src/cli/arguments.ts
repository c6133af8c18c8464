/** What is typed behind a command's name. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearest } from "../display/nearest.js";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<Known extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Known; allowPositionals: true }>
>;

/** A command that makes no sense as it was typed; the message says why, and what to type. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The options and the rest of what was typed. Throws a `UsageError` that names the option that is likely meant. */
export function readArguments<const Known extends Options>(
  command: string,
  args: readonly string[],
  options: Known,
): Parsed<Known> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const [problem] = (error as Error).message.split(/\. |\n/);
    const unknown = /^Unknown option '(-+)([^']+)'/.exec(problem!);
    if (!unknown) throw new UsageError(`${lowered(problem!)}; see workings ${command} --help`);
    const [, dashes, name] = unknown;
    const meant = nearest(name!, Object.keys(options));
    const hint = meant === undefined ? `see workings ${command} --help` : `did you mean --${meant}?`;
    throw new UsageError(`there is no option ${dashes}${name}; ${hint}`);
  }
}

/** The whole number, from `least` on, that an option was given; throws a `UsageError` where it is none. */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`${option} is a whole number${least > 0 ? ` from ${least}` : ""} but ${text} was given`);
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
