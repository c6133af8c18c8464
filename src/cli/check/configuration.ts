import { readFileSync } from "node:fs";
import path from "node:path";
import type { CheckOptions } from "../../check/document.js";
import type { Severities } from "../../check/severity.js";
import { defaultSeverities } from "../../check/severity.js";
import { nearest } from "../../display/nearest.js";

/** What a project says of how its documents are checked. */
export interface Configuration {
  /** The folder that its patterns hold in. */
  readonly folder: string;
  /** Patterns of documents that are not checked, as in a `.gitignore`. */
  readonly ignore: readonly string[];
  readonly severities: Severities;
  readonly options: CheckOptions;
}

/** Says in one line where the configuration is not as it has to be. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/**
 * The configuration in a file, or else in the nearest `workings.config.json`, or `package.json` with a member
 * `"workings"`, in a folder or above it. Throws a ConfigurationError.
 */
export function readConfiguration(folder: string, file?: string): Configuration {
  if (file !== undefined) return configurationIn(file, parsed(file, textOf(file) ?? missing(file)));
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const own = path.join(at, "workings.config.json");
    const text = textOf(own);
    if (text !== undefined) return configurationIn(own, parsed(own, text));
    const shared = path.join(at, "package.json");
    const manifest = textOf(shared);
    if (manifest?.includes('"workings"')) {
      const member = (parsed(shared, manifest) as { workings?: unknown } | null)?.workings;
      if (typeof member === "object") return configurationIn(shared, member);
    }
    if (at === path.dirname(at)) return configurationIn(path.join(path.resolve(folder), "workings.config.json"), {});
  }
}

const levels = ["error", "warning", "note", "off"] as const;

function configurationIn(file: string, value: unknown): Configuration {
  const reader = new Reader(path.relative(process.cwd(), file) || file);
  const members = reader.object(value, "the configuration", [
    "ignore",
    "conventions",
    "definitions",
    "severity",
    "$schema",
  ]);
  const conventions = reader.object(members.conventions ?? {}, "conventions", ["log"]);
  const log = reader.oneOf(conventions.log ?? "natural", "conventions.log", ["natural", 10, 2] as const);
  const severity = reader.object(members.severity ?? {}, "severity", Object.keys(defaultSeverities));
  const severities = Object.entries(severity).map(([verdict, level]) => [
    verdict,
    reader.oneOf(level, `severity.${verdict}`, levels),
  ]);
  const definitions = reader.strings(members.definitions ?? [], "definitions");
  return {
    folder: path.dirname(path.resolve(file)),
    ignore: reader.strings(members.ignore ?? [], "ignore"),
    severities: { ...defaultSeverities, ...Object.fromEntries(severities) },
    options: { ...(log === "natural" ? {} : { logarithm: log }), ...(definitions.length === 0 ? {} : { definitions }) },
  };
}

/** Reads members of a configuration, and says what is wrong with one. */
class Reader {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  object(value: unknown, name: string, known: readonly string[]): Record<string, unknown> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) this.refuse(name, "an object", value);
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const meant = nearest(key, known);
      const hint = meant === undefined ? `there are ${known.join(", ")}` : `did you mean ${meant}?`;
      throw new ConfigurationError(`${this.file}: ${name} has no member ${JSON.stringify(key)}; ${hint}`);
    }
    return value as Record<string, unknown>;
  }

  strings(value: unknown, name: string): readonly string[] {
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) {
      this.refuse(name, "a list of strings", value);
    }
    return value;
  }

  oneOf<T>(value: unknown, name: string, choices: readonly T[]): T {
    const choice = choices.find((one) => one === value);
    if (choice === undefined) this.refuse(name, choices.map((one) => JSON.stringify(one)).join(" or "), value);
    return choice;
  }

  private refuse(name: string, expected: string, value: unknown): never {
    throw new ConfigurationError(`${this.file}: ${name} is ${expected} but ${JSON.stringify(value)} is given`);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function missing(file: string): never {
  throw new ConfigurationError(`${file}: the configuration cannot be read`);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new ConfigurationError(`${file} is not JSON: ${(error as Error).message}`);
  }
}
