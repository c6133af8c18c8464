import path from "node:path";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, test } from "vitest";
import { isCode } from "../../src/notebook/notebook.js";
import { palette } from "../../src/plot/style.js";
import { chartOf, lessonFiles, notebooks, readNotebook } from "./notebook.js";

interface KeptChart {
  readonly cell: string;
  readonly spec: Record<string, unknown>;
  readonly mimes: readonly string[];
}

describe.each(lessonFiles())("the charts of %s", (file) => {
  const charts = readNotebook(path.join(notebooks, file))
    .cells.filter(isCode)
    .flatMap(({ id, outputs }) =>
      outputs.flatMap((output): KeptChart[] => {
        const spec = chartOf(output);
        return spec && "data" in output ? [{ cell: id!, spec, mimes: Object.keys(output.data) }] : [];
      }),
    );
  const faulty = (isFaulty: (chart: KeptChart) => boolean) => charts.filter(isFaulty).map(({ cell }) => cell);

  test("are there", () => expect(charts.length).toBeGreaterThan(0));

  test("are still images too", () => {
    expect(faulty(({ mimes }) => !mimes.includes("image/png"))).toEqual([]);
  });

  test("say in title and description what they show", () => {
    expect(faulty(({ spec }) => titleOf(spec).trim() === "" || !spec.description)).toEqual([]);
  });

  test("title their axes", () => {
    expect(faulty(({ spec }) => untitledAxes(spec) > 0)).toEqual([]);
  });

  test("hold their data, of at most 3,000 rows", () => {
    expect(faulty(({ spec }) => rowsIn(spec) > 3000)).toEqual([]);
    expect(faulty(({ spec }) => JSON.stringify(spec).includes('"url":'))).toEqual([]);
  });

  test("use colours that the colour-blind tell apart", () => {
    const strange = charts.flatMap(({ cell, spec }) =>
      coloursIn(spec)
        .filter((colour) => !isSafe(colour))
        .map((colour) => `${cell}: ${colour}`),
    );
    expect(strange).toEqual([]);
  });
});

type Part = Record<string, unknown>;

function titleOf({ title }: Part): string {
  if (typeof title !== "object" || title === null) return String(title ?? "");
  const { text } = title as { text?: unknown };
  return typeof text === "object" && text !== null ? JSON.stringify(text) : String(text ?? "");
}

/** How many axes with labels have no title, once Vega-Lite has put together what layers and facets say of them. */
function untitledAxes(spec: Part): number {
  const quiet = { warn: () => quiet, info: () => quiet, debug: () => quiet, error: () => quiet, level: () => quiet };
  // biome-ignore lint/suspicious/noExplicitAny: its logger answers itself or a level, by how it is called.
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: quiet as any }).spec;
  let count = 0;
  visit(compiled, (part) => {
    const titled = [part.title, ...partsIn(part.marks).map(({ title }) => title)].filter(Boolean);
    for (const axis of partsIn(part.axes)) {
      // The axes of a facet are titled by a group beside it; names say themselves what they are.
      const isOfNames = bandScales(compiled).has(String(axis.scale)) && axis.title === undefined;
      const isOfFacet = /(row|column)/.test(JSON.stringify(titled));
      if (axis.labels !== false && !axis.title && !isOfNames && !isOfFacet) count++;
    }
  });
  return count;
}

/** The scales that give each name a place. */
function bandScales(compiled: unknown): Set<string> {
  const names = new Set<string>();
  visit(compiled, ({ scales }) => {
    for (const { type, name } of partsIn(scales)) if (type === "band" || type === "point") names.add(String(name));
  });
  return names;
}

function rowsIn(spec: Part): number {
  let count = 0;
  visit(spec, ({ data, datasets }) => {
    const { values } = (data ?? {}) as { values?: unknown };
    if (Array.isArray(values)) count += values.length;
    for (const rows of Object.values((datasets ?? {}) as Part)) count += Array.isArray(rows) ? rows.length : 0;
  });
  return count;
}

/** The colours and schemes that a specification names. */
function coloursIn(spec: Part): string[] {
  const named = /^(color|fill|stroke|background|range|scheme|legendColor)$/;
  const found: string[] = [];
  visit({ ...spec, data: undefined, datasets: undefined }, ({ resolve: _, ...part }) => {
    for (const [key, value] of Object.entries(part)) {
      const values = [value].flat().filter((one): one is string => typeof one === "string");
      found.push(...values.filter((one) => one.startsWith("#") || (named.test(key) && /^[a-z]+$/.test(one))));
    }
  });
  return found;
}

const safeWords =
  /^(white|black|gr[ae]y|transparent|none|viridis|cividis|magma|blues|gr[ae]ys|width|height|independent|shared)$/;

function isSafe(colour: string): boolean {
  if (safeWords.test(colour)) return true;
  if ((palette as readonly string[]).map((one) => one.toLowerCase()).includes(colour.toLowerCase())) return true;
  const [, r, g, b] = /^#(..?)(..?)(..?)$/.exec(colour.length === 4 ? colour.replace(/\w/g, "$&$&") : colour) ?? [];
  return r !== undefined && r === g && g === b;
}

function partsIn(list: unknown): Part[] {
  return Array.isArray(list) ? list.filter((one): one is Part => typeof one === "object" && one !== null) : [];
}

function visit(part: unknown, see: (part: Part) => void): void {
  if (typeof part !== "object" || part === null) return;
  if (!Array.isArray(part)) see(part as Part);
  for (const inner of Object.values(part)) visit(inner, see);
}
