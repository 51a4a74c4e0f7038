import type { Clock } from "../../../src/engine/clock.ts";
import type { After } from "../../../src/gateway/mock/after.ts";

/** A clock that is moved by hand, with one timer that rings when it is told to. */
export class HandClock implements Clock {
  timeMs = 0;
  /** When the timer was to ring; undefined when none is set. */
  ringsAtMs: number | undefined;
  /** Timers that were set while another one was. */
  surplus = 0;
  private callback: () => void = () => {};

  nowMs(): number {
    return this.timeMs;
  }

  readonly after: After = (delayMs, callback) => {
    if (this.ringsAtMs !== undefined) this.surplus++;
    this.ringsAtMs = this.timeMs + delayMs;
    this.callback = callback;
    return () => {
      if (this.callback === callback) this.ringsAtMs = undefined;
    };
  };

  ring(): void {
    this.ringsAtMs = undefined;
    this.callback();
  }
}
