import type { Clock } from "../../engine/clock.ts";
import { EventQueue } from "../../engine/eventQueue.ts";
import { longestTimerMs } from "../../engine/longestTimerMs.ts";
import type { Agenda } from "../../fleet/agenda.ts";
import type { After } from "./after.ts";

export interface WallClockPorts {
  readonly clock: Clock;
  readonly after: After;
  /** An appointment has come; `nowMs` is its time. */
  readonly due: (code: number, subject: number) => void;
  /** All that was due has been played, and what was done beside it is done. */
  readonly settled: () => void;
}

/**
 * An agenda on a running clock. Appointments are played in (time, order of scheduling), never early; each is played at
 * its own time, however late the timer was, so that lateness does not add up from one to the next and the fleet behaves
 * as in virtual time. What comes from outside (a request, a change) is done in `act`, which first plays all that is due.
 *
 * One timer, for the next appointment. Timers are whole milliseconds: a call is late by up to one, and by whatever else
 * the process is busy with.
 */
export class WallClockAgenda implements Agenda {
  nowMs: number;
  private readonly ports: WallClockPorts;
  private readonly queue: EventQueue = new EventQueue();
  private playing = false;
  private closed = false;
  private armedForMs: number = Number.POSITIVE_INFINITY;
  private disarm: (() => void) | undefined;

  constructor(ports: WallClockPorts) {
    this.ports = ports;
    this.nowMs = ports.clock.nowMs();
  }

  schedule(atMs: number, code: number, subject: number): void {
    this.queue.push(atMs, code, subject);
    if (!this.playing) this.arm();
  }

  /** Does something at the clock's present time, after all that was due before. Called from inside another, at its time. */
  act<T>(work: () => T): T {
    if (this.playing) return work();
    this.playing = true;
    try {
      this.catchUp();
      return work();
    } finally {
      this.playing = false;
      this.arm();
      this.ports.settled();
    }
  }

  /** No appointment will be played any more. */
  close(): void {
    this.closed = true;
    this.disarm?.();
    this.disarm = undefined;
  }

  private catchUp(): void {
    const untilMs = this.ports.clock.nowMs();
    const { queue } = this;
    while (queue.nextTimeMs <= untilMs && !this.closed) {
      queue.pop();
      this.nowMs = Math.max(this.nowMs, queue.timeMs);
      this.ports.due(queue.code, queue.subject);
    }
    this.nowMs = Math.max(this.nowMs, untilMs);
  }

  /** A timer that is set for an earlier time is left as it is: it sets the next one. */
  private arm(): void {
    const atMs = this.queue.nextTimeMs;
    if (this.closed || atMs >= this.armedForMs) return;
    this.disarm?.();
    this.armedForMs = atMs;
    const delayMs = Math.ceil(atMs - this.ports.clock.nowMs());
    this.disarm = this.ports.after(Math.min(Math.max(delayMs, 1), longestTimerMs), () => {
      this.armedForMs = Number.POSITIVE_INFINITY;
      this.disarm = undefined;
      this.act(() => {});
    });
  }
}
