import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Watch } from "../../../src/gateway/door/watch.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const milliseconds = fc.integer({ min: 1, max: 2000 });

test("what has a limit never has less than that, and at most two looks more", () => {
  fc.assert(
    fc.property(milliseconds, milliseconds, fc.nat(3000), (shortest, more, begunAt) => {
      const watch = new Watch(shortest);
      const limit = shortest + more;
      watch.add({ check: () => {} });
      vi.advanceTimersByTime(begunAt);
      const begun = watch.looks;
      const start = performance.now();
      let overAt: number | undefined;
      watch.add({
        check: (look) => {
          if (look - begun >= watch.looksOf(limit)) overAt ??= performance.now();
        },
      });
      const everyMs = Math.min(1000, Math.max(5, Math.ceil(shortest / 8)));
      vi.advanceTimersByTime(limit + 3 * everyMs);
      expect((overAt ?? Number.NaN) - start).toBeGreaterThanOrEqual(limit);
      expect((overAt ?? Number.NaN) - start).toBeLessThanOrEqual(limit + 2 * everyMs);
      vi.clearAllTimers();
    }),
    { numRuns: 200 },
  );
});

test("looks at everything that is there and at nothing that has gone, and stops when nothing is left", () => {
  const watch = new Watch(1000);
  const looked: string[] = [];
  const places = ["a", "b", "c"].map((name) => watch.add({ check: () => looked.push(name) }));
  watch.remove(places[1] ?? 0);
  vi.advanceTimersByTime(125);
  expect(looked).toEqual(["a", "c"]);
  for (const at of [0, 2]) watch.remove(places[at] ?? 0);
  vi.advanceTimersByTime(125);
  expect(looked).toEqual(["a", "c"]);
  expect(vi.getTimerCount()).toBe(0);
  watch.add({ check: () => looked.push("d") });
  vi.advanceTimersByTime(125);
  expect(looked).toEqual(["a", "c", "d"]);
});
