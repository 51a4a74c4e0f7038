import { mustBePositive } from "../engine/mustBePositive.ts";
import type { AlarmClock } from "./alarmClock.ts";

export interface OpenLoopPlan {
  /** At most. */
  readonly requests: number;
  readonly ratePerSecond: number;
  /** Requests in flight at most. */
  readonly concurrency: number;
}

/**
 * When to send. Request i is due at
 *
 *     start + 1000 i / rate    milliseconds, i from 0, rate in requests per second
 *
 * and is never sent before, whatever became of the others: 200/s is one every 5 ms. Where as many are in flight as
 * there may be, requests that are due wait, and leave in their order as soon as one in flight ends.
 */
export class OpenLoop {
  private readonly plan: OpenLoopPlan;
  private readonly clock: AlarmClock;
  private readonly send: (index: number) => void;
  private startMs = 0;
  private callOff: (() => void) | undefined;
  private holding = false;
  private stopped = false;
  private sentSoFar = 0;
  private heldSoFar = 0;
  private flying = 0;

  /** @param send is called in the order of `index`, from 0; it must not call back at once. */
  constructor(plan: OpenLoopPlan, clock: AlarmClock, send: (index: number) => void) {
    mustBePositive("the rate of requests", plan.ratePerSecond);
    mustBePositive("the concurrency", plan.concurrency);
    this.plan = plan;
    this.clock = clock;
    this.send = send;
  }

  /** Sends what is due now, the first request with it. */
  start(): void {
    this.startMs = this.clock.nowMs();
    this.sendDue();
  }

  /** One in flight has ended. */
  ended(): void {
    this.flying--;
    if (this.holding) this.sendDue();
  }

  /** Sends no more. */
  stop(): void {
    this.stopped = true;
    this.callOff?.();
  }

  get sent(): number {
    return this.sentSoFar;
  }

  get inFlight(): number {
    return this.flying;
  }

  /** Requests that were sent later than planned because too many were in flight. */
  get heldBack(): number {
    return this.heldSoFar;
  }

  /** Nothing is left to send or to wait for. */
  get isOver(): boolean {
    return this.flying === 0 && (this.stopped || this.sentSoFar >= this.plan.requests);
  }

  private sendDue(): void {
    const { requests, ratePerSecond, concurrency } = this.plan;
    while (!this.stopped && this.sentSoFar < requests) {
      const dueMs = this.startMs + (1000 * this.sentSoFar) / ratePerSecond;
      if (this.clock.nowMs() < dueMs) {
        this.holding = false;
        this.callOff = this.clock.wakeAt(dueMs, () => this.sendDue());
        return;
      }
      if (this.flying >= concurrency) {
        this.holding = true;
        return;
      }
      // While it holds back, every slot is taken: whatever is due now was due when there was none.
      if (this.holding) this.heldSoFar++;
      this.flying++;
      this.send(this.sentSoFar++);
    }
  }
}
