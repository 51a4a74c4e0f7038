import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OpenLoop, type OpenLoopPlan } from "../../src/live/openLoop.ts";
import { HandClock } from "./handClock.ts";

interface Sent {
  readonly index: number;
  readonly atMs: number;
  readonly inFlight: number;
}

/** Plays a loop to its end; each request takes as long as the next of `durationsMs`, again from the first. */
function play(
  plan: OpenLoopPlan,
  durationsMs: readonly number[],
  lateMs = 0,
): { sent: readonly Sent[]; loop: OpenLoop } {
  const clock = new HandClock();
  const sent: Sent[] = [];
  const loop = new OpenLoop(plan, clock, (index) => {
    sent.push({ index, atMs: clock.nowMs(), inFlight: loop.inFlight });
    clock.wakeAt(clock.nowMs() + (durationsMs[index % durationsMs.length] ?? 0), () => loop.ended());
  });
  loop.start();
  for (let timeMs = 1; !loop.isOver; timeMs += 1) clock.advanceTo(timeMs, lateMs);
  return { sent, loop };
}

const plans = fc.record({
  requests: fc.integer({ min: 0, max: 60 }),
  ratePerSecond: fc.integer({ min: 20, max: 5000 }),
  concurrency: fc.integer({ min: 1, max: 5 }),
});
const durations = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 10 });
const lateness = fc.double({ min: 0, max: 3, noNaN: true });

describe("an open loop", () => {
  it("sends every request once, in order, never before its planned instant and never above the concurrency", () => {
    fc.assert(
      fc.property(plans, durations, lateness, (plan, durationsMs, lateMs) => {
        const { sent, loop } = play(plan, durationsMs, lateMs);
        expect(sent.map(({ index }) => index)).toEqual(Array.from({ length: plan.requests }, (_, i) => i));
        for (const { index, atMs, inFlight } of sent) {
          expect(atMs).toBeGreaterThanOrEqual((1000 * index) / plan.ratePerSecond);
          expect(inFlight).toBeLessThanOrEqual(plan.concurrency);
        }
        expect(loop.sent).toBe(plan.requests);
      }),
    );
  });

  it("with slots enough sends each at its planned instant, however late alarms ring: it does not drift", () => {
    fc.assert(
      fc.property(plans, durations, lateness, (plan, durationsMs, lateMs) => {
        const { sent, loop } = play({ ...plan, concurrency: 1000 }, durationsMs, lateMs);
        for (const { index, atMs } of sent) {
          expect(atMs).toBeLessThanOrEqual((1000 * index) / plan.ratePerSecond + lateMs + 1e-9);
        }
        expect(loop.heldBack).toBe(0);
      }),
    );
  });

  it("counts as held back exactly those sent after their instant, where alarms ring in time", () => {
    fc.assert(
      fc.property(plans, durations, (plan, durationsMs) => {
        const { sent, loop } = play(plan, durationsMs);
        const late = sent.filter(({ index, atMs }) => atMs > (1000 * index) / plan.ratePerSecond);
        expect(loop.heldBack).toBe(late.length);
      }),
    );
  });

  it("with one slot and requests of 25 ms at 100/s sends every 25 ms", () => {
    const { sent, loop } = play({ requests: 5, ratePerSecond: 100, concurrency: 1 }, [25]);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 25, 50, 75, 100]);
    expect(loop.heldBack).toBe(4);
  });

  it("stopped, sends no more, leaves no alarm and is over once none is in flight", () => {
    const clock = new HandClock();
    const loop = new OpenLoop({ requests: 100, ratePerSecond: 1000, concurrency: 10 }, clock, () => {});
    loop.start();
    clock.advanceTo(2);
    loop.stop();
    expect([clock.pending, loop.isOver]).toEqual([0, false]);
    for (let i = 0; i < 3; i++) loop.ended();
    clock.advanceTo(100);
    expect([loop.sent, loop.isOver]).toEqual([3, true]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the rate %d", (ratePerSecond) => {
    const make = (): OpenLoop =>
      new OpenLoop({ requests: 1, ratePerSecond, concurrency: 1 }, new HandClock(), () => {});
    expect(make).toThrow(`the rate of requests is a finite number above 0, got ${ratePerSecond}`);
  });
});
