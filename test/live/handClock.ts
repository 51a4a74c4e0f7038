import type { AlarmClock } from "../../src/live/alarmClock.ts";

interface Alarm {
  readonly timeMs: number;
  readonly wake: () => void;
}

/** A clock that goes on when it is told to, from alarm to alarm. */
export class HandClock implements AlarmClock {
  private timeMs = 0;
  private readonly alarms: Set<Alarm> = new Set();

  nowMs(): number {
    return this.timeMs;
  }

  wakeAt(timeMs: number, wake: () => void): () => void {
    const alarm = { timeMs, wake };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  }

  get pending(): number {
    return this.alarms.size;
  }

  /** Rings every alarm until then, each `lateMs` late. */
  advanceTo(timeMs: number, lateMs = 0): void {
    for (let next = this.next(); next !== undefined && next.timeMs + lateMs <= timeMs; next = this.next()) {
      this.alarms.delete(next);
      this.timeMs = Math.max(this.timeMs, next.timeMs + lateMs);
      next.wake();
    }
    this.timeMs = timeMs;
  }

  private next(): Alarm | undefined {
    return [...this.alarms].sort((one, other) => one.timeMs - other.timeMs)[0];
  }
}
