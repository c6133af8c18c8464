import { Chart } from "./chart.js";
import { faultsOf } from "./render.js";
import { style } from "./style.js";

type Spec = Readonly<Record<string, unknown>>;

/**
 * A chart of one's own from a Vega-Lite v5 specification, in the style of all charts: dark ink on white, colours that the
 * colour-blind can tell apart, an image beside it. Its title is its description; what the specification's `config` says
 * goes before the style.
 *
 * Throws a TypeError with the complaints of Vega-Lite and Vega, which a field that no row has is among, and where data
 * are to be fetched: a chart holds its data.
 */
export function chart(spec: Spec): Chart {
  const title = titleOf(spec);
  if (title === undefined) throw new TypeError("chart: the specification has no title; say in it what the chart shows");
  if (isFetching(spec)) throw new TypeError("chart: data are fetched from a url; put them inline, as data.values");
  const strange = marksIn(spec).find((mark) => !marks.includes(mark));
  if (strange !== undefined) throw new TypeError(`chart: ${strange} is no mark; there are ${marks.join(", ")}`);
  const { $schema: _, config = {}, ...body } = spec;
  const isSingle = ["hconcat", "vconcat", "concat", "facet", "repeat"].every((composed) => !(composed in spec));
  const size = { view: isSingle ? { continuousWidth: 480, continuousHeight: 280 } : {} };
  const styled = { ...body, config: merged(merged(style.config, size), config as Spec) };
  const made = new Chart(String(spec.description ?? title), styled);
  const faults = [...new Set(faultsOf(made.spec).map(inPlainWords))];
  if (faults.length > 0) throw new TypeError(`chart: ${faults.join("; ")}`);
  return made;
}

const marks =
  "arc area bar boxplot circle errorband errorbar geoshape image line point rect rule square text tick trail".split(
    " ",
  );

/** All marks that a specification names, whose names Vega-Lite itself does not look at. */
function marksIn({ mark, ...parts }: Spec): string[] {
  const type = typeof mark === "object" ? (mark as { type?: unknown } | null)?.type : mark;
  const inner = ["layer", "hconcat", "vconcat", "concat", "spec"].flatMap((part) => parts[part] ?? []);
  return [...(mark === undefined ? [] : [String(type)]), ...inner.flatMap((part) => marksIn(part as Spec))];
}

/** Vega's complaint about an axis without ends comes from a field that no row has, under a name that Vega-Lite gave it. */
function inPlainWords(fault: string): string {
  const [, field] = /^(?:WARN )?Infinite extent for field "(.*?)(?:_start|_end)?":/.exec(fault) ?? [];
  return field === undefined ? fault : `no row has a number in the field ${JSON.stringify(field)}`;
}

function titleOf({ title }: Spec): string | undefined {
  if (typeof title === "string") return title;
  if (Array.isArray(title)) return title.join(" ");
  if (typeof title !== "object" || title === null) return undefined;
  const { text } = title as { text?: unknown };
  const expression = (text as { expr?: unknown } | undefined)?.expr;
  return typeof expression === "string" ? expression : titleOf({ title: text });
}

function isFetching(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  const { data } = part as { data?: { url?: unknown } | null };
  return typeof data?.url === "string" || Object.values(part).some(isFetching);
}

/** What both say of a thing, the second before the first. */
function merged(one: Spec, other: Spec): Spec {
  const isSpec = (value: unknown): value is Spec =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const added = Object.entries(other).map(([key, value]) => {
    const before = one[key];
    return [key, isSpec(before) && isSpec(value) ? merged(before, value) : value];
  });
  return { ...one, ...Object.fromEntries(added) };
}
