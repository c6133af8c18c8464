/** Whether the outputs of a fresh run are those that a notebook keeps. */
import { type CodeCell, isCode, joined, type Notebook, type Output, type ShownOutput } from "./notebook.js";
import { settled } from "./outputs.js";
import { type Disagreement, differingPart, differingText } from "./values.js";

/** An output that is not what it was. */
export interface Difference {
  /** The cell's place among the code cells that have code, from 1: the number of its prompt. */
  readonly cell: number;
  /** What differs: `output 2, text/plain`. */
  readonly what: string;
  readonly kept: string;
  readonly fresh: string;
}

/** Pictures: the same chart is drawn with other bytes by another version. */
const pictures = /^(image\/(?!svg)|application\/pdf$)/;
const drawn = /^application\/vnd\.vega/;

/**
 * The outputs of two runs of a notebook that differ.
 *
 * Numbers agree where they do so to the digits that are printed; what a run took of time is left out; charts are
 * compared by what they are made from, not by their pictures.
 */
export function differences(kept: Notebook, fresh: Notebook): Difference[] {
  const [before, after] = [kept, fresh].map(({ cells }) => cells.filter(isCode).filter(hasCode)) as [
    CodeCell[],
    CodeCell[],
  ];
  return before.flatMap((cell, index) => {
    const found = differenceOf(merged(cell), merged(after[index]));
    return found.map((difference) => ({ cell: index + 1, ...difference }));
  });
}

function hasCode({ source }: CodeCell): boolean {
  return joined(source).trim() !== "";
}

type Found = Omit<Difference, "cell">;

function differenceOf(kept: readonly Output[], fresh: readonly Output[]): Found[] {
  const found = kept.slice(0, fresh.length).flatMap((output, index) => {
    const difference = betweenOutputs(output, fresh[index]!);
    return difference ? [{ ...difference, what: `output ${index + 1}${difference.what}` }] : [];
  });
  if (kept.length === fresh.length) return found;
  return [...found, { what: "how many outputs", kept: countOf(kept), fresh: countOf(fresh) }];
}

function countOf(outputs: readonly Output[]): string {
  return outputs.length === 0 ? "none" : `${outputs.length} (${outputs.map(kindOf).join(", ")})`;
}

function kindOf(output: Output): string {
  return output.output_type === "stream" ? output.name : output.output_type;
}

function betweenOutputs(kept: Output, fresh: Output): Found | undefined {
  if (kindOf(kept) !== kindOf(fresh)) return { what: "", kept: kindOf(kept), fresh: kindOf(fresh) };
  if (kept.output_type === "stream" && fresh.output_type === "stream") {
    return named(`, ${kept.name}`, differingText(joined(kept.text), joined(fresh.text)));
  }
  if (kept.output_type === "error" && fresh.output_type === "error") {
    return named(", error", differingText(`${kept.ename}: ${kept.evalue}`, `${fresh.ename}: ${fresh.evalue}`));
  }
  return betweenBundles((kept as ShownOutput).data, (fresh as ShownOutput).data);
}

function betweenBundles(kept: ShownOutput["data"], fresh: ShownOutput["data"]): Found | undefined {
  for (const mime of comparedIn({ ...kept, ...fresh })) {
    const [before, after] = [kept[mime], fresh[mime]];
    if (before === undefined) return { what: `, ${mime}`, kept: "absent", fresh: "there" };
    if (after === undefined) return { what: `, ${mime}`, kept: "there", fresh: "absent" };
    if (pictures.test(mime)) continue;
    const difference = isText(before) ? differingText(joined(before), joined(after)) : differingPart(before, after);
    if (difference) return named(`, ${mime}`, difference);
  }
  return undefined;
}

/** What a bundle is compared by. A chart's drawings follow from what it is made from. */
function comparedIn(bundle: ShownOutput["data"]): string[] {
  const mimes = Object.keys(bundle);
  const isChart = mimes.some((mime) => drawn.test(mime));
  return isChart ? mimes.filter((mime) => !mime.startsWith("image/")) : mimes;
}

function isText(value: unknown): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.every((line) => typeof line === "string"));
}

function named(what: string, difference: Disagreement | undefined): Found | undefined {
  if (!difference) return undefined;
  const { at, kept, fresh } = difference;
  return { what: at === "" ? what : `${what}, ${at}`, kept, fresh };
}

/** A cell's outputs, text that follows text of the same stream joined to it. */
function merged(cell: CodeCell | undefined): Output[] {
  const result: Output[] = [];
  for (const output of cell?.outputs ?? []) {
    const last = result.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      result[result.length - 1] = { ...last, text: joined(last.text) + joined(output.text) };
    } else result.push(output);
  }
  return settled(result);
}
