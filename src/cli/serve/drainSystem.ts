import { longestTimerMs } from "../../engine/longestTimerMs.ts";
import type { System } from "../../gateway/system/system.ts";

/**
 * Lets the answers in flight end within the grace (milliseconds) and closes the system.
 *
 * @returns how many had not ended by then and were cut
 */
export async function drainSystem(system: Pick<System, "traffic" | "drain">, graceMs: number): Promise<number> {
  let left = 0;
  // Set before the drain begins, so that it comes before its end.
  const timer = setTimeout(
    () => {
      left = system.traffic().inFlight;
    },
    Math.min(graceMs, longestTimerMs),
  );
  await system.drain(graceMs);
  clearTimeout(timer);
  return left;
}
