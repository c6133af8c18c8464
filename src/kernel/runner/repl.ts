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
  /** What the inspector calls next: a closure cannot be passed to it, so it finds this in the global object. */
  #callable: (value?: unknown) => void = () => {};
  readonly #call = 'this["workings.kernel.call"]';

  constructor() {
    Object.defineProperty(globalThis, "workings.kernel.call", { value: (value?: unknown) => this.#callable(value) });
    this.#session.connect();
    let context = 0;
    this.#session.once("Runtime.executionContextCreated", (message) => {
      // Node's types give this notification no parameters.
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
        // Node 20 says that it was terminated; since Node 22 it is an internal error.
        if (/Execution was terminated|-32603: Internal error/.test(error.message)) done({ how: "terminated" });
        // The inspector gives up on a promise that nothing refers to, which to the cell is one that has not settled yet,
        // and on all of them when the process exits.
        else if (!/Promise was collected|context was destroyed/.test(error.message)) {
          done({ how: "thrown", thrown: error });
        }
        return;
      }
      const { result, exceptionDetails } = answer as EvaluateAnswer;
      if (!exceptionDetails) return done({ how: "value", value: this.#valueOf(result) });
      const { exception, text } = exceptionDetails;
      done({ how: "thrown", thrown: exception ? this.#valueOf(exception) : new Error(text) });
    });
  }

  /** Ends the JavaScript that is executing, which called this. */
  terminate(): void {
    this.#session.post("Runtime.terminateExecution");
  }

  /** Calls a function such that its termination does not end what called this; what it throws is thrown. */
  shield(body: () => void): void {
    let thrown: { readonly error: unknown } | undefined;
    this.#callable = () => {
      try {
        body();
      } catch (error) {
        thrown = { error };
      }
    };
    this.#session.post("Runtime.evaluate", { expression: `${this.#call}()` });
    if (thrown) throw thrown.error;
  }

  /** The value itself that the inspector describes. */
  #valueOf({ type, value, unserializableValue, objectId }: RemoteObject): unknown {
    if (type === "undefined") return undefined;
    if (objectId === undefined && unserializableValue === undefined) return value;
    let received: unknown;
    this.#callable = (given) => {
      received = given;
    };
    this.#session.post("Runtime.callFunctionOn", {
      functionDeclaration: `function (value) { ${this.#call}(value) }`,
      arguments: [objectId === undefined ? { unserializableValue: unserializableValue! } : { objectId }],
      executionContextId: this.#context,
    });
    if (objectId !== undefined) this.#session.post("Runtime.releaseObject", { objectId });
    return received;
  }
}
