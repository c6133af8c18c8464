/** One record of a CSV text, and the line that it begins in. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The records of a CSV text, by RFC 4180: fields may stand in double quotes, and hold separators and line breaks then.
 *
 * A byte order mark and lines with nothing in them are passed over, and space around a field that is not quoted is
 * dropped. Throws a SyntaxError with the line for a quote that is not closed, or that is followed by text.
 */
export function parseCsv(text: string, separator = ","): CsvRecord[] {
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let [line, begun, at] = [1, 1, text.startsWith("\ufeff") ? 1 : 0];
  while (at < text.length) {
    const field = text[at] === '"' ? quoted(text, at, separator, line) : plain(text, at, separator);
    fields.push(field.value);
    line += field.breaks;
    at = field.end;
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      fields.push("");
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    if (fields.length > 1 || fields[0] !== "") records.push({ line: begun, fields });
    fields = [];
    begun = ++line;
  }
  return records;
}

interface Field {
  readonly value: string;
  /** Where what follows it begins. */
  readonly end: number;
  /** The line breaks inside it. */
  readonly breaks: number;
}

function plain(text: string, start: number, separator: string): Field {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return { value: text.slice(start, end).trim(), end, breaks: 0 };
}

function quoted(text: string, start: number, separator: string, line: number): Field {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) throw new SyntaxError(`line ${line}: a quote is not closed`);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const value = text.slice(start + 1, end).replaceAll('""', '"');
  const next = text[end + 1];
  if (next !== undefined && next !== separator && next !== "\r" && next !== "\n") {
    throw new SyntaxError(`line ${line}: text follows the quote that closes ${JSON.stringify(value)}`);
  }
  return { value, end: end + 1, breaks: value.split("\n").length - 1 };
}
