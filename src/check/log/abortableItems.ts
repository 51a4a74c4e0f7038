/** Takes items from a source until it has no more or a signal is given, also while an item is awaited. */
export class AbortableItems<T> {
  private readonly items: AsyncIterator<T>;
  private readonly signal: AbortSignal | undefined;
  private ended = false;

  constructor(source: AsyncIterable<T>, signal: AbortSignal | undefined) {
    this.items = source[Symbol.asyncIterator]();
    this.signal = signal;
  }

  /** The source has no more items. */
  get isAtEnd(): boolean {
    return this.ended;
  }

  /** Undefined at the end and once the signal was given. */
  async next(): Promise<T | undefined> {
    const result = await this.nextResult();
    if (result === undefined) return undefined;
    this.ended = result.done === true;
    return result.done === true ? undefined : result.value;
  }

  /** To be called when no more items are wanted. */
  close(): void {
    if (this.ended) return;
    // Not awaited: a source that waits for input would end only with that input.
    this.items.return?.().catch(() => {});
  }

  private async nextResult(): Promise<IteratorResult<T, unknown> | undefined> {
    const { signal } = this;
    if (signal === undefined) return this.items.next();
    if (signal.aborted) return undefined;
    try {
      return await unlessAborted(this.items.next(), signal);
    } catch (error) {
      // A source that was given the same signal may end with an error of its own making.
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}

/** With a listener for each promise: one promise of the signal, raced against all of them, would keep them all. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    // The call that made the promise may have given the signal.
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
