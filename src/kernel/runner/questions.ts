/** Asking the person: `prompt`, which waits where it stands, and `input`, which is awaited. */
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import type { Answer } from "./protocol.js";
import { report } from "./reports.js";
import { runOfCaller } from "./runs.js";

const { port1: received, port2: posted } = new MessageChannel();
const answered = new Int32Array(new SharedArrayBuffer(4));
const waiting: ((answer: Answer) => void)[] = [];

/** What the thread that takes answers for a waiting main thread is given. */
export const answerPort = { answers: posted, answered };

/**
 * Asks for a line of text and waits for it, as in a browser; an empty answer is `otherwise`.
 *
 * Throws an Error where the front end cannot be asked.
 */
export function prompt(question = "", otherwise = ""): string {
  // An answer that came after its question was given up is nobody's.
  while (receiveMessageOnPort(received));
  const before = Atomics.load(answered, 0);
  report({ type: "question", run: runOfCaller(), prompt: String(question), password: false, blocking: true });
  Atomics.wait(answered, 0, before);
  const text = textOf("prompt", (receiveMessageOnPort(received) as { message: Answer }).message);
  return text === "" ? otherwise : text;
}

/**
 * Asks for a line of text; what is typed is hidden where it is a password.
 *
 * Rejects with an Error where the front end cannot be asked.
 */
export function input(question = "", { password = false }: { readonly password?: boolean } = {}): Promise<string> {
  report({ type: "question", run: runOfCaller(), prompt: String(question), password, blocking: false });
  return new Promise<Answer>((resolve) => {
    waiting.push(resolve);
  }).then((answer) => textOf("input", answer));
}

/** Hands an answer to whoever awaits it. */
export function answer(one: Answer): void {
  waiting.shift()?.(one);
}

/** Nobody awaits an answer any more. */
export function forgetQuestions(): void {
  waiting.length = 0;
}

function textOf(caller: string, { text, refusal }: Answer): string {
  if (text === undefined) throw new Error(`${caller}: ${refusal}`);
  return text;
}
