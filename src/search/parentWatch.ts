/** The thread that ends its process once the one that started it is gone, whatever the main thread is doing. */
import process from "node:process";
import { workerData } from "node:worker_threads";

const parent = workerData as number;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, 500);
