import { EventQueue } from "../../src/engine/eventQueue.ts";
import type { Agenda } from "../../src/fleet/agenda.ts";

/** An agenda in virtual time, played by hand. */
export class VirtualAgenda implements Agenda {
  nowMs = 0;
  private readonly queue: EventQueue = new EventQueue();

  schedule(atMs: number, code: number, subject: number): void {
    this.queue.push(atMs, code, subject);
  }

  /** Plays every appointment before `toMs`, those made meanwhile included, and stands at `toMs`. Those of `toMs` itself wait. */
  playUntil(toMs: number, due: (subject: number) => void): void {
    const { queue } = this;
    while (queue.nextTimeMs < toMs) {
      queue.pop();
      this.nowMs = queue.timeMs;
      due(queue.subject);
    }
    if (toMs < Number.POSITIVE_INFINITY) this.nowMs = toMs;
  }
}
