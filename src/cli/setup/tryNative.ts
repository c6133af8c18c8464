/** Runs in a process of its own: says that native TensorFlow runs and whether its operations are right, or fails. */
import process from "node:process";
import { chooseBackend } from "../../training/backend.js";
import { checkGradients } from "../../training/checkGradients.js";

console.log(await chooseBackend());
const report = await checkGradients();
console.log(String(report).split("\n")[0]);
process.exitCode = report.verdict === "confirmed" ? 0 : 1;
