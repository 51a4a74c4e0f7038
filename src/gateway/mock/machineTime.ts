import type { Clock } from "../../engine/clock.ts";
import type { After } from "./after.ts";

/** Time as the mock fleet needs it. */
export interface FleetTime {
  readonly clock: Clock;
  readonly after: After;
  /** Milliseconds since 1970 UTC, for the stamps on answers alone. */
  readonly epochMs: () => number;
}

/** The time of this machine: its monotonic clock, its timers, its calendar. */
export const machineTime: FleetTime = {
  clock: { nowMs: () => performance.now() },
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  epochMs: () => performance.timeOrigin + performance.now(),
};
