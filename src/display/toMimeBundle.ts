import { inspect } from "node:util";
import {
  type Displayable,
  type DisplayableInParts,
  displaySymbol,
  type MimeBundle,
  partsSymbol,
} from "./mimeBundle.js";
import { tableHtml, tableOf, tableText } from "./table.js";
import { isTensor, tensorText } from "./tensor.js";

/** How a kernel without a front end of its own prints a value: no colours, and a limit to everything. */
const inspectOptions = { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 80 } as const;
/** What is longer than this is shown to Node's usual depth of 2. */
const longText = 4000;

/**
 * A value as a notebook shows it: as it says itself by `Symbol.for("Jupyter.display")`, else by its kind.
 *
 * The kinds: tensors, data frames and arrays of rows (tables), Vega-Lite and Vega charts, images' bytes, SVG text,
 * elements with `outerHTML`, and for all others what `util.inspect` prints. `undefined` shows nothing. What is not
 * empty always has `text/plain`, without colours. Only an error of the value's own method is passed on.
 */
export function toMimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  if (value === undefined) return {};
  if (isDisplayable(value)) {
    const bundle = value[displaySymbol]();
    return bundle instanceof Promise ? bundle.then((one) => withText(one, value)) : withText(bundle, value);
  }
  return withText(byKind(value) ?? {}, value);
}

/** What is shown in outputs of their own: the parts of a value that has some, else the value itself. */
export function partsOf(value: unknown): readonly unknown[] {
  return typeof read(value, partsSymbol) === "function" ? (value as DisplayableInParts)[partsSymbol]() : [value];
}

function withText(bundle: MimeBundle, value: unknown): MimeBundle {
  return "text/plain" in bundle ? bundle : { ...bundle, "text/plain": plainText(value) };
}

function isDisplayable(value: unknown): value is Displayable {
  return typeof read(value, displaySymbol) === "function";
}

function byKind(value: unknown): MimeBundle | undefined {
  try {
    if (typeof value === "string") return svgBundle(value);
    if (typeof value !== "object" || value === null) return undefined;
    if (value instanceof Uint8Array) return imageBundle(value);
    if (isTensor(value)) return { "text/plain": tensorText(value) };
    const table = tableOf(value);
    if (table) return { "text/html": tableHtml(table), "text/plain": tableText(table) };
    return chartBundle(value) ?? elementBundle(value);
  } catch {
    return undefined; // A getter or a proxy of the value's that throws: it is shown as what it is.
  }
}

function plainText(value: unknown): string {
  try {
    const text = inspect(value, inspectOptions);
    return text.length > longText && typeof value === "object" ? inspect(value, { ...inspectOptions, depth: 2 }) : text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `a value that cannot be shown: ${reason}`;
  }
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

function imageBundle(bytes: Uint8Array): MimeBundle | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const base64 = () => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) {
    const size = `${view.getUint32(16)} × ${view.getUint32(20)}`;
    return { "image/png": base64(), "text/plain": `PNG image, ${size} pixels` };
  }
  if (bytes.length >= 4 && view.getUint32(0) >>> 8 === 0xffd8ff) {
    return { "image/jpeg": base64(), "text/plain": "JPEG image" };
  }
  return undefined;
}
