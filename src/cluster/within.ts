import { setTimeout as pause } from "node:timers/promises";

/** Waits for something, but not for ever and not beyond an abort; undefined when it did not come to its end. */
export async function within<Value>(
  limitMs: number,
  work: Promise<Value>,
  signal?: AbortSignal,
): Promise<{ readonly value: Value } | undefined> {
  const over = new AbortController();
  const ends = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
  const limit = pause(limitMs, undefined, { signal: ends }).catch(() => undefined);
  try {
    return await Promise.race([work.then((value) => ({ value })), limit]);
  } finally {
    over.abort();
    work.catch(() => {});
  }
}
