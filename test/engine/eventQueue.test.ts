import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EventQueue } from "../../src/engine/eventQueue.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { unit53 } from "../../src/engine/unitInterval.ts";

interface Event {
  readonly timeMs: number;
  readonly code: number;
  readonly subject: number;
}

/** The queue as nobody would write it: a list, sorted after every push by a sort that keeps ties in order. */
class SortedList {
  private events: readonly Event[] = [];

  push(event: Event): void {
    this.events = [...this.events, event].sort((a, b) => a.timeMs - b.timeMs);
  }

  pop(): Event | undefined {
    const [first, ...rest] = this.events;
    this.events = rest;
    return first;
  }

  get nextTimeMs(): number {
    return this.events[0]?.timeMs ?? Number.POSITIVE_INFINITY;
  }

  get size(): number {
    return this.events.length;
  }
}

function popped(queue: EventQueue): Event {
  queue.pop();
  const { timeMs, code, subject } = queue;
  return { timeMs, code, subject };
}

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
// Few different times, so that ties are common.
const time = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: -1e12, max: 1e12, noNaN: true }));
const push = fc.record({ timeMs: time, code: int32, subject: int32 });
const steps = fc.array(fc.oneof(push, push, fc.constant("pop" as const)), { maxLength: 300 });

describe("EventQueue", () => {
  test("gives events in order of (time, order of scheduling), as a sorted list does, whatever the order of calls", () => {
    fc.assert(
      fc.property(steps, (calls) => {
        const queue = new EventQueue();
        const list = new SortedList();
        for (const call of calls) {
          if (call !== "pop") {
            queue.push(call.timeMs, call.code, call.subject);
            list.push(call);
          } else if (list.size > 0) expect(popped(queue)).toEqual(list.pop());
          expect(queue.size).toBe(list.size);
          expect(queue.nextTimeMs).toBe(list.nextTimeMs);
        }
        while (list.size > 0) expect(popped(queue)).toEqual(list.pop());
        expect(queue.nextTimeMs).toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 200 },
    );
  });

  test("keeps the order of many events of few instants, through growth and refilled holes", () => {
    const random = namedStream("e0", "events", 0);
    const queue = new EventQueue();
    let scheduled = 0;
    const schedule = (fromMs: number): void => queue.push(fromMs + (random.next() & 63), 7, scheduled++);
    while (queue.size < 20_000) schedule(0);
    let [lastMs, lastSubject] = [-1, -1];
    for (let i = 0; queue.size > 0; i++) {
      const { timeMs, subject } = popped(queue);
      if (timeMs < lastMs || (timeMs === lastMs && subject <= lastSubject)) {
        expect.fail(`event ${subject} of ${timeMs} ms came after event ${lastSubject} of ${lastMs} ms`);
      }
      [lastMs, lastSubject] = [timeMs, subject];
      // Two for one, one for one, and none, so that the hole is filled by a push, or closed by the next pop.
      if (i < 20_000 && i % 2 === 0) schedule(timeMs);
      if (i < 20_000) schedule(timeMs);
    }
    expect(scheduled).toBe(50_000);
  });

  test("is empty after as many pops as pushes, and can be used again", () => {
    const queue = new EventQueue();
    for (const round of [1, 2, 3]) {
      for (let i = 0; i < 100; i++) queue.push(round * 100 - i, round, i);
      for (let i = 0; i < 100; i++) expect(popped(queue).subject).toBe(99 - i);
      expect(queue.size).toBe(0);
      expect(queue.nextTimeMs).toBe(Number.POSITIVE_INFINITY);
    }
  });

  test("plays a small day in order", () => {
    const queue = new EventQueue();
    queue.push(30, 1, 7);
    queue.push(10, 2, 8);
    queue.push(30, 3, 9);
    expect(popped(queue)).toEqual({ timeMs: 10, code: 2, subject: 8 });
    queue.push(20, 4, -1);
    expect(queue.nextTimeMs).toBe(20);
    expect([popped(queue), popped(queue), popped(queue)].map(({ code }) => code)).toEqual([4, 1, 3]);
  });

  test("takes events of the past: it has no clock", () => {
    const queue = new EventQueue();
    queue.push(10, 1, 0);
    queue.pop();
    queue.push(5, 2, 0);
    expect(popped(queue).timeMs).toBe(5);
  });

  test("refuses a time that is not finite, and stays as it was", () => {
    const queue = new EventQueue();
    queue.push(1, 1, 1);
    for (const timeMs of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => queue.push(timeMs, 1, 2)).toThrow(`an event needs a finite time, got ${timeMs}`);
    }
    expect(queue.size).toBe(1);
    expect(popped(queue).subject).toBe(1);
  });

  test("says so when a pop finds nothing", () => {
    const queue = new EventQueue();
    expect(() => queue.pop()).toThrow("no event is pending");
    queue.push(1, 1, 1);
    queue.pop();
    expect(() => queue.pop()).toThrow("no event is pending");
    queue.push(2, 1, 5);
    expect(popped(queue).subject).toBe(5);
  });

  test("says so when it is full", () => {
    const queue = new EventQueue();
    const random = namedStream("f1", "events", 0);
    for (let i = 0; i < 2 ** 22 - 1; i++) queue.push(i, 0, i);
    expect(() => queue.push(unit53(random), 0, 0)).toThrow("more than 4194303 events are pending");
    expect(queue.size).toBe(2 ** 22 - 1);
    expect(popped(queue).timeMs).toBe(0);
  });
});
