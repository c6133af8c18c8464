import { inspect, stripVTControlCharacters, types } from "node:util";
import { imageBundle } from "./image.js";
import {
  type Displayable,
  type DisplayableInParts,
  displaySymbol,
  type MimeBundle,
  partsSymbol,
} from "./mimeBundle.js";
import { tableHtml, tableOf, tableText } from "./table.js";
import { isArrayOfTensors, isTensor, tensorsText, tensorText } from "./tensor.js";

/** How a kernel without a front end of its own prints a value: no colours, and a limit to everything. */
const inspectOptions = { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 80 } as const;
/** What is longer than this is shown to Node's usual depth of 2. */
const longText = 4000;
const mostLines = 400;

/**
 * A value as a notebook shows it: as it says itself by `Symbol.for("Jupyter.display")`, else by its kind.
 *
 * The kinds: tensors, data frames and arrays of rows (tables), Vega-Lite and Vega charts, images' bytes, SVG text,
 * elements with `outerHTML`, and for all others what `util.inspect` prints. `undefined` shows nothing. What is not
 * empty always has `text/plain`, without colours. Only an error of the value's own method is passed on.
 */
export function toMimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  if (value === undefined) return {};
  const own = isDisplayable(value) ? value[displaySymbol]() : undefined;
  if (types.isPromise(own)) return own.then((one) => whole(one, value));
  return whole(own, value);
}

/** The bundle that a value gives of itself, or else that of its kind, with the text that every bundle has. */
function whole(own: unknown, value: unknown): MimeBundle {
  if (typeof own !== "object" && own !== undefined) {
    throw new TypeError(`[Symbol.for("Jupyter.display")] returned ${plainText(own)}, which is no MIME bundle`);
  }
  return withText((own as MimeBundle | null | undefined) ?? byKind(value) ?? {}, value);
}

/** What is shown in outputs of their own: the parts of a value that has some, else the value itself. */
export function partsOf(value: unknown): readonly unknown[] {
  return typeof read(value, partsSymbol) === "function" ? (value as DisplayableInParts)[partsSymbol]() : [value];
}

function withText(bundle: MimeBundle, value: unknown): MimeBundle {
  const text = "text/plain" in bundle ? bundle["text/plain"] : plainText(value);
  return { ...bundle, "text/plain": typeof text === "string" ? stripVTControlCharacters(text) : text };
}

function isDisplayable(value: unknown): value is Displayable {
  return typeof read(value, displaySymbol) === "function";
}

function byKind(value: unknown): MimeBundle | undefined {
  try {
    if (typeof value === "string") return svgBundle(value);
    if (typeof value !== "object" || value === null) return undefined;
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) return imageBundle(value);
    if (isTensor(value)) return { "text/plain": tensorText(value) };
    if (isArrayOfTensors(value)) return { "text/plain": tensorsText(value) };
    const table = tableOf(value);
    if (table) return { "text/html": tableHtml(table), "text/plain": tableText(table) };
    return chartBundle(value) ?? elementBundle(value);
  } catch {
    return undefined; // A getter or a proxy of the value's that throws: it is shown as what it is.
  }
}

function plainText(value: unknown): string {
  try {
    const [text, depth] = inspected(value);
    return lines(text, leftOut(text, depth));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `a value that cannot be shown: ${reason}`;
  }
}

/** A value as it is inspected, and to which depth. */
function inspected(value: unknown): [text: string, depth: number] {
  const text = inspect(value, inspectOptions);
  if (text.length <= longText || typeof value !== "object") return [text, inspectOptions.depth];
  return [inspect(value, { ...inspectOptions, depth: 2 }), 2];
}

/** Says how many values an inspection names by their class only, since they lie deeper than it goes. */
function leftOut(text: string, depth: number): string {
  const count = text.match(
    /(?<![\w'"\])])\[(?!Getter|Setter|Circular)(?:[A-Z][\w$]*|Object: null prototype)\](?=[,\s]|$)/g,
  )?.length;
  if (!count) return "";
  return `\n… ${count} ${count > 1 ? "values" : "value"} deeper than ${depth + 1} levels`;
}

function lines(text: string, note: string): string {
  const all = text.split("\n");
  if (all.length <= mostLines) return text + note;
  return `${all.slice(0, mostLines).join("\n")}\n… ${all.length - mostLines} more lines`;
}

function read(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" && typeof value !== "function") return undefined;
  try {
    return (value as Record<PropertyKey, unknown> | null)?.[key];
  } catch {
    return undefined; // As in byKind.
  }
}

function svgBundle(text: string): MimeBundle | undefined {
  return /^\s*(<\?xml[^>]*>\s*)?<svg[\s>][\s\S]*<\/svg>\s*$/.test(text) ? { "image/svg+xml": text } : undefined;
}

/** An element of a DOM, whichever library makes it. */
function elementBundle(value: object): MimeBundle | undefined {
  const html = (value as { outerHTML?: unknown }).outerHTML;
  return typeof html === "string" ? (svgBundle(html) ?? { "text/html": html }) : undefined;
}

/** A chart's specification. Front ends draw version 5 of Vega-Lite and Vega, and read older and newer ones as that. */
function chartBundle(value: object): MimeBundle | undefined {
  const { $schema: schema, title, description } = value as Record<string, unknown>;
  const grammar = typeof schema === "string" ? /\/schema\/(vega|vega-lite)\//.exec(schema)?.[1] : undefined;
  if (!grammar) return undefined;
  const [mime, name] =
    grammar === "vega" ? ["application/vnd.vega.v5+json", "Vega"] : ["application/vnd.vegalite.v5+json", "Vega-Lite"];
  const about = [title, description].find((one) => typeof one === "string");
  return { [mime]: value, "text/plain": `${name} chart${about ? `: ${about}` : ""}` };
}
