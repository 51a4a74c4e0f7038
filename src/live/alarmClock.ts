import type { Clock } from "../engine/clock.ts";

/** A clock that can be waited for. */
export interface AlarmClock extends Clock {
  /**
   * Calls `wake` once, when the clock shows `timeMs` or soon after: never before, and never within this call.
   *
   * @returns calls it off
   */
  wakeAt(timeMs: number, wake: () => void): () => void;
}
