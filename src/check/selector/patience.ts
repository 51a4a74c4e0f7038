import { setTimeout as sleep } from "node:timers/promises";

/** Looks at what is waited for, in one wait. */
const looks = 40;

/**
 * Waits until `look()` has given the same for `patienceMs`, counted from its last change: true; false when the signal was
 * aborted before. Time is counted in looks, so that a machine that was asleep wakes nobody's suspicion; `look` is told how
 * long it has been the same.
 *
 * The clock decides nothing but this: that an answer will never come can be seen in no other way.
 */
export async function runsOut(
  look: (sameForMs: number) => number,
  patienceMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  let last = look(0);
  let same = 0;
  while (same < looks) {
    try {
      await sleep(patienceMs / looks, undefined, { signal });
    } catch {
      return false;
    }
    const now = look((same * patienceMs) / looks);
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return true;
}
