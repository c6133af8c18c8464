/** What cells put out while they run, as it is kept in a notebook's file. */
import type { Published } from "../kernel/embedded.js";
import { type CodeCell, joined, type Output, type ShownOutput } from "./notebook.js";

/** The outputs of a run: what a kernel publishes is put where it belongs. */
export class Outputs {
  /** Outputs that can be replaced, by the name they were shown under. */
  readonly #named = new Map<string, ShownOutput[]>();
  /** Cells whose outputs are taken away as soon as they show something. */
  readonly #clearing = new Set<CodeCell>();

  /** Takes in a message that belongs to a cell. */
  add(cell: CodeCell, { type, content }: Omit<Published, "buffers">): void {
    switch (type) {
      case "execute_input":
        cell.execution_count = content.execution_count as number;
        break;
      case "stream":
        this.#print(cell, String(content.name), String(content.text));
        break;
      case "execute_result":
      case "display_data":
        this.#show(cell, type, content);
        break;
      case "update_display_data":
        for (const output of this.#named.get(nameOf(content)) ?? []) Object.assign(output, bundleOf(content));
        break;
      case "clear_output":
        if (content.wait === true) this.#clearing.add(cell);
        else cell.outputs.length = 0;
        break;
      case "error": {
        const { ename, evalue, traceback } = content as { ename: string; evalue: string; traceback: string[] };
        this.#append(cell, { output_type: "error", ename, evalue, traceback });
      }
    }
  }

  #show(cell: CodeCell, type: "execute_result" | "display_data", content: Readonly<Record<string, unknown>>): void {
    const counted = type === "execute_result" ? { execution_count: content.execution_count as number } : {};
    const output: ShownOutput = { output_type: type, ...bundleOf(content), ...counted };
    const name = nameOf(content);
    if (name) this.#named.set(name, [...(this.#named.get(name) ?? []), output]);
    this.#append(cell, output);
  }

  /** Text that follows text of the same stream continues it. */
  #print(cell: CodeCell, name: string, text: string): void {
    if (this.#clearing.delete(cell)) cell.outputs.length = 0;
    const last = cell.outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.text = joined(last.text) + text;
    else cell.outputs.push({ output_type: "stream", name, text });
  }

  #append(cell: CodeCell, output: Output): void {
    if (this.#clearing.delete(cell)) cell.outputs.length = 0;
    cell.outputs.push(output);
  }
}

/** The outputs with what was printed over in a line, as progress bars do, left out. */
export function settled(outputs: readonly Output[]): Output[] {
  return outputs.map((output) =>
    output.output_type === "stream" ? { ...output, text: withoutOverprints(joined(output.text)) } : output,
  );
}

/** The outputs as a terminal can show them. */
export function plainText(outputs: readonly Output[]): string {
  return outputs.map(textOf).filter(Boolean).join("\n");
}

function textOf(output: Output): string {
  if (output.output_type === "stream") return joined(output.text).replace(/\n$/, "");
  if (output.output_type === "error") return `${output.ename}: ${output.evalue}`;
  return joined(output.data["text/plain"]);
}

/** As a terminal shows it in the end: a carriage return goes back to the line's beginning, a backspace by a letter. */
function withoutOverprints(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  let shown = text.replace(/[^\n]*\r(?!\n|$)/g, "");
  for (let before = ""; before !== shown; ) {
    before = shown;
    shown = shown.replace(/[^\n\b][\b]/g, "");
  }
  return shown;
}

function nameOf({ transient }: Readonly<Record<string, unknown>>): string {
  return String((transient as { display_id?: unknown } | undefined)?.display_id ?? "");
}

function bundleOf({ data, metadata }: Readonly<Record<string, unknown>>): Pick<ShownOutput, "data" | "metadata"> {
  return { data: { ...(data as object) }, metadata: { ...(metadata as object) } };
}
