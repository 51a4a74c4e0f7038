import { longestTimerMs } from "../engine/longestTimerMs.ts";
import type { AlarmClock } from "./alarmClock.ts";

/**
 * The monotonic clock of the machine, from 0 now.
 *
 * Alarms are timers of whole milliseconds, set anew when one rings too early: they ring about 1 ms late, and what is
 * planned in absolute times does not drift. To wait for the rest of a millisecond in a busy loop would come nearer, and
 * take a core from a router on the same machine.
 */
export function monotonicClock(): AlarmClock {
  const beganMs = performance.now();
  const nowMs = (): number => performance.now() - beganMs;
  return {
    nowMs,
    wakeAt(timeMs: number, wake: () => void): () => void {
      let timer: NodeJS.Timeout | undefined;
      const wait = (): void => {
        const restMs = Math.min(Math.ceil(timeMs - nowMs()), longestTimerMs);
        timer = setTimeout(() => (nowMs() >= timeMs ? wake() : wait()), restMs);
      };
      wait();
      return () => clearTimeout(timer);
    },
  };
}
