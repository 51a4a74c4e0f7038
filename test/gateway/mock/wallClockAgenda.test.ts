import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WallClockAgenda } from "../../../src/gateway/mock/wallClockAgenda.ts";
import { HandClock } from "./handClock.ts";

type Step =
  | { readonly kind: "schedule"; readonly inMs: number; readonly follow: number }
  | { readonly kind: "wait"; readonly ms: number }
  /** The timer rings this much too early (negative) or late. */
  | { readonly kind: "ring"; readonly byMs: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("schedule" as const),
    inMs: fc.constantFrom(0, 0.25, 1, 1.5, 7, 3e9),
    follow: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({ kind: fc.constant("wait" as const), ms: fc.constantFrom(0, 0.5, 1, 20) }),
  fc.record({ kind: fc.constant("ring" as const), byMs: fc.constantFrom(-0.9, 0, 0.3, 50) }),
);

interface Played {
  readonly atMs: number;
  readonly order: number;
}

/** Appointments by number, each of which may make others when it comes: half a millisecond later, and at once. */
class Book {
  readonly clock: HandClock = new HandClock();
  readonly planned: Played[] = [];
  readonly played: Played[] = [];
  readonly follow: number[] = [];
  early = 0;
  readonly agenda: WallClockAgenda = new WallClockAgenda({
    clock: this.clock,
    after: this.clock.after,
    due: (_, order) => {
      if (this.agenda.nowMs > this.clock.timeMs) this.early++;
      this.played.push({ atMs: this.agenda.nowMs, order });
      const more = this.follow[order] ?? 0;
      if (more > 0) this.schedule(this.agenda.nowMs + (more % 2) / 2, more - 1);
    },
    settled: () => {},
  });

  schedule(atMs: number, follow: number): void {
    const order = this.planned.length;
    this.planned.push({ atMs, order });
    this.follow.push(follow);
    this.agenda.schedule(atMs, 0, order);
  }

  run(step: Step): void {
    if (step.kind === "wait") this.clock.timeMs += step.ms;
    else if (step.kind === "schedule") this.agenda.act(() => this.schedule(this.agenda.nowMs + step.inMs, step.follow));
    else if (this.clock.ringsAtMs !== undefined) {
      this.clock.timeMs = Math.max(this.clock.timeMs, this.clock.ringsAtMs + step.byMs);
      this.clock.ring();
    }
  }
}

describe("an agenda on the wall clock", () => {
  it("plays every appointment once, at its own time, never early, in the order of time and then of scheduling", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const book = new Book();
        for (const each of steps) book.run(each);
        let rings = 0;
        for (; book.clock.ringsAtMs !== undefined && rings < 1000; rings++) book.run({ kind: "ring", byMs: 0 });
        const inOrder = [...book.planned].sort((a, b) => a.atMs - b.atMs || a.order - b.order);
        expect(book.played).toEqual(inOrder);
        expect(book.early).toBe(0);
        expect(book.clock.surplus).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("does what comes from outside after all that was due before, and at the clock's time", () => {
    const book = new Book();
    book.schedule(3, 0);
    book.schedule(9, 0);
    book.clock.timeMs = 5;
    expect(book.agenda.act(() => [book.played.length, book.agenda.nowMs])).toEqual([1, 5]);
  });

  it("plays nothing after it is closed", () => {
    const book = new Book();
    book.schedule(3, 0);
    book.agenda.close();
    book.clock.timeMs = 5;
    book.agenda.act(() => {});
    expect(book.played).toEqual([]);
    expect(book.clock.ringsAtMs).toBeUndefined();
  });
});
