import type { Clock } from "./clock.ts";

/** The clock of a simulation: it stands until it is told to go on. */
export class VirtualClock implements Clock {
  private timeMs = 0;

  nowMs(): number {
    return this.timeMs;
  }

  /** @throws RangeError when the time lies before now, or is not a number */
  advanceTo(timeMs: number): void {
    if (!(timeMs >= this.timeMs)) {
      throw new RangeError(`the clock shows ${this.timeMs} ms and cannot go back to ${timeMs} ms`);
    }
    this.timeMs = timeMs;
  }
}
