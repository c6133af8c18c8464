/** What the runner reports, read with care: a cell may have written into its pipe, or broken what makes the reports. */
import type { FromRunner } from "./runner/protocol.js";

type Kind = "number" | "string" | "boolean" | "object" | "array";

const display = { run: "number", data: "object" } as const;
const comm = { run: "number", id: "string", data: "object", metadata: "object", buffers: "array" } as const;
const fields: Readonly<Record<FromRunner["type"], Readonly<Record<string, Kind>>>> = {
  stream: { run: "number", name: "string", text: "string" },
  execute_result: display,
  display_data: display,
  update_display_data: display,
  clear_output: { run: "number", wait: "boolean" },
  ended: { run: "number", names: "array" },
  exiting: { code: "number" },
  broken: { what: "string" },
  question: { run: "number", prompt: "string", password: "boolean", blocking: "boolean" },
  comm_open: comm,
  comm_msg: comm,
  comm_close: comm,
  comm_target: { target: "string" },
  comm_handled: { run: "number" },
};

/** Whether a value is a report. */
export function isReport(value: unknown): value is FromRunner {
  if (kindOf(value) !== "object") return false;
  const report = value as Readonly<Record<string, unknown>>;
  const type = report.type;
  if (typeof type !== "string" || !Object.hasOwn(fields, type)) return false;
  return Object.entries(fields[type as FromRunner["type"]]).every(([name, kind]) => kindOf(report[name]) === kind);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
