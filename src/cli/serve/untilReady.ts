import { setTimeout } from "node:timers/promises";

const pauseMs = 20;

/** Resolves when it is so, when that much time has passed, or when the signal says so, whatever comes first. */
export async function untilReady(ready: () => boolean, mostMs: number, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; waitedMs < mostMs && !signal.aborted && !ready(); waitedMs += pauseMs) {
    await setTimeout(pauseMs);
  }
}
