import type { LoadView } from "./selector.ts";

/** Nothing in flight, at the beginning of time, in one session. */
export const idleLoad: LoadView = {
  inFlight: () => 0,
  inFlightOfSlot: () => 0,
  nowMs: () => 0,
  session: () => 0,
};
