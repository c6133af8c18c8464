/** What `using` declares at the top level of a cell: disposed of when the cell has ended, the last first. */

interface Resource {
  readonly value: unknown;
  readonly dispose: () => unknown;
}

/** The resources of one cell. */
export class Resources {
  readonly #all: Resource[] = [];

  /** Takes a resource, which may be null, and returns it. Throws a `TypeError` if it cannot be disposed of. */
  use<Value>(value: Value, isAwaited: boolean): Value {
    if (value === null || value === undefined) return value;
    const { dispose, asyncDispose } = Symbol as unknown as Record<string, symbol>; // Younger than our types.
    const methods = value as Record<symbol, (() => unknown) | undefined>;
    const method = (isAwaited ? methods[asyncDispose!] : undefined) ?? methods[dispose!];
    if (typeof method !== "function") {
      throw new TypeError(`using: the value has no method [Symbol.${isAwaited ? "asyncDispose" : "dispose"}]`);
    }
    this.#all.push({ value, dispose: () => method.call(value) });
    return value;
  }

  /**
   * Disposes of all of them, whatever some throw. Rejects with the errors, `failure` of the cell among them: one as it
   * is, each further one with the earlier as what it suppressed.
   */
  async dispose(failure?: { readonly thrown: unknown }): Promise<void> {
    let failed = failure;
    for (const { dispose } of this.#all.splice(0).reverse()) {
      try {
        await dispose();
      } catch (error) {
        failed = { thrown: failed ? suppressed(error, failed.thrown) : error };
      }
    }
    if (failed) throw failed.thrown;
  }
}

/** What JavaScript has as `SuppressedError` since Node 24. */
function suppressed(error: unknown, earlier: unknown): Error {
  const message = "an error was suppressed while a resource was disposed of";
  return Object.assign(new Error(message), { name: "SuppressedError", error, suppressed: earlier });
}
