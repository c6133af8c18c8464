import { once } from "node:events";
import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { Findings } from "./checkDocument.js";
import { loadChecker } from "./checkText.js";
import type { CheckOptions } from "./document.js";
import type { DocumentKind } from "./documents/document.js";

/** A document that is to be checked. */
export interface Job {
  readonly text: string;
  readonly kind: DocumentKind;
  readonly options: CheckOptions;
}

/** What came of it, or why nothing did. */
export type Outcome = Findings | { readonly problem: string };

/** Checks documents, each in whichever thread is free. */
export interface Checkers {
  check(job: Job): Promise<Outcome>;
  /** How many documents are checked at once. */
  readonly count: number;
  end(): Promise<void>;
}

/** A thread takes longer to start than a document of so many bytes takes to be checked. */
const fewestBytes = 400_000;

/** As many threads as so many bytes in so many documents are worth, or none beside this one. */
export function startCheckers(bytes: number, documents: number, jobs = availableParallelism()): Checkers {
  const threads = Math.min(jobs, documents, Math.ceil(bytes / fewestBytes));
  if (threads <= 1) return { check: outcomeOf, count: 1, end: async () => {} };
  const free = Array.from({ length: threads }, () => new CheckerThread());
  const all = [...free];
  return {
    count: threads,
    async check(job) {
      const thread = free.pop() ?? new CheckerThread();
      try {
        return await thread.check(job);
      } finally {
        free.push(thread);
      }
    },
    async end() {
      await Promise.all(all.map((thread) => thread.end()));
    },
  };
}

/** Checks a document in this thread. */
export async function outcomeOf({ text, kind, options }: Job): Promise<Outcome> {
  const [{ checkDocument }] = await Promise.all([import("./checkDocument.js"), loadChecker()]);
  try {
    return checkDocument(text, kind, options);
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: `is not a ${kind}: ${error.message}` };
    throw error;
  }
}

/** A thread that checks documents, and is started anew if it dies. */
class CheckerThread {
  private worker: Worker | undefined;

  async check(job: Job): Promise<Outcome> {
    const threads = await import("node:worker_threads");
    // What this process was started with need not fit a thread.
    this.worker ??= new threads.Worker(new URL("./worker.js", import.meta.url), { execArgv: [] });
    const { worker } = this;
    const done = new AbortController();
    try {
      worker.postMessage(job);
      const [outcome] = await Promise.race([
        once(worker, "message", { signal: done.signal }) as Promise<[Outcome]>,
        once(worker, "exit", { signal: done.signal }).then(([code]) => {
          throw new Error(`the thread that checked it ended (${code})`);
        }),
      ]);
      return outcome;
    } catch (error) {
      this.worker = undefined;
      await worker.terminate();
      return { problem: `cannot be checked: ${(error as Error).message}` };
    } finally {
      done.abort();
    }
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }
}
