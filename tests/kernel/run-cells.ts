import { expect } from "vitest";
import type { Client, Executed } from "./client.js";

/** Runs cells one after another, all but the last without an error; the result of the last. */
export async function runCells(kernel: Client, ...codes: readonly string[]): Promise<Executed> {
  let last = await kernel.execute(codes[0]!);
  for (const code of codes.slice(1)) {
    expect(last.reply.traceback ?? last.reply.status).toBe("ok");
    last = await kernel.execute(code);
  }
  return last;
}
