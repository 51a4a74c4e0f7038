import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VirtualClock } from "../../src/engine/virtualClock.ts";

describe("VirtualClock", () => {
  test("shows the time it was told last, and never goes back", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1e9, noNaN: true })), (times) => {
        const clock = new VirtualClock();
        let now = 0;
        for (const timeMs of times) {
          if (timeMs < now) expect(() => clock.advanceTo(timeMs)).toThrow(RangeError);
          else {
            clock.advanceTo(timeMs);
            now = timeMs;
          }
          expect(clock.nowMs()).toBe(now);
        }
      }),
    );
  });

  test("refuses a time that is not a number", () => {
    expect(() => new VirtualClock().advanceTo(Number.NaN)).toThrow("the clock shows 0 ms and cannot go back to NaN ms");
  });
});
