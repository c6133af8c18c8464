import type { Range } from "./range.js";

/** Whether a value is an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Where in a JSON text each character of the string at a path stands; a list of strings counts as one string. Undefined
 * where there is no string. The text has to be valid JSON.
 */
export function placesInString(
  json: string,
  path: readonly (string | number)[],
  from = startOf(json),
): Range[] | undefined {
  const start = new JsonText(json, from).find(path);
  if (start === undefined) return undefined;
  const reader = new JsonText(json, start);
  return json[start] === '"' || json[start] === "[" ? reader.characters() : undefined;
}

/** Where the elements of the list at a path start; none where there is no list. The text has to be valid JSON. */
export function placesOfElements(json: string, path: readonly string[]): number[] {
  const start = new JsonText(json, startOf(json)).find(path);
  return start !== undefined && json[start] === "[" ? new JsonText(json, start).elements() : [];
}

function startOf(json: string): number {
  return json.startsWith("\ufeff") ? 1 : 0;
}

/** A place in a JSON text that is known to be valid. */
class JsonText {
  private readonly json: string;
  private at: number;

  constructor(json: string, at: number) {
    this.json = json;
    this.at = at;
  }

  /** Where the value at a path starts. */
  find(path: readonly (string | number)[]): number | undefined {
    this.skipSpace();
    const [key, ...rest] = path;
    if (key === undefined) return this.at;
    const isObject = this.json[this.at] === "{";
    if (!isObject && this.json[this.at] !== "[") return undefined;
    let found: number | undefined;
    let i = 0;
    for (this.at++; !this.ends(); i++) {
      const name = isObject ? this.key() : i;
      // Of several members of one name, the last one counts.
      if (name === key) found = this.at;
      this.skipValue();
    }
    return found === undefined ? undefined : new JsonText(this.json, found).find(rest);
  }

  /** Where the elements of a list start. */
  elements(): number[] {
    const starts: number[] = [];
    for (this.at++; !this.ends(); this.skipValue()) starts.push(this.at);
    return starts;
  }

  /** The places of the characters of a string, or of a list of strings. */
  characters(): Range[] {
    if (this.json[this.at] === '"') return this.string();
    const places: Range[] = [];
    for (this.at++; !this.ends(); ) for (const place of this.string()) places.push(place);
    return places;
  }

  private string(): Range[] {
    const places: Range[] = [];
    for (this.at++; this.json[this.at] !== '"'; ) {
      const length = this.json[this.at] !== "\\" ? 1 : this.json[this.at + 1] === "u" ? 6 : 2;
      places.push({ start: this.at, end: this.at + length });
      this.at += length;
    }
    this.at++;
    return places;
  }

  private key(): string {
    const start = this.at;
    this.skipString();
    const name: string = JSON.parse(this.json.slice(start, this.at));
    this.skipSpace();
    this.at++; // The colon.
    this.skipSpace();
    return name;
  }

  /** Whether an object or a list ends here; else the next member starts here. */
  private ends(): boolean {
    this.skipSpace();
    if (this.json[this.at] === ",") this.at++;
    this.skipSpace();
    return this.json[this.at] === "}" || this.json[this.at] === "]";
  }

  private skipValue(): void {
    let depth = 0;
    do {
      this.skipSpace();
      const character = this.json[this.at];
      if (character === '"') this.skipString();
      else {
        if (character === "{" || character === "[") depth++;
        if (character === "}" || character === "]") depth--;
        const isWord = /[\w.+-]/.test(character!);
        this.at++;
        if (isWord) while (/[\w.+-]/.test(this.json[this.at] ?? "")) this.at++;
      }
    } while (depth > 0);
  }

  private skipString(): void {
    for (this.at++; this.json[this.at] !== '"'; this.at++) if (this.json[this.at] === "\\") this.at++;
    this.at++;
  }

  private skipSpace(): void {
    while (" \t\r\n".includes(this.json[this.at] ?? "x")) this.at++;
  }
}
