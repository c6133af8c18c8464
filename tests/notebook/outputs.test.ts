import { describe, expect, test } from "vitest";
import type { CodeCell } from "../../src/notebook/notebook.js";
import { Outputs, plainText, settled } from "../../src/notebook/outputs.js";

const newCell = (): CodeCell => ({ cell_type: "code", metadata: {}, source: "", outputs: [], execution_count: null });
const stream = (text: string, name = "stdout") => ({ type: "stream", content: { name, text } });
const shown = (text: string, display_id?: string) => ({
  type: "display_data",
  content: { data: { "text/plain": text }, metadata: {}, ...(display_id && { transient: { display_id } }) },
});

/** The outputs of a cell to which these messages belong. */
function outputsOf(...messages: { type: string; content: Record<string, unknown> }[]) {
  const [cell, outputs] = [newCell(), new Outputs()];
  for (const message of messages) outputs.add(cell, message);
  return settled(cell.outputs);
}

describe("outputs of a cell", () => {
  test("text of one stream is one output, as long as nothing comes between", () => {
    expect(outputsOf(stream("a"), stream("b\n"), stream("c", "stderr"), stream("d"))).toEqual([
      { output_type: "stream", name: "stdout", text: "ab\n" },
      { output_type: "stream", name: "stderr", text: "c" },
      { output_type: "stream", name: "stdout", text: "d" },
    ]);
  });

  test("what is printed over in a line is left out", () => {
    const [output] = outputsOf(stream("1 %\r"), stream("50 %\r"), stream("100 %\r\nab\b\bcd\rdone\n"));
    expect(output).toMatchObject({ text: "100 %\r\ndone\n" });
    expect(outputsOf(stream("abc\b\bX\n"))).toMatchObject([{ text: "aX\n" }]);
  });

  test("a result has a number and no transient", () => {
    const content = { data: { "text/plain": "1" }, metadata: { a: 1 }, execution_count: 3, transient: {} };
    expect(outputsOf({ type: "execute_result", content })).toEqual([
      { output_type: "execute_result", data: { "text/plain": "1" }, metadata: { a: 1 }, execution_count: 3 },
    ]);
  });

  test("an update replaces what was shown under its name in every cell", () => {
    const [one, other, outputs] = [newCell(), newCell(), new Outputs()];
    outputs.add(one, shown("before", "loss"));
    outputs.add(one, shown("mine", "other"));
    outputs.add(other, shown("before", "loss"));
    outputs.add(other, { ...shown("after", "loss"), type: "update_display_data" });
    expect([plainText(one.outputs), plainText(other.outputs)]).toEqual(["after\nmine", "after"]);
  });

  test("clear_output takes away what was there, at once or with the next output", () => {
    const clear = (wait: boolean) => ({ type: "clear_output", content: { wait } });
    expect(outputsOf(stream("a"), clear(false))).toEqual([]);
    expect(plainText(outputsOf(stream("a"), clear(true)))).toBe("a");
    expect(plainText(outputsOf(stream("a"), clear(true), shown("b"), shown("c")))).toBe("b\nc");
  });
});
