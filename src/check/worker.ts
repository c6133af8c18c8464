/** A thread of its own that checks documents: a job in, what was found out. */
import { parentPort } from "node:worker_threads";
import type { Job } from "./checkAll.js";
import { outcomeOf } from "./checkAll.js";

parentPort!.on("message", async (job: Job) => {
  parentPort!.postMessage(await outcomeOf(job));
});
