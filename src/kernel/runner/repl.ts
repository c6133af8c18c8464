/** V8's REPL mode: evaluates code on this thread, and lets a later piece declare names of an earlier one again. */
import { Session } from "node:inspector";

/** How an evaluation ended; one that was terminated while it waited never ends. */
export type Evaluation =
  | { readonly how: "value"; readonly value: unknown }
  | { readonly how: "thrown"; readonly thrown: unknown }
  | { readonly how: "terminated" };

interface RemoteObject {
  readonly type: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
}

interface EvaluateAnswer {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: RemoteObject };
}

/** Evaluates code in the global scope. */
export class Repl {
  readonly #session = new Session();
  readonly #context: number;
  #handedOver: unknown;

  constructor() {
    this.#session.connect();
    let context = 0;
    this.#session.once("Runtime.executionContextCreated", (message) => {
      context = (message as unknown as { params: { context: { id: number } } }).params.context.id;
    });
    this.#session.post("Runtime.enable");
    this.#session.post("Runtime.disable");
    this.#context = context;
  }

  /** Calls `done` when the code, its top-level awaits included, has ended. */
  evaluate(code: string, file: string, done: (evaluation: Evaluation) => void): void {
    const parameters = { expression: `${code}\n//# sourceURL=${file}`, replMode: true, awaitPromise: true };
    this.#session.post("Runtime.evaluate", parameters, (error: Error | null, answer?: object) => {
      if (error) {
        if (error.message.includes("Execution was terminated")) done({ how: "terminated" });
        // The inspector gives up on a promise that nothing refers to; to the cell it is one that has not settled yet.
        else if (!error.message.includes("Promise was collected")) done({ how: "thrown", thrown: error });
        return;
      }
      const { result, exceptionDetails } = answer as EvaluateAnswer;
      if (!exceptionDetails) return done({ how: "value", value: this.#valueOf(result) });
      const { exception, text } = exceptionDetails;
      done({ how: "thrown", thrown: exception ? this.#valueOf(exception) : new Error(text) });
    });
  }

  /** The value itself that the inspector describes. */
  #valueOf(remote: RemoteObject): unknown {
    if (remote.type === "undefined") return undefined;
    if (remote.objectId === undefined && remote.unserializableValue === undefined) return remote.value;
    const { objectId, unserializableValue } = remote;
    // The inspector calls this function with the value; a closure cannot be passed, so it goes by way of a symbol.
    const receiver = Symbol.for("workings.kernel.value");
    Object.defineProperty(globalThis, receiver, {
      configurable: true,
      enumerable: false,
      value: (value: unknown) => {
        this.#handedOver = value;
      },
    });
    this.#session.post("Runtime.callFunctionOn", {
      functionDeclaration: '(value) => { globalThis[Symbol.for("workings.kernel.value")](value); }',
      arguments: [objectId === undefined ? { unserializableValue: unserializableValue! } : { objectId }],
      executionContextId: this.#context,
    });
    Reflect.deleteProperty(globalThis, receiver);
    const value = this.#handedOver;
    this.#handedOver = undefined;
    if (objectId !== undefined) this.#session.post("Runtime.releaseObject", { objectId });
    return value;
  }
}
